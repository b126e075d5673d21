// The reader's notes on changes: kept in the browser, saved as a notes file (plandiff/notes-1) or in a copy of the page.
const VERDICTS = ["agreed", "objected", "discuss"];
const SIGNS = { agreed: "✓", objected: "✗", discuss: "?" };
const given = JSON.parse(document.getElementById("notes").textContent);
const noted = [...main.querySelectorAll("[data-old-keys]")];
const byBox = document.querySelector("[data-by]");
const place = `plandiff notes ${pairName()}`;
let mine = { by: "", notes: {}, decisions: [] };
let pairing = null; // the row to be matched with the next one chosen

// Two documents are identified by the keys of all changes between them.
function pairName() {
  let hash = 0;
  for (const row of noted) for (const letter of keyOf(row)) hash = (hash * 31 + letter.charCodeAt(0)) | 0;
  return `${location.pathname} ${hash}`;
}

function keyOf(row) {
  return `${row.dataset.oldKeys}>${row.dataset.newKeys}`;
}

function keepNotes() {
  try { localStorage.setItem(place, JSON.stringify(mine)); } catch { /* a browser without storage can still save files */ }
}

function recall() {
  try { mine = { ...mine, ...JSON.parse(localStorage.getItem(place) ?? "{}") }; } catch { /* as above */ }
  byBox.value = mine.by;
}

function opinionsOf(row) {
  const own = mine.notes[keyOf(row)];
  const said = (given.notes ?? []).filter((note) => `${(note.old ?? []).join(" ")}>${(note.new ?? []).join(" ")}` === keyOf(row));
  const others = own ? said.filter((note) => (note.by ?? "") !== mine.by) : said;
  return own ? [...others, { ...own, by: mine.by, own: true }] : others;
}

function decisionsOf(row) {
  const old = row.dataset.oldKeys.split(" "), young = row.dataset.newKeys.split(" ");
  return mine.decisions.filter((decision) => old.includes(decision.old) || young.includes(decision.new));
}

// Below a row: its notes, and any decision that will apply when the documents are compared again.
function showOpinions(row) {
  const home = row.matches("tr") ? row.querySelector("td") : row;
  for (const line of home.querySelectorAll(":scope > .opinion")) line.remove();
  for (const { verdict, by, note } of opinionsOf(row)) {
    const line = document.createElement("p");
    line.className = `opinion ${verdict ?? ""}`;
    line.lang = root.lang;
    const parts = [verdict ? `${SIGNS[verdict]} ` + say(`verdict_${verdict}`) : "", by ?? "", note ?? ""];
    parts.forEach((text, place) => {
      if (!text) return;
      const part = document.createElement(["span", "b", "span"][place]);
      part.textContent = text;
      if (place === 2) part.dataset.doc = "";
      line.append(part, " ");
    });
    home.append(line);
  }
  for (const decision of decisionsOf(row)) {
    const line = document.createElement("p");
    line.className = "opinion decided";
    line.lang = root.lang;
    line.textContent = say(decision.pin ? "decided_pin" : "decided_forbid");
    home.append(line);
  }
  listOpinions(row);
}

// Where a row's pen is: beside its marks; a table added or deleted as a whole has one, beside those of its first row.
function penHome(row) {
  const grid = row.closest(".grid.whole");
  if (grid) return noted.find((other) => grid.contains(other)) === row ? grid.querySelector(".gutter") : null;
  return row.matches("tr") ? row.querySelector("td") : row.querySelector(":scope > .gutter");
}

function countNotes() {
  const count = Object.keys(mine.notes).length + mine.decisions.length;
  toolbar.querySelector("[data-noted]").textContent = count ? String(count) : "";
}

function changed(...rows) {
  keepNotes();
  countNotes();
  rows.forEach(showOpinions);
}

// --- the editor, one at a time ---

function button(key, pressed, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = say(key);
  if (pressed !== null) made.setAttribute("aria-pressed", String(pressed));
  made.addEventListener("click", act);
  return made;
}

function closeEditor() {
  main.querySelector(".editor")?.remove();
}

function edit(row) {
  if (!row || !noted.includes(row)) return;
  const here = row.matches("tr") ? row.querySelector("td:not(.sign), th") : row;
  const open = here.querySelector(":scope > .editor");
  closeEditor();
  if (open) return;
  const box = document.createElement("div");
  box.className = "editor";
  box.lang = root.lang;
  const own = () => mine.notes[keyOf(row)] ?? {};
  const write = (said) => {
    const next = { ...own(), ...said };
    if (next.verdict || next.note) mine.notes[keyOf(row)] = next; else delete mine.notes[keyOf(row)];
    changed(row);
  };
  const verdicts = document.createElement("div");
  verdicts.setAttribute("role", "group");
  verdicts.setAttribute("aria-label", say("notes_verdict"));
  for (const verdict of VERDICTS) {
    verdicts.append(button(`verdict_${verdict}`, own().verdict === verdict, (event) => {
      const on = event.currentTarget.getAttribute("aria-pressed") !== "true";
      for (const other of verdicts.children) other.setAttribute("aria-pressed", "false");
      event.currentTarget.setAttribute("aria-pressed", String(on));
      write({ verdict: on ? verdict : undefined });
    }));
  }
  const text = document.createElement("textarea");
  text.value = own().note ?? "";
  text.rows = 2;
  text.setAttribute("aria-label", say("notes_text"));
  text.placeholder = say("notes_text");
  text.addEventListener("input", () => write({ note: text.value.trim() || undefined }));
  box.append(verdicts, text, correction(row), button("close", null, () => { closeEditor(); row.querySelector(".noting")?.focus(); }));
  here.append(box);
  verdicts.firstElementChild.focus();
}

