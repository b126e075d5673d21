// Starting up, and what the reader does.
function showState() {
  speak(state.lang);
  applyFilters();
  if (root.dataset.view !== state.view) showView();
  sectionSelect.options[0].textContent = say("all_sections");
  unfold.textContent = say(unfold.getAttribute("aria-pressed") === "true" ? "fold" : "unfold");
  sayHits();
}

// A plain link (#c12) keeps the view and the filters; a fragment with choices, as the back button brings it, sets them.
function follow() {
  const read = readState();
  const plain = location.hash.length > 1 && !location.hash.includes(";");
  state = plain && document.getElementById(read.at) ? { ...state, at: read.at } : read;
  keepState();
  showState();
  goTo(state.at);
}

function open(id) {
  document.getElementById(id).showModal();
}

const keys = {
  j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
  u: () => setFolds(unfold.getAttribute("aria-pressed") !== "true"),
  "/": () => searchBox.focus(), "?": () => open("help-box"),
  Escape: () => choose({ kind: "", in: "" }),
};
VIEWS.forEach((view, index) => { keys[index + 1] = () => choose({ view }); });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog") || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
for (const button of toolbar.querySelectorAll("[data-step]")) button.addEventListener("click", () => step(Number(button.dataset.step)));
for (const button of toolbar.querySelectorAll("[data-set-view]")) button.addEventListener("click", () => choose({ view: button.dataset.setView }));
for (const button of toolbar.querySelectorAll("[data-open]")) button.addEventListener("click", () => open(button.dataset.open));
toolbar.querySelector("[data-language]").addEventListener("click", () => choose({ lang: state.lang === "zh" ? "en" : "zh" }));
unfold.addEventListener("click", keys.u);
searchBox.addEventListener("input", () => search(searchBox.value));
searchBox.addEventListener("keydown", (event) => {
  if (event.key === "Enter") stepHit(event.shiftKey ? -1 : 1);
  if (event.key === "Escape") { searchBox.value = ""; search(""); searchBox.blur(); }
});

const printAll = document.querySelector("[data-print-all]");
let closedForPaper = [];
document.querySelector("[data-print]").addEventListener("click", () => setTimeout(print));
addEventListener("beforeprint", () => {
  if (!printAll.checked) return;
  closedForPaper = folds.filter((fold) => !fold.open);
  for (const fold of closedForPaper) fold.open = true;
});
addEventListener("afterprint", () => { for (const fold of closedForPaper) fold.open = false; closedForPaper = []; });
addEventListener("hashchange", follow);
// A link to where the address points already does not change the address.
document.addEventListener("click", (event) => {
  if (event.target.closest("a[href^='#']")?.getAttribute("href") === location.hash) follow();
});
addEventListener("scroll", onScroll, { passive: true });

growBranches();
growFilters();
growAreas();
growTableFolds();
for (const grid of main.querySelectorAll(".rows .grid")) seen.observe(grid);
root.classList.add("live");
toolbar.hidden = false;
// What sticks below the toolbar must know its height, which changes with the language and the window.
new ResizeObserver(() => {
  const sticks = getComputedStyle(toolbar).position === "sticky";
  root.style.setProperty("--bar", sticks ? `${toolbar.offsetHeight}px` : "");
}).observe(toolbar);
follow();
