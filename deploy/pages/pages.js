// Draws the charts of a reading page when the reader comes near them, and all of them, light and
// in the width of the paper, when the page is printed. The drawing itself is the course's chart.js,
// put in by tools/pages.py, with the page standing in for the kernel.
"use strict";
(() => {
/* chart.js */

const NEAR = "600px";
const LOWEST = 200;
const PAPER_WIDTH = 660; // pixels: A4 with margins of 15 mm, less the padding of a chart
const PADDING = 4;
const library = page();
library.plotly = globalThis.Plotly;
if (!library.plotly) return; // the words and numbers stand in the page
library.resolve(library.plotly);
const coarse = matchMedia("(pointer: coarse)").matches;

function hostOf(element) {
  const script = element.querySelector("script[type='application/json']");
  const board = JSON.parse(script.textContent);
  if (coarse) board.layout.dragmode = false; // a finger on a map scrolls the page; buttons zoom
  const model = { get: (key) => (key === "_board" ? board : []), send() {}, on() {} };
  return { element, board, model, undo: null };
}

// How high a map is for its width; not a positive number for a chart.
function ratioOf(board) {
  const span = (axis) => Math.abs(Number(axis?.range?.[1]) - Number(axis?.range?.[0]));
  return board.kind === "map" ? span(board.layout.yaxis) / span(board.layout.xaxis) : NaN;
}

// A map keeps its scale: on a narrow page it is lower, or it would float between empty bands.
function fit(board, width) {
  board.full ??= board.height;
  const ratio = ratioOf(board);
  if (!(ratio > 0)) return;
  board.height = Math.round(Math.max(LOWEST, Math.min(board.full, width * ratio)));
  board.layout.height = board.height;
}

function show(host) {
  host.undo?.();
  host.element.replaceChildren();
  fit(host.board, host.element.clientWidth);
  boards.delete(host.board.id); // chart.js keeps a copy of what it was given
  host.undo = drawer.render({ model: host.model, el: host.element });
}

const hosts = new Map([...document.querySelectorAll(".chart")].map((e) => [e, hostOf(e)]));
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      if (!hosts.get(target).undo) show(hosts.get(target));
    }
  },
  { rootMargin: NEAR },
);
for (const element of hosts.keys()) watcher.observe(element);

addEventListener("beforeprint", () => {
  document.body.dataset.jpThemeLight = "true";
  for (const host of hosts.values()) {
    const tall = (host.board.full ?? host.board.height) / ratioOf(host.board) + PADDING;
    host.element.style.width = `${tall < PAPER_WIDTH ? tall : PAPER_WIDTH}px`;
    show(host);
  }
});
addEventListener("afterprint", () => {
  delete document.body.dataset.jpThemeLight;
  for (const host of hosts.values()) {
    host.element.style.width = "";
    show(host);
  }
});
})();
