// Findings: only those of some areas. The script adds the filter, so without it all are visible.
const areas = document.querySelector(".areas");

function growAreas() {
  if (!areas) return;
  areas.hidden = false;
  for (const button of areas.children) button.addEventListener("click", () => toggleArea(button));
}

function toggleArea(button) {
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  const chosen = [...areas.querySelectorAll("[aria-pressed=true]")].map((pressed) => pressed.dataset.area);
  for (const finding of document.querySelectorAll(".levels [data-area]")) {
    finding.hidden = chosen.length > 0 && !chosen.includes(finding.dataset.area);
  }
}
