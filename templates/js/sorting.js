// Sorting: the heads of the table of numbers order the rows of each of its groups; once more, the other way round.
function growSorting() {
  for (const head of document.querySelectorAll(".quantities thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sortBy(head));
  }
}

function sortBy(head) {
  const way = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", way);
  const textOf = (row) => row.cells[head.cellIndex].textContent.trim();
  const numberOf = (text) => parseFloat(text.replace(/,/g, "").replace("−", "-").replace(/^[^\d-]+/, ""));
  const compare = (one, other) => {
    const [a, b] = [textOf(one), textOf(other)];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1); // what says nothing comes last
    const numbers = head.cellIndex > 2 ? numberOf(a) - numberOf(b) : NaN;
    return (numbers || a.localeCompare(b, root.lang)) * (way === "ascending" ? 1 : -1);
  };
  for (const group of head.closest("table").tBodies) group.append(...[...group.rows].slice(1).sort(compare));
}
