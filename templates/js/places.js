// Changes as places to go to: one after the other, from a link, and back.
const changes = [...main.querySelectorAll(".significant")];
const counter = toolbar.querySelectorAll("[data-counter] span");
let stops = changes; // fewer while a filter is on
let current = null;

function reveal(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (element.matches("tr.folded")) unfoldRows(element);
}

function showCounter() {
  const index = stops.indexOf(current);
  counter[0].textContent = String(index + 1);
  counter[1].textContent = String(stops.length);
}

function mark(element) {
  current?.classList.remove("current");
  current = element;
  current?.classList.add("current");
  showCounter();
}

// Where an element is to be seen: in one column a copy stands for the row of a table, in the full texts one in each pane.
function placesOf(element) {
  if (element.offsetParent) return [element];
  if (state.view === "full" && element.matches(".row.stub")) return placesOf(document.getElementById(element.querySelector(".remark a").hash.slice(1)));
  const item = element.closest(".row");
  const scopes = state.view === "full" ? [...panes.children] : [item];
  return scopes.map((scope) => copyIn(scope, element) ?? copyIn(scope, item)).filter(Boolean);
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

// From where the reader has scrolled to, unless the last change visited is still in sight.
function step(by) {
  if (!stops.length) return;
  const index = stops.indexOf(current);
  const box = index >= 0 && placesOf(current)[0]?.getBoundingClientRect();
  if (box && box.bottom > 0 && box.top < innerHeight) return visit(stops.at((index + by) % stops.length));
  const below = firstBelow(stops);
  visit(stops.at(by > 0 ? below % stops.length : below - 1));
}

// The elements are in document order, so the first one below the toolbar is found by halving.
function firstBelow(elements) {
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = placesOf(elements[middle])[0] ?? elements[middle];
    if (place.getBoundingClientRect().top > toolbar.offsetHeight) high = middle;
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
