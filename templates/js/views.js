// The same rows in other views. What a view needs beyond style is made when it is first chosen.
const panes = main.querySelector(".panes");
const linked = toolbar.querySelector("[data-linked]");
let paned = false;

function showView() {
  const place = topRow();
  if (state.view === "full" && !paned) { paned = true; fillPanes(); }
  root.dataset.view = state.view;
  panes.hidden = state.view !== "full";
  linked.parentElement.hidden = state.view !== "full";
  for (const button of toolbar.querySelectorAll("[data-set-view]")) button.setAttribute("aria-pressed", String(button.dataset.setView === state.view));
  if (place) land(placesOf(place), "start");
}

// The row at the top of the window, to come back to when the view has changed; none above the rows.
function topRow() {
  const box = main.getBoundingClientRect();
  if (box.top > 0) return null;
  const point = document.elementFromPoint(box.left + box.width / 2, toolbar.offsetHeight + 60);
  return rowOf(point?.closest(".slot, .row[id]"));
}

// --- full texts ---

// No two elements have one id, but a link to the one may lead to the other.
function standFor(element, copy) {
  if (element.id) copy.dataset.row = element.id;
  copy.removeAttribute("id");
}

function fillPanes() {
  const [old, young] = panes.querySelectorAll(".pane");
  const rows = [...main.querySelectorAll(".rows .row[id]")];
  const order = JSON.parse(document.getElementById("old-order").textContent);
  const inOldOrder = order.length ? order.map((id) => document.getElementById(id)) : rows;
  old.append(...inOldOrder.filter((row) => !row.matches(".stub")).map((row) => slotOf(row, "old")).filter(Boolean));
  young.append(...rows.map((row) => slotOf(row, "new")).filter(Boolean));
  for (const [from, to] of [[old, young], [young, old]]) {
    rankHeadings(from);
    from.addEventListener("scroll", () => { link(from, to); onScroll(); }, { passive: true });
  }
}

function slotOf(row, side) {
  const text = row.querySelector(`:scope > .${side}:not(.none)`);
  if (!text) return null;
  const slot = document.createElement("div");
  slot.className = `slot ${[...row.classList].filter((name) => name !== "significant" && name !== "row" && name !== "current").join(" ")}`;
  slot.dataset.row = row.id;
  for (const child of text.children) {
    const copy = child.cloneNode(true);
    for (const named of copy.querySelectorAll("[id]")) standFor(named, named);
    slot.append(copy);
  }
  showAllRows(slot);
  return slot;
}

// Each text has its headings there, and none skips a rank.
function rankHeadings(pane) {
  let before = 1;
  for (const heading of pane.querySelectorAll(".heading > :is(h2, h3, h4, h5, h6, .h)")) {
    const own = Number(/h(\d)/.exec(heading.className || heading.localName)[1]);
    before = Math.min(own, before + 1);
    const ranked = document.createElement(`h${before}`);
    ranked.className = `h h${own}`;
    ranked.append(...heading.childNodes);
    heading.replaceWith(ranked);
  }
}

let leading = null; // the pane that the reader scrolls; the other one's scrolling is its echo
let rest = 0;
function link(from, to) {
  if (!linked.checked || restingAt() || (leading && leading !== from)) return; // at rest, the browser mends heights
  leading = from;
  clearTimeout(rest);
  rest = setTimeout(() => { leading = null; }, 120);
  const box = from.getBoundingClientRect();
  let slot = document.elementFromPoint(box.left + box.width / 2, box.top + 8)?.closest(".slot");
  for (; slot; slot = slot.nextElementSibling) {
    const other = to.querySelector(`[data-row="${CSS.escape(slot.dataset.row)}"]`);
    if (!other) continue;
    to.scrollTop += other.getBoundingClientRect().top - to.getBoundingClientRect().top - (slot.getBoundingClientRect().top - box.top);
    return;
  }
}
