// Filters: by kind of change, by class of noise (written ~class), by section.
const sectionSelect = toolbar.querySelector("[data-section]");
const filterLine = toolbar.querySelector(".filter-line");
let opened = []; // folds opened by a filter, closed again when it is removed

function growFilters() {
  for (const chip of document.querySelectorAll(".chip[data-kind]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...chip.childNodes);
    button.addEventListener("click", () => { toggleKind(chip.dataset.kind); if (state.kind && stops.length) land(placesOf(stops[0])); });
    chip.append(button);
  }
  for (const link of outline.querySelectorAll("details > ol > li > a, details > ol > li > ol > li > a")) {
    const tally = link.querySelector(".tally")?.textContent;
    if (!tally) continue;
    const indent = link.closest("ol ol") ? "\u2003" : "";
    sectionSelect.add(new Option(`${indent}${link.querySelector(".title").textContent} (${tally})`, link.hash.slice(1)));
  }
  sectionSelect.addEventListener("change", () => choose({ in: sectionSelect.value }));
  toolbar.querySelector("[data-clear]").addEventListener("click", () => choose({ kind: "", in: "" }));
}

function kindsChosen() {
  return state.kind ? state.kind.split(",") : [];
}

function toggleKind(kind) {
  const kinds = kindsChosen();
  choose({ kind: (kinds.includes(kind) ? kinds.filter((other) => other !== kind) : [...kinds, kind]).join(",") });
}

function carries(element, kind) {
  if (kind.startsWith("~")) return Boolean(element.querySelector(`.n.${CSS.escape(kind.slice(1))}`));
  if (element.matches(`tr.${CSS.escape(kind)}`)) return true; // rows added or deleted with their table share its mark
  return Boolean(element.querySelector(`:scope > .gutter .mark.${CSS.escape(kind)}, :scope > .sign .mark.${CSS.escape(kind)}`));
}

// The rows whose nearest heading is the section's own or one below it: the page may have others in between.
function inSection(id) {
  const inside = new Set([...(entries.get(id)?.parentElement.querySelectorAll("a[href]") ?? [])].map((link) => link.hash.slice(1)));
  return (element) => inside.has(headingAbove(element)?.id);
}

function applyFilters() {
  const kinds = kindsChosen();
  const on = kinds.length > 0 || state.in !== "";
  for (const fold of opened) fold.open = false;
  opened = [];
  for (const element of main.querySelectorAll(".kept")) element.classList.remove("kept");
  for (const chip of document.querySelectorAll(".chip[data-kind]")) {
    chip.firstElementChild.setAttribute("aria-pressed", String(kinds.includes(chip.dataset.kind)));
  }
  sectionSelect.value = state.in;
  root.classList.toggle("filtered", on);
  filterLine.hidden = !on;
  stops = on ? keep(kinds) : changes;
  filterLine.querySelector("[data-shown]").textContent = on ? say("filtered", { count: stops.length, total: changes.length }) : "";
  showCounter();
}

function keep(kinds) {
  const within = state.in ? inSection(state.in) : () => true;
  const insignificant = kinds.some((kind) => kind.startsWith("~") || kind === "noise" || kind === "renumbered");
  const candidates = insignificant ? [...main.querySelectorAll(".rows .row[id], .rows tr[id]")].filter((row) => !row.matches(".grid, .stub")) : changes;
  const found = candidates.filter((row) => (!kinds.length || kinds.some((kind) => carries(row, kind))) && within(row));
  const above = []; // the open headings above the current row, by level
  let next = 0;
  for (const heading of [...headings, null]) {
    for (; next < found.length && (!heading || !precedes(heading, found[next])); next += 1) {
      const item = found[next].closest(".row");
      for (const element of [item, item.closest(".fold"), ...above]) element?.classList.add("kept");
      const fold = item.closest(".fold:not([open])");
      if (fold) { fold.open = true; opened.push(fold); }
    }
    if (!heading) break;
    const depth = depthOf(heading);
    above.length = Math.min(above.length, depth);
    above[depth] = heading;
  }
  return found;
}

function depthOf(heading) {
  let depth = -1;
  for (let list = entries.get(heading.id).closest("ol"); list; list = list.parentElement.closest("ol")) depth += 1;
  return depth;
}

// A link goes to its target, whatever is filtered out.
function unfilterFor(target) {
  reveal(target);
  if (target.offsetParent || state.view === "full") return;
  if (root.classList.contains("filtered")) { Object.assign(state, { kind: "", in: "" }); keepState(); applyFilters(); }
  reveal(target);
  if (!target.offsetParent && state.view === "changes") { state.view = "sides"; keepState(); showView(); }
}
