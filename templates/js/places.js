// Changes as places to visit: one after the other, from a link, and back.
const changes = [...main.querySelectorAll(".significant")];
const allRows = [...main.querySelectorAll(".rows .row[id]")];
const counter = toolbar.querySelectorAll("[data-counter] span");
const stepLinks = [...toolbar.querySelectorAll("[data-step]")];
let stops = changes; // fewer while a filter is on
let current = null;

function reveal(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (element.matches("tr.folded")) unfoldRows(element);
}

// How many changes the reader has passed, the current one included.
function showCounter() {
  counter[0].textContent = String(isHere(current) ? stops.indexOf(current) + 1 : passed(() => innerHeight / 2));
  counter[1].textContent = String(stops.length);
  for (const link of stepLinks) link.href = `#${next(Number(link.dataset.step))?.id ?? "changes"}`;
}

// Whether the reader is at a stop: arrived there, and has not scrolled it out of the window since.
function isHere(stop) {
  if (!stop || !stops.includes(stop)) return false;
  const box = strayed && placesOf(stop)[0]?.getBoundingClientRect();
  return !box || (box.bottom > 0 && box.top < innerHeight);
}

function mark(element) {
  current?.classList.remove("current");
  current = element;
  current?.classList.add("current");
  if (paned) frame(current);
  showCounter();
}

// Where an element is visible: in one column a copy represents a table row, in the full texts one in each pane.
function placesOf(element) {
  if (element.offsetParent) return [element];
  if (state.view === "full" && element.matches(".row.stub")) return placesOf(document.getElementById(element.querySelector(".remark a").hash.slice(1)));
  const item = element.closest(".row");
  if (state.view !== "full") return [];
  return [...panes.querySelectorAll(".pane")].map((pane) => copyIn(pane, element) ?? copyIn(pane, item) ?? copyBefore(pane, item)).filter(Boolean);
}

// If a pane has no copy of an item, what precedes it there.
function copyBefore(pane, item) {
  for (let index = allRows.indexOf(item) - 1; index >= 0; index -= 1) {
    const copy = copyIn(pane, allRows[index]);
    if (copy) return copy;
  }
  return null;
}

function copyIn(scope, element) {
  return scope.querySelector(`[data-row="${CSS.escape(element.id)}"]`);
}

function bring(element) {
  reveal(element);
  land(placesOf(element));
}

function visit(element) {
  mark(element);
  bring(element);
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  state.at = element.id;
  keepState();
}

// The stop that many steps away, from the last one or from where the reader has scrolled to since.
function next(by) {
  if (!stops.length) return null;
  if (isHere(current)) return stops.at((stops.indexOf(current) + by) % stops.length);
  const below = passed(() => toolbar.offsetHeight);
  return stops.at(by > 0 ? below % stops.length : below - 1);
}

function step(by) {
  const stop = next(by);
  if (stop) visit(stop);
}

// How many stops are above a line of the window; on an untouched page that need not be measured.
function passed(line) {
  return current || strayed ? firstBelow(stops, line()) : 0;
}

// The elements are in document order, so a binary search finds the first one below a line.
function firstBelow(elements, line) {
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = placesOf(elements[middle])[0] ?? elements[middle];
    if (place.getBoundingClientRect().top > line) high = middle;
    else low = middle + 1;
  }
  return low;
}

function goTo(id) {
  const target = id && document.getElementById(id);
  if (!target) return;
  if (!main.contains(target) || target === main) return land([target]);
  mark(target);
  if (!target.offsetParent) unfilterFor(target);
  bring(target);
}

const folds = [...main.querySelectorAll(".fold")];
const unfold = toolbar.querySelector("[data-unfold]");

function setFolds(open) {
  for (const fold of folds) fold.open = open;
  setRowFolds(open);
  unfold.setAttribute("aria-pressed", String(open));
  unfold.textContent = say(open ? "fold" : "unfold");
}
