// Tables: unchanged rows between others are folded.
const LEAST_FOLDED = 4; // rows; heads, and the first row of a table, stay

function growTableFolds() {
  for (const table of main.querySelectorAll(".rows > .grid table")) {
    const rows = [...table.rows];
    let run = [];
    for (const row of [...rows.slice(1), null]) {
      if (row?.matches(".same:not(.head)")) { run.push(row); continue; }
      if (run.length >= LEAST_FOLDED) foldRows(run);
      run = [];
    }
  }
}

function foldRows(rows) {
  const line = document.createElement("tr");
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.t = "rows_folded";
  button.dataset.count = String(rows.length);
  button.textContent = say("rows_folded", button.dataset);
  button.setAttribute("aria-expanded", "false");
  const cell = line.appendChild(document.createElement("td"));
  cell.className = "more";
  cell.colSpan = 50;
  cell.append(button);
  line.className = "more-line";
  rows[0].before(line);
  for (const row of rows) row.classList.add("folded");
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "false";
    for (const row of rows) row.classList.toggle("folded", !open);
    button.setAttribute("aria-expanded", String(open));
  });
}

function unfoldRows(row) {
  let line = row;
  while (!line.querySelector(".more")) line = line.previousElementSibling;
  line.querySelector("button").click();
}

function setRowFolds(open) {
  for (const button of main.querySelectorAll("td.more button")) if ((button.getAttribute("aria-expanded") === "true") !== open) button.click();
}

// A table as one side has it, built from the merged one.
function keepSide(table, side) {
  const [other, edit] = side === "old" ? ["new", "ins"] : ["old", "del"];
  for (const gone of table.querySelectorAll(`tr[data-sides=${other}], .only-${other}, ${edit}, .more-line, .sign`)) gone.remove();
  for (const row of table.querySelectorAll(".folded")) row.classList.remove("folded");
  if (side === "old") for (const noise of table.querySelectorAll(".n[data-old]")) noise.textContent = noise.dataset.old;
}
