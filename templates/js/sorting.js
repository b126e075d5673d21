// Sorting: heads of the tables of numbers and changes order the rows within their groups; again, in reverse.
function growSorting() {
  for (const head of document.querySelectorAll(":is(.quantities, .listing) thead th")) {
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
  const textOf = ({ cells }) => cells[head.cellIndex].dataset.order ?? cells[head.cellIndex].textContent.trim();
  const numberOf = (text) => parseFloat(text.replace(/,/g, "").replace("−", "-").replace(/^[^\d-]+/, ""));
  const compare = (one, other) => {
    const [a, b] = [textOf(one), textOf(other)];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1); // empty values come last
    const numbers = "numeric" in head.dataset ? numberOf(a) - numberOf(b) : NaN;
    return (numbers || a.localeCompare(b, root.lang)) * (way === "ascending" ? 1 : -1);
  };
  if (listing?.contains(head)) { lines.sort(compare); showLines(); return; }
  for (const group of head.closest("table").tBodies) group.append(...[...group.rows].slice(1).sort(compare));
}
