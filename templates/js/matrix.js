// The page of a matrix: sorting, filtering, and the details of a cell. Document text is only ever set as text.
const root = document.documentElement;
const state = { lang: root.lang.slice(0, 2) };
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const box = find("#cell-box");
const data = JSON.parse(find("#tasks-data").textContent);
const values = find(".values");

// --- sorting: by a column, the highest first, then the lowest; the baseline stays the first row ---
function sortBy(column, order) {
  for (const head of all("thead th", values)) head.removeAttribute("aria-sort");
  const rows = all("tbody tr", values);
  const place = (row) => Number(row.dataset.row);
  const value = (row) => parseFloat(row.cells[column + 1]?.dataset.value ?? "");
  rows.sort((one, two) => {
    if (one.classList.contains("baseline")) return -1;
    if (two.classList.contains("baseline")) return 1;
    const [a, b] = [value(one), value(two)];
    if (order === "" || (isNaN(a) && isNaN(b)) || a === b) return place(one) - place(two);
    if (isNaN(a)) return 1;
    if (isNaN(b)) return -1;
    return order === "descending" ? b - a : a - b;
  });
  find("tbody", values).append(...rows);
  if (order) find(`[data-column="${column}"]`, values).setAttribute("aria-sort", order);
}

function turn(button) {
  const head = button.closest("th");
  const next = { descending: "ascending", ascending: "" }[head.getAttribute("aria-sort")] ?? "descending";
  sortBy(Number(button.dataset.sort), next);
}

// --- filtering ---
function filter() {
  const words = (find("[data-find]").value ?? "").trim().toLowerCase();
  const group = find("select[data-group]")?.value ?? "";
  const kind = find("[data-state]").value;
  const chapter = find("select[data-chapter]")?.value ?? "";
  let shown = 0;
  const hidden = new Set();
  for (const row of values ? all("tbody tr", values) : []) {
    const fits = row.classList.contains("baseline") || ((!group || row.dataset.group === group) && row.cells[0].textContent.toLowerCase().includes(words));
    const cells = [...row.cells].slice(1);
    const has = !kind || cells.some((cell) => cell.classList.contains(kind));
    for (const cell of cells) cell.classList.toggle("dim", Boolean(kind) && !cell.classList.contains(kind));
    row.hidden = !fits || !has;
    shown += !row.hidden;
    if (!fits) hidden.add(row.dataset.row);
  }
  for (const head of all(".tasks thead [data-document]")) {
    head.hidden = hidden.has(head.dataset.document);
    for (const row of all(".tasks tr")) {
      const cell = row.cells[head.cellIndex];
      if (cell) cell.hidden = head.hidden;
    }
  }
  for (const row of all(".tasks tbody tr")) {
    const fold = find(`[data-fold="${row.dataset.chapter}"]`);
    const folded = fold?.getAttribute("aria-expanded") === "false" && !row.classList.contains("chapter");
    row.hidden = folded || (chapter !== "" && row.dataset.chapter !== chapter);
  }
  const filtered = words || group || kind;
  find("[data-shown]").textContent = filtered ? say("matrix_shown", { count: shown }) : "";
}

function fold(button) {
  button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") === "false"));
  filter();
}

// --- details of a cell ---
function element(tag, text, kind) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

// --- corrections: kept while the page is open, and saved as a notes file that the next run reads ---
const corrections = new Map();
let corrected = ""; // the cell that the dialog is about, as document-indicator

function offer(key) {
  corrected = key;
  const form = find(".correction", box);
  form.hidden = key === "";
  form.elements.text.value = corrections.get(key)?.text ?? "";
}

function correct() {
  const [number, column] = corrected.split("-").map(Number);
  const [indicator, period] = data.columns[column];
  corrections.set(corrected, { source: data.sources[number], indicator, period, text: find(".correction", box).elements.text.value.trim() });
  find(`[data-row="${number}"]`, values).cells[column + 1].classList.add("noted");
  find("[data-save]").hidden = false;
  find("[data-corrections]").textContent = corrections.size;
  box.close();
}

