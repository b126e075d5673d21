// Tables: rows without change between others fold away, and rows that belong together are of one height.
const LEAST_FOLDED = 4; // rows; the first row of a table heads it and stays

function growTableFolds() {
  for (const grid of main.querySelectorAll(".rows > .grid")) {
    const tables = [...grid.querySelectorAll(":scope > :is(.old, .new) table")].map((table) => [...table.rows]);
    if (tables.length < 2 || tables[0].length !== tables[1].length) continue;
    const same = (index) => tables.every((rows) => rows[index]?.className === "same");
    for (let start = 1; start < tables[0].length; start += 1) {
      let end = start;
      while (end < tables[0].length && same(end)) end += 1;
      if (end - start >= LEAST_FOLDED) foldRows(tables.map((rows) => rows.slice(start, end)));
      start = Math.max(start, end);
    }
  }
}

function foldRows(sides) {
  for (const rows of sides) {
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
    rows[0].before(line);
    for (const row of rows) row.classList.add("folded");
    button.addEventListener("click", () => showRows(sides, button.getAttribute("aria-expanded") === "false"));
  }
}

function showRows(sides, open) {
  for (const rows of sides) {
    for (const row of rows) row.classList.toggle("folded", !open);
    rows[0].previousElementSibling.querySelector("button").setAttribute("aria-expanded", String(open));
  }
  evenOut(sides[0][0].closest(".grid"));
}

function unfoldRows(row) {
  let line = row;
  while (!line.querySelector(".more")) line = line.previousElementSibling;
  line.querySelector("button").click();
}

// In a copy of a table the buttons of its folds would do nothing.
function showAllRows(copy) {
  for (const line of copy.querySelectorAll("tr:has(> .more)")) line.remove();
  for (const row of copy.querySelectorAll(".folded")) row.classList.remove("folded");
}

function setRowFolds(open) {
  for (const button of main.querySelectorAll("td.more button")) if ((button.getAttribute("aria-expanded") === "true") !== open) button.click();
}

// Two tables side by side know nothing of each other's heights.
function evenOut(grid) {
  const [old, young] = [...grid.querySelectorAll(":scope > .old tr, :scope > .new tr")].reduce((sides, row) => { sides[row.closest(".old") ? 0 : 1].push(row); return sides; }, [[], []]);
  if (!old.length || old.length !== young.length) return;
  for (const row of [...old, ...young]) row.style.height = "";
  if (old[0].getBoundingClientRect().top !== young[0].getBoundingClientRect().top) return; // they stack
  const heights = old.map((row, index) => Math.max(row.offsetHeight, young[index].offsetHeight));
  heights.forEach((height, index) => { old[index].style.height = young[index].style.height = `${height}px`; });
}

const seen = new IntersectionObserver((grids) => { for (const { target, isIntersecting } of grids) if (isIntersecting) evenOut(target); });