// A wrong match can be split, and unmatched passages of both sides be matched.
function correction(row) {
  const { oldKeys: old, newKeys: young } = row.dataset;
  const taken = decisionsOf(row);
  if (taken.length) {
    return button("decided_undo", null, () => {
      mine.decisions = mine.decisions.filter((decision) => !taken.includes(decision));
      changed(...noted.filter((other) => taken.some((decision) => other.dataset.oldKeys.includes(decision.old) || other.dataset.newKeys.includes(decision.new))));
      closeEditor();
    });
  }
  if (old && young) {
    return button("decide_forbid", null, () => {
      for (const one of old.split(" ")) for (const other of young.split(" ")) mine.decisions.push({ old: one, new: other, forbid: true });
      changed(row);
      closeEditor();
    });
  }
  return button("decide_pin", null, (event) => {
    event.stopPropagation(); // the next click chooses
    pairing = row;
    root.classList.add("pairing");
    root.dataset.pairing = old ? "new" : "old";
    closeEditor();
  });
}

function pair(row) {
  const [one, other] = pairing.dataset.oldKeys ? [pairing, row] : [row, pairing];
  if (row && row !== pairing && one.dataset.oldKeys && other.dataset.newKeys && !(row.dataset.oldKeys && row.dataset.newKeys)) {
    mine.decisions.push({ old: one.dataset.oldKeys.split(" ")[0], new: other.dataset.newKeys.split(" ")[0], pin: true });
    changed(one, other);
  }
  stopPairing();
}

function stopPairing() {
  pairing = null;
  root.classList.remove("pairing");
}

// --- saving ---

function written() {
  const own = Object.entries(mine.notes).map(([key, said]) => {
    const [old, young] = key.split(">").map((keys) => keys.split(" ").filter(Boolean));
    return { old, new: young, ...said, ...(mine.by ? { by: mine.by } : {}) };
  });
  const others = (given.notes ?? []).filter((note) => !own.some((one) => String(one.old) === String(note.old ?? []) && String(one.new) === String(note.new ?? []) && (one.by ?? "") === (note.by ?? "")));
  const lines = (entries) => entries.map((entry) => `\n${JSON.stringify(entry)}`).sort().join(",");
  const both = new Map([...(given.decisions ?? []), ...mine.decisions].map((decision) => [`${decision.old}>${decision.new}`, decision]));
  const decisions = [...both.values()]; // of two on one pair the reader's own
  return `{\n"schema": "plandiff/notes-1",\n"decisions": [${lines(decisions)}\n],\n"notes": [${lines([...others, ...own])}\n]\n}\n`;
}

function save(text, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  document.querySelector("[data-saved]").textContent = say("notes_saved", { name });
}

function baseName() {
  return decoded(location.pathname.split("/").pop() ?? "").replace(/\.html?$/i, "") || "report";
}

// The page as loaded, with the notes in it, but without what scripts added since.
function copyOfPage() {
  const notes = written().replaceAll("<", "\\u003c");
  return pristine.replace(/(<script type="application\/json" id="notes">)[^<]*/, (_, opening) => opening + notes);
}

for (const row of noted) {
  const home = penHome(row);
  if (!home) continue;
  const made = button("notes_write", null, () => edit(row));
  made.className = "noting";
  made.textContent = "✎";
  made.setAttribute("aria-label", say("notes_write"));
  made.dataset.tAriaLabel = "notes_write";
  home.append(made);
}
main.addEventListener("click", (event) => {
  if (!pairing) return;
  event.preventDefault();
  pair(event.target.closest("[data-old-keys]"));
});
// Contents and search may be used to find the counterpart, so that only Escape gives the matching up.
document.addEventListener("keydown", (event) => {
  if (!pairing || event.key !== "Escape" || event.target.closest("input, dialog")) return;
  event.stopPropagation();
  stopPairing();
}, true);
byBox.addEventListener("input", () => { mine.by = byBox.value.trim(); changed(...noted.filter((row) => mine.notes[keyOf(row)])); });
document.querySelector("[data-save-notes]").addEventListener("click", () => save(written(), "application/json", `${baseName()}.notes.json`));
document.querySelector("[data-save-copy]").addEventListener("click", () => save(copyOfPage(), "text/html", `${baseName()}.html`));
recall();
countNotes();
for (const row of noted) if (opinionsOf(row).length || decisionsOf(row).length) showOpinions(row);
