// Landing: the only way to bring a place into the window.
// Heights of rows never yet in view are guesses, so a jump ends near its place; rows that come into view are laid out,
// which moves the place. The jump is repeated until the place stays put. It is never a smooth scroll, whatever
// motion the reader prefers: that aims at where the place was when it began.
const STEADY_FRAMES = 3; // in a row that leave the place where it is; layout, and its observers, take one or two
const ROUNDING = 1; // pixels by which a place may seem to move
const MOST_FRAMES = 60; // about a second, after which a page that does not settle is left alone
let landing = null; // in progress: a later one replaces it, and anything the reader does ends it
let landed = null; // the last one, and where its places settled
let strayed = false; // whether the reader has scrolled away since

// `block` as in scrollIntoView, or pixels to leave above. A place higher than the window shows its beginning.
function land(places, block = "center") {
  const own = landing = landed = { places, tops: [] };
  strayed = false;
  let [frames, steady] = [0, 0];
  const aim = () => {
    if (landing !== own) return;
    steady = stays(own) ? steady + 1 : 0;
    frames += 1;
    if (steady === STEADY_FRAMES || frames > MOST_FRAMES) { landing = null; followScroll(); return; }
    for (const place of places) {
      place.scrollIntoView({ block: Number.isFinite(block) || !fits(place) ? "start" : block, behavior: "instant" });
      if (Number.isFinite(block)) scrollBy({ top: place.getBoundingClientRect().top - block, behavior: "instant" });
      place.closest(".panes")?.scrollIntoView({ behavior: "instant" });
    }
    own.tops = topsOf(places);
    requestAnimationFrame(aim);
  };
  aim();
}

function topsOf(places) {
  return places.map((place) => place.getBoundingClientRect().top);
}

function stays({ places, tops }) {
  return topsOf(places).every((top, index) => Math.abs(top - tops[index]) <= ROUNDING);
}

// A place's margin is as high as the sticky bars above it.
function fits(place) {
  const room = place.closest(".pane")?.clientHeight ?? innerHeight;
  return place.offsetHeight + parseFloat(getComputedStyle(place).scrollMarginTop) <= room;
}

// Where the reader landed, as long as nobody has scrolled since.
function restingAt() {
  return landed && stays(landed) ? landed.places[0] : null;
}

const SCROLLING_KEYS = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "];
addEventListener("wheel", () => { strayed = true; }, { passive: true });
addEventListener("touchmove", () => { strayed = true; }, { passive: true });
addEventListener("keydown", (event) => { strayed ||= SCROLLING_KEYS.includes(event.key); });
addEventListener("pointerdown", (event) => { strayed ||= event.clientX >= root.clientWidth; }); // on the scrollbar

for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) {
  addEventListener(act, () => { landing = null; }, { capture: true, passive: true });
}
