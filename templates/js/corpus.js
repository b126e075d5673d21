// The pages of a corpus: sorting and filtering takeovers, the language, printing. Document text is only ever set as text.
const root = document.documentElement;
const state = { lang: root.lang.slice(0, 2) };
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const takeovers = find(".takeovers tbody");
let flow = null;

// --- filtering: by words, kind, substance, certainty, and the cell clicked on the map ---
function filter() {
  if (!takeovers) return;
  const words = find("[data-find]").value.trim().toLowerCase();
  const kind = find("[data-kind]").value;
  const least = parseFloat(find("[data-least]").value) || 0;
  const sure = find("[data-certain]").checked;
  let shown = 0;
  for (const row of takeovers.rows) {
    const { from, to, kind: own, substance } = row.dataset;
    const fits = (!flow || (from === flow.from && to === flow.to)) && (!kind || own === kind) && substance >= least && (!sure || "sure" in row.dataset);
    row.hidden = !fits || (words !== "" && !row.textContent.toLowerCase().includes(words));
    shown += !row.hidden;
  }
  const clear = find("[data-clear]");
  clear.hidden = !flow;
  find("[data-flow]").textContent = flow ? `(${flow.from || "?"} → ${flow.to || "?"}) ×` : "";
  find("[data-shown]").textContent = flow || words || kind || least || sure ? say("corpus_shown", { count: shown }) : "";
}

function choose(button) {
  const chosen = button?.getAttribute("aria-pressed") !== "true" ? button : null;
  for (const other of all(".heat [aria-pressed]")) other.removeAttribute("aria-pressed");
  chosen?.setAttribute("aria-pressed", "true");
  flow = chosen ? chosen.dataset : null;
  filter();
  if (chosen) find("#takeovers").scrollIntoView({ block: "start" });
}

// --- sorting: once by a column, again to reverse it; empty values come last ---
function sortBy(head) {
  const numeric = "numeric" in head.dataset;
  const next = { ascending: "descending", descending: "ascending" }[head.getAttribute("aria-sort")] ?? (numeric ? "descending" : "ascending");
  for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", next);
  const value = (row) => row.cells[head.cellIndex].dataset.value ?? "";
  const rows = [...takeovers.rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    return (numeric ? a - b : a.localeCompare(b, root.lang)) * (next === "ascending" ? 1 : -1);
  });
  takeovers.append(...rows);
}

for (const head of all("[data-sort]")) head.addEventListener("click", () => sortBy(head.closest("th")));
for (const cell of all(".heat button")) cell.addEventListener("click", () => choose(cell));
for (const control of all("[data-find], [data-kind], [data-least], [data-certain]")) control.addEventListener("input", filter);
find("[data-clear]")?.addEventListener("click", () => choose(null));
find("[data-language]").addEventListener("click", () => {
  state.lang = state.lang === "zh" ? "en" : "zh";
  speak(state.lang);
  filter();
});
find("[data-print]").addEventListener("click", () => print());
find(".toolbar").hidden = false;