function saveNotes() {
  const text = JSON.stringify({ schema: "plandiff/notes-1", corrections: [...corrections.values()] }, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "matrix.notes.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function openEmpty(key) {
  const [number, column] = key.split("-").map(Number);
  open(`${data.documents[number][0]} · ${data.columns[column].join(" ").trim()}`, [element("p", say("matrix_none"))]);
  offer(key);
}

function open(title, sides) {
  offer("");
  find("#cell-title").textContent = title;
  find(".sides", box).replaceChildren(...sides);
  if (!box.open) box.showModal();
  box.scrollTop = 0;
}

function openSentence(id) {
  const one = document.getElementById(id);
  if (!one?.classList.contains("sentence")) return false;
  const sides = [one.dataset.baseline, id].filter(Boolean).map((name) => {
    const side = document.createElement("div");
    const copy = document.getElementById(name).cloneNode(true);
    copy.removeAttribute("id");
    side.append(copy);
    return side;
  });
  if (sides.length === 1) find("h3", sides[0]).remove(); // the dialog's title says it
  open(find("h3", one).textContent, sides);
  offer(id.slice(2));
  return true;
}

function openTask(key) {
  const [item, document_] = key.split("-").map(Number);
  const [places, rejected, numbers, count] = data.cells[key];
  const [title, text, own, from] = data.items[item];
  const [name, report] = data.documents[document_];
  const before = document.createElement("div");
  before.append(element("h3", from || say("matrix_baseline_text")), element("p", title), element("p", text, "text"));
  if (own.length) before.append(element("p", say("matrix_sets", { list: own.join("；") }), "path"));
  const after = document.createElement("div");
  after.append(element("h3", name));
  const show = ([number, grade, score, aspect]) => {
    const [heading, path, words] = data.places[number];
    const said = [aspect === "review" ? say("matrix_reviewed") : say(`matrix_${grade}`), say("matrix_score", { percent: score }), path].filter(Boolean);
    after.append(element("p", said.join(" · "), "path"), element("p", words || heading, "text"));
  };
  places.slice(0, 4).forEach(show);
  for (const [number] of places.slice(4)) after.append(element("p", say("matrix_further", { title: data.places[number][0] }), "path"));
  if (!count) after.append(element("p", say("matrix_no_place")));
  if (rejected) {
    const [heading, path, words] = data.places[rejected[0]];
    after.append(element("p", say("matrix_rejected", { percent: rejected[1] }) + (path ? ` · ${path}` : ""), "path"), element("p", words || heading, "text"));
  }
  if (numbers.length) after.append(element("p", say("matrix_sets", { list: numbers.join("；") }), "path"));
  if (report) {
    const link = element("a", say("matrix_report"));
    link.href = report;
    after.append(link);
  }
  open(`${name} · ${title}`, [before, after]);
}

function draw(number) {
  for (const drawing of all(".drawing")) drawing.hidden = drawing.id !== `drawing-${number}`;
}

// --- startup ---
find(".toolbar").hidden = false;
const picked = find("[data-drawing]");
if (picked) {
  find(".pick").hidden = false;
  picked.addEventListener("change", () => draw(picked.value));
  draw(picked.value);
}
for (const select of all(".toolbar select")) select.addEventListener("change", filter);
find("[data-find]").addEventListener("input", filter);
addEventListener("beforeprint", () => all(".drawing").forEach((drawing) => { drawing.hidden = false; }));
addEventListener("afterprint", () => picked && draw(picked.value));
find(".correction", box).addEventListener("submit", (event) => { event.preventDefault(); correct(); });
document.addEventListener("click", (event) => {
  const target = event.target.closest?.("a, button");
  if (!target) return;
  const { sort, cell, fold: branch, empty } = target.dataset;
  if (sort !== undefined) turn(target);
  else if (cell) openTask(cell);
  else if (empty) openEmpty(empty);
  else if (target.matches("[data-correct]")) correct();
  else if (target.matches("[data-save]")) saveNotes();
  else if (branch !== undefined) fold(target);
  else if (target.matches("[data-official]")) sortBy(0, "");
  else if (target.matches("[data-print]")) print();
  else if (target.matches("[data-language]")) {
    state.lang = state.lang === "zh" ? "en" : "zh";
    speak(state.lang);
    filter();
  } else {
    const href = target.getAttribute("href") ?? "";
    if (href.startsWith("#s-") && openSentence(href.slice(1))) event.preventDefault();
  }
});
