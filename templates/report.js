// Getting around in the report. The page reads complete without it.
"use strict";
(() => {
  const changes = [...document.querySelectorAll(".loud")];
  const folds = [...document.querySelectorAll(".fold")];
  const toolbar = document.querySelector(".toolbar");
  const counter = toolbar.querySelector("[data-counter] span");
  const unfold = toolbar.querySelector("[data-unfold]");
  let current = -1;

  function reveal(element) {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  function mark(index) {
    if (changes[current]) changes[current].classList.remove("current");
    current = index;
    changes[current].classList.add("current");
    counter.textContent = String(current + 1);
  }

  function visit(index) {
    if (!changes.length) return;
    mark((index + changes.length) % changes.length);
    const change = changes[current];
    reveal(change);
    change.scrollIntoView({ block: change.offsetHeight < innerHeight * 0.8 ? "center" : "start" });
    if (change.id) history.replaceState(null, "", `#${change.id}`);
  }

  // From where the reader has scrolled to, unless the last change visited is still in sight.
  function step(by) {
    const box = changes[current]?.getBoundingClientRect();
    if (box && box.bottom > 0 && box.top < innerHeight) return visit(current + by);
    const below = changes.findIndex((change) => change.getBoundingClientRect().top > 60);
    if (by > 0) return visit(below < 0 ? 0 : below);
    return visit((below < 0 ? changes.length : below) - 1);
  }

  function setFolds(open) {
    for (const fold of folds) fold.open = open;
    unfold.setAttribute("aria-pressed", String(open));
    unfold.textContent = open ? unfold.dataset.foldText : unfold.dataset.unfoldText;
  }

  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    reveal(target);
    target.scrollIntoView();
    const index = changes.indexOf(target);
    if (index >= 0) mark(index);
  }

  const keys = {
    j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
    u: () => setFolds(unfold.getAttribute("aria-pressed") !== "true"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    keys[event.key]?.();
  });
  for (const button of toolbar.querySelectorAll("[data-step]")) button.addEventListener("click", () => step(Number(button.dataset.step)));
  unfold.addEventListener("click", keys.u);
  addEventListener("hashchange", follow);
  toolbar.hidden = !changes.length && !folds.length;
  follow();
})();
