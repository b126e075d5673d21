// The outline: branches that close, and where in it the reader is.
const outline = document.querySelector(".outline");
const entries = new Map([...outline.querySelectorAll("a[href]")].map((link) => [link.hash.slice(1), link]));
const headings = [...main.querySelectorAll(".row.heading:not(.stub)")].filter((heading) => entries.has(heading.id));
const LONG_OUTLINE = 150; // entries; a longer one opens with its top level and the branch the reader is in
let here = null;

function growBranches() {
  const long = entries.size > LONG_OUTLINE;
  for (const list of outline.querySelectorAll("li > ol")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "branch";
    button.dataset.title = list.previousElementSibling.querySelector(".title").textContent;
    button.dataset.tAriaLabel = "toggle_branch";
    button.setAttribute("aria-label", say("toggle_branch", button.dataset));
    button.setAttribute("aria-expanded", String(!long));
    button.addEventListener("click", () => button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") === "false")));
    list.parentElement.prepend(button);
  }
  outline.classList.add("live");
}

function precedes(one, other) {
  return one === other || Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}

// A copy in the full texts, or in one column, represents its row.
function rowOf(element) {
  return element?.dataset.row ? document.getElementById(element.dataset.row) : element;
}

// The last heading before where the reader landed or, after scrolling, before what is just below the bars at the top.
function headingHere() {
  const resting = rowOf(restingAt());
  if (resting && main.contains(resting)) return headingAbove(resting);
  const box = main.getBoundingClientRect();
  const top = Math.max(toolbar.getBoundingClientRect().bottom, 0) + 60;
  const point = rowOf(document.elementFromPoint(box.left + box.width / 4, top)?.closest(".row, .fold, .slot"));
  return point && main.contains(point) ? headingAbove(point) : null;
}

function headingAbove(element) {
  let [low, high] = [0, headings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (precedes(headings[middle], element)) low = middle + 1;
    else high = middle;
  }
  return headings[low - 1] ?? null;
}

function followScroll() {
  if (landing) return;
  showCounter();
  const link = entries.get(headingHere()?.id);
  if (link === here) return;
  here?.removeAttribute("aria-current");
  here = link;
  if (!here) return;
  here.setAttribute("aria-current", "location");
  for (let item = here.closest("ol").closest("li"); item; item = item.parentElement.closest("li")) {
    item.querySelector(":scope > .branch").setAttribute("aria-expanded", "true");
  }
  const [box, frame] = [here.getBoundingClientRect(), outline.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom) outline.scrollTop += box.top - frame.top - frame.height / 3;
}

let waiting = false;
function onScroll() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; followScroll(); dropChip(); });
}
