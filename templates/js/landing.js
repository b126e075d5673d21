// Landing: the one way in which a place is brought into the window.
// Heights of rows that were never in sight are guesses, so a jump ends near its place; what comes into sight is laid out,
// which moves the place. The jump is repeated until the place stays where it is. It is a jump and no glide, whatever
// the reader's taste in motion: a glide aims at where the place was when it began.
const STEADY_FRAMES = 3; // in a row that leave the place where it is; layout, and what observes layout, take one or two
const ROUNDING = 1; // pixels by which a place may seem to move
const MOST_FRAMES = 60; // about a second, after which a page that does not come to rest is left alone
let landing = null; // under way: a later one takes its place, and whatever the reader does ends it
let landed = null; // the last one, and where its places came to rest
let strayed = false; // whether the reader has scrolled away since

// `block` as of scrollIntoView, or the pixels that are to be above. What is higher than the window shows its beginning.
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

// The margin of a place is as high as the bars that stick above it.
function fits(place) {
  const room = place.closest(".pane")?.clientHeight ?? innerHeight;
  return place.offsetHeight + parseFloat(getComputedStyle(place).scrollMarginTop) <= room;
}

// What the reader came to, as long as nobody has scrolled since.
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
