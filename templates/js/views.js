// The same rows in other views. What a view needs beyond style is made when it is first chosen.
const panes = main.querySelector(".panes");
const linked = toolbar.querySelector("[data-linked]");
let paned = false;

function showView() {
  const place = isHere(current) && !root.classList.contains("filtered") ? current : topRow();
  if (state.view === "full" && !paned) { paned = true; fillPanes(); }
  root.dataset.view = state.view;
  panes.hidden = state.view !== "full";
  linked.parentElement.hidden = state.view !== "full";
  for (const button of toolbar.querySelectorAll("[data-set-view]")) button.setAttribute("aria-pressed", String(button.dataset.setView === state.view));
  frame(current);
  if (place) land(placesOf(place), place === current ? "center" : "start");
}

// The row at the top of the window, to return to when the view has changed; none above the rows.
function topRow() {
  const box = main.getBoundingClientRect();
  if (box.top > 0) return null;
  for (let line = toolbar.offsetHeight + 60; line < innerHeight; line += 20) {
    const row = rowOf(document.elementFromPoint(box.left + box.width / 2, line)?.closest(".slot, .row[id]"));
    if (row) return row;
  }
  return null;
}

// --- full texts ---

// In the full texts each pane has a copy of the current item.
function frame(element) {
  for (const copy of panes.querySelectorAll(".current")) copy.classList.remove("current");
  if (element && state.view === "full") for (const copy of placesOf(element)) if (rowOf(copy) === element) copy.classList.add("current");
}

// No two elements share an id, but a link to one may lead to the other.
function standFor(element, copy) {
  if (element.id) copy.dataset.row = element.id;
  copy.removeAttribute("id");
}

function fillPanes() {
  const [old, young] = panes.querySelectorAll(".pane > .text");
  const order = JSON.parse(document.getElementById("old-order").textContent);
  const inOldOrder = order.length ? order.map((id) => document.getElementById(id)) : allRows;
  old.append(...inOldOrder.filter((row) => !row.matches(".stub")).map((row) => slotOf(row, "old")).filter(Boolean));
  young.append(...allRows.map((row) => slotOf(row, "new")).filter(Boolean));
  for (const [from, to] of [[old, young], [young, old]]) {
    rankHeadings(from);
    from.parentElement.addEventListener("scroll", () => { link(from.parentElement, to.parentElement); onScroll(); }, { passive: true });
  }
}

function slotOf(row, side) {
  const text = row.querySelector(`:scope > .${side}:not(.none), :scope > .both`);
  if (!text || (text.matches(".both") && !text.querySelector(`tr:is([data-sides=${side}], [data-sides=both])`))) return null;
  const slot = document.createElement("div");
  slot.className = `slot ${[...row.classList].filter((name) => name !== "significant" && name !== "row" && name !== "current").join(" ")}`;
  slot.dataset.row = row.id;
  for (const child of text.children) {
    const copy = child.cloneNode(true);
    for (const named of copy.querySelectorAll("[id]")) standFor(named, named);
    slot.append(copy);
  }
  for (const table of slot.querySelectorAll("table")) keepSide(table, side);
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

let leading = null; // the pane the reader scrolls; the other one's scrolling is its echo
let rest = 0;
function link(from, to) {
  if (!linked.checked || restingAt() || (leading && leading !== from)) return; // at rest, the browser fixes heights
  leading = from;
  clearTimeout(rest);
  rest = setTimeout(() => { leading = null; }, 120);
  const box = from.getBoundingClientRect();
  let slot = document.elementFromPoint(box.left + box.width / 2, box.top + from.firstElementChild.offsetHeight + 8)?.closest(".slot");
  for (; slot; slot = slot.nextElementSibling) {
    const other = to.querySelector(`[data-row="${CSS.escape(slot.dataset.row)}"]`);
    if (!other) continue;
    to.scrollTop += other.getBoundingClientRect().top - to.getBoundingClientRect().top - (slot.getBoundingClientRect().top - box.top);
    return;
  }
}
