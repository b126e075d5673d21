// Startup, and the reader's actions.
function showState() {
  speak(state.lang);
  applyFilters();
  if (root.dataset.view !== state.view) showView();
  sectionSelect.options[0].textContent = say("all_sections");
  unfold.textContent = say(unfold.getAttribute("aria-pressed") === "true" ? "fold" : "unfold");
  sayHits();
}

// A history entry left by a link returns the reader to where he was.
// A plain link (#c12) keeps the view and the filters; a fragment with choices, as from the back button, sets them.
function follow() {
  const read = readState();
  const plain = location.hash.length > 1 && !location.hash.includes(";");
  state = plain && document.getElementById(read.at) ? { ...state, at: read.at } : read;
  keepState();
  showState();
  if (history.state && !jumping) comeBack(history.state);
  else goTo(state.at);
  jumping = false;
}

function open(id) {
  document.getElementById(id).showModal();
}

const keys = {
  j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
  m: () => edit(current),
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
for (const link of stepLinks) link.addEventListener("click", (event) => { if (!opensElsewhere(event)) { event.preventDefault(); step(Number(link.dataset.step)); } });
for (const button of toolbar.querySelectorAll("[data-set-view]")) button.addEventListener("click", () => choose({ view: button.dataset.setView }));
for (const button of toolbar.querySelectorAll("[data-open]")) button.addEventListener("click", () => open(button.dataset.open));
toolbar.querySelector("[data-language]").addEventListener("click", () => choose({ lang: state.lang === "zh" ? "en" : "zh" }));
unfold.addEventListener("click", keys.u);
searchBox.addEventListener("input", () => search(searchBox.value));
searchBox.addEventListener("keydown", (event) => {
  if (event.isComposing) return; // keys of the input method choose among its words
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
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.defaultPrevented || opensElsewhere(event)) return;
  leave(link);
  if (link.getAttribute("href") === location.hash) follow(); // the address will not change
});
addEventListener("scroll", onScroll, { passive: true });

growBranches();
growFilters();
growAreas();
growSorting();
growTableFolds();
root.classList.add("live");
outline.querySelector("details").open = !narrow;
toolbar.hidden = false;
// Whatever sticks below the toolbar needs its height, which changes with the language and the window.
new ResizeObserver(() => {
  const sticks = getComputedStyle(toolbar).position === "sticky";
  root.style.setProperty("--bar", sticks ? `${toolbar.offsetHeight}px` : "");
}).observe(toolbar);
follow();
