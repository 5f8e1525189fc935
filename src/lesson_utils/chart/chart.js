// Draws a plotly specification with the one plotly.js of the page. No network: the library comes
// from the kernel, once, when the first chart of the page asks for it.
//
// A *board* is the state of one chart (one widget model); a *view* is one place where it is shown.

const PAGE = Symbol.for("lesson_utils.page");
const SLOW_MS = 8_000;
const FAIL_MS = 60_000;
const ASK_AGAIN_MS = 22_000;
const LONE_MS = 50;
const HOVER_MS = 80;
const boards = new Map();

// --- plotly.js, once for the page ---------------------------------------------------------------

function page() {
  if (!globalThis[PAGE]) {
    const lib = { id: crypto.getRandomValues(new Uint32Array(2)).join("-"), plotly: null };
    lib.ready = new Promise((resolve) => (lib.resolve = resolve));
    lib.askedAt = -Infinity;
    lib.loading = false;
    globalThis[PAGE] = lib;
  }
  return globalThis[PAGE];
}

function ask(model, force = false) {
  const lib = page();
  const now = performance.now();
  if (lib.plotly || lib.loading || (!force && now - lib.askedAt < ASK_AGAIN_MS)) return;
  lib.askedAt = now;
  model.send({ op: "runtime", page: lib.id });
}

function install(bytes) {
  const lib = page();
  if (lib.plotly || lib.loading) return;
  lib.loading = true;
  const url = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  const script = document.createElement("script");
  const define = globalThis.define; // RequireJS pages: plotly must become a global, not a module
  const before = globalThis.Plotly;
  const done = () => {
    URL.revokeObjectURL(url);
    if (define) globalThis.define = define;
    lib.loading = false;
  };
  script.onload = () => {
    done();
    lib.plotly = globalThis.Plotly;
    if (before) globalThis.Plotly = before;
    lib.resolve(lib.plotly);
  };
  script.onerror = () => {
    done();
    lib.askedAt = -Infinity;
  };
  if (define) globalThis.define = undefined;
  script.src = url;
  document.head.append(script);
}

// --- specifications -----------------------------------------------------------------------------

const ARRAYS = { f4: Float32Array, f8: Float64Array, i2: Int16Array, i4: Int32Array };
Object.assign(ARRAYS, { u1: Uint8Array, u2: Uint16Array });

function unpack(packed) {
  const raw = atob(packed.bdata);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return new ARRAYS[packed.dtype](bytes.buffer);
}

// A copy with packed arrays opened and each role colour in the theme of the page.
function dress(value, swap) {
  if (typeof value === "string") return swap?.[value] ?? value;
  if (Array.isArray(value)) {
    return typeof value[0] === "number" ? value.slice() : value.map((v) => dress(v, swap));
  }
  if (value === null || typeof value !== "object") return value;
  if (value.bdata !== undefined) return unpack(value);
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, dress(v, swap)]));
}

function setPath(target, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  for (const key of keys) target = target[key] ??= {};
  target[last] = value;
}

// One restyle for several traces: attribute → one value a trace; undefined leaves it alone.
function restyle(traces) {
  const indexes = Object.keys(traces).map(Number);
  const update = {};
  for (const key of new Set(indexes.flatMap((i) => Object.keys(traces[i])))) {
    update[key] = indexes.map((i) => traces[i][key]);
  }
  return [update, indexes];
}

function mergeChange(into, extra) {
  for (const [index, values] of Object.entries(extra.traces ?? {})) {
    into.traces[index] = { ...into.traces[index], ...values };
  }
  Object.assign(into.layout, extra.layout);
  return into;
}

const nothing = () => ({ traces: {}, layout: {} });

// --- the board: one model's state ----------------------------------------------------------------

function makeBoard(model) {
  const board = { ...structuredClone(model.get("_board")), views: new Set(), turns: [] };
  board.turn = (entry, control) => {
    const index = control.get("index");
    return entry.patches[index ?? Number(Boolean(control.get("value")))] ?? entry.patches[0];
  };
  board.turned = () => {
    const change = nothing();
    for (const { entry, control } of board.turns) {
      const patch = board.turn(entry, control);
      mergeChange(change, patch);
      if (patch.subtitle !== undefined) change.subtitle = patch.subtitle;
    }
    return change;
  };
  board.shown = (swap) => {
    const data = dress(board.data, swap);
    const layout = dress(board.layout, swap);
    const change = dress(board.turned(), swap);
    for (const [i, values] of Object.entries(change.traces)) {
      for (const [path, value] of Object.entries(values)) setPath(data[i], path, value);
    }
    for (const [path, value] of Object.entries(change.layout)) setPath(layout, path, value);
    return { data, layout };
  };
  // Whether a trace is switched on, by itself and by the controls, before any look at the zoom.
  board.on = (i, turned) => turned.traces[i]?.visible ?? board.data[i].visible ?? true;
  board.apply = (change) => {
    for (const [i, values] of Object.entries(change.traces)) {
      for (const [path, value] of Object.entries(values)) setPath(board.data[i], path, value);
    }
    for (const [path, value] of Object.entries(change.layout)) setPath(board.layout, path, value);
  };
  return board;
}

async function listen(board, model, signal) {
  const attach = async () => {
    for (const entry of model.get("_dials")) {
      const known = board.turns.find((turn) => turn.entry.control === entry.control);
      if (known) {
        const moved = !same(known.entry, entry);
        known.entry = entry;
        if (moved) known.changed();
        continue;
      }
      const id = entry.control.slice("IPY_MODEL_".length);
      const control = await model.widget_manager.get_model(id);
      const turn = { entry, control };
      const changed = () => {
        const patch = board.turn(turn.entry, control);
        for (const view of board.views) view.change(patch);
      };
      turn.changed = changed;
      board.turns.push(turn);
      control.on("change:index change:value", changed);
      signal?.addEventListener("abort", () => control.off("change:index change:value", changed));
    }
  };
  model.on("msg:custom", (message, buffers) => {
    if (message.op === "runtime") install(buffers[0]);
    else if (message.op === "no runtime") {
      page().askedAt = -Infinity;
      for (const view of board.views) view.giveUp(message.why);
    } else if (message.op === "state") {
      Object.assign(board, message.board);
      for (const view of board.views) view.redraw();
    } else if (message.op === "patch") {
      if (message.revision !== board.revision + 1) {
        if (message.revision > board.revision) model.send({ op: "state", revision: -1 });
        return;
      }
      board.revision = message.revision;
      board.apply(message);
      Object.assign(board.words, message.words);
      for (const view of board.views) view.change(message);
    }
  });
  let attaching = attach();
  model.on("change:_dials", () => (attaching = attaching.then(attach)));
  model.send({ op: "state", revision: board.revision }); // what was patched while we were loading
  if (!page().plotly) ask(model);
  await attaching;
}

// --- theme ----------------------------------------------------------------------------------------

// With colours of their own (high contrast) the reader's system paints the page, not JupyterLab.
const FORCED = "(forced-colors: active)";

function isDark(element) {
  if (matchMedia(FORCED).matches) return matchMedia("(prefers-color-scheme: dark)").matches;
  const told = document.body.dataset.jpThemeLight;
  if (told !== undefined) return told === "false";
  for (let e = element; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor.match(/[\d.]+/g)?.map(Number);
    if (c && (c[3] ?? 1) > 0.5) return 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2] < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function onTheme(callback) {
  const watcher = new MutationObserver(callback);
  const attributeFilter = ["data-jp-theme-light", "data-jp-theme-name", "data-theme", "class"];
  watcher.observe(document.body, { attributes: true, attributeFilter });
  const queries = ["(prefers-color-scheme: dark)", FORCED].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", callback);
  return () => {
    watcher.disconnect();
    for (const query of queries) query.removeEventListener("change", callback);
  };
}

// --- the page around the drawing -------------------------------------------------------------------

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function fillTable(host, table) {
  const grid = make("table", "lu-numbers");
  if (table.caption) grid.append(make("caption", "", table.caption));
  const head = grid.createTHead().insertRow();
  for (const name of table.columns) {
    const cell = make("th", "", name);
    cell.scope = "col";
    head.append(cell);
  }
  const body = grid.createTBody();
  for (const row of table.rows) {
    const line = body.insertRow();
    row.forEach((text, column) => {
      const cell = make(column ? "td" : "th", "", text);
      if (!column) cell.scope = "row";
      line.append(cell);
    });
  }
  host.replaceChildren(grid);
}

function frame(board) {
  const { labels } = board;
  const figure = make("figure", `lu-chart lu-${board.kind}`);
  figure.lang = board.lang;
  const caption = make("figcaption", "lu-heading");
  const title = make("span", "lu-title");
  const subtitle = make("span", "lu-subtitle");
  caption.append(title, subtitle);
  const stage = make("div", "lu-stage");
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take the arrow keys and digits
  const plot = make("div", "lu-plot");
  plot.style.height = `${board.height}px`;
  // A chart is read in two directions where it is narrower, and its page in one (WCAG 2.2, 1.4.10).
  if (board.kind === "chart") plot.style.minWidth = `${board.narrowest}px`;
  plot.setAttribute("role", "img");
  const status = make("p", "lu-status", labels.loading);
  status.setAttribute("role", "status");
  const again = make("button", "lu-again", labels.again);
  again.type = "button";
  again.hidden = true;
  const spoken = make("p", "lu-spoken");
  spoken.setAttribute("role", "status");
  const details = make("details", "lu-details");
  const words = make("p", "lu-alt");
  const numbers = make("div", "lu-table");
  numbers.tabIndex = 0;
  numbers.setAttribute("role", "group");
  numbers.setAttribute("aria-label", labels.numbers);
  details.append(make("summary", "", labels.numbers), words, numbers);
  const source = make("p", "lu-source");
  stage.append(plot);
  figure.append(caption, stage, status, again, spoken, source, details);
  return { figure, title, subtitle, stage, plot, status, again, spoken, words, numbers, details, source };
}

// --- detail by zoom: meta.near shows a trace up to a width of the map, meta.far above it ---------------

function inRange(trace, width) {
  const { near, far } = trace.meta ?? {};
  return (near === undefined || width <= near) && (far === undefined || width > far);
}

const widthOf = (range) => Math.abs(Number(range[1]) - Number(range[0]));

// --- equal scale: plotly's scaleanchor would work every trace out again at each step of a zoom ----------

function around(range, width) {
  const [a, b] = range.map(Number);
  const half = (width / 2) * Math.sign(b - a);
  return [(a + b) / 2 - half, (a + b) / 2 + half];
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// The smallest ranges of equal scale that hold the ranges asked for.
function equal({ x, y }, { w, h }) {
  const scale = Math.max(widthOf(x) / w, widthOf(y) / h);
  return { x: around(x, scale * w), y: around(y, scale * h) };
}

// --- labels that would lie on one another: the earlier one stays ------------------------------------

function declutter(plot) {
  const bar = plot.parentElement.querySelector(".lu-mapbar")?.getBoundingClientRect();
  const taken = bar ? [bar] : [];
  const box = plot.getBoundingClientRect();
  const nodes = [];
  for (const group of plot.querySelectorAll(".scatterlayer .trace")) {
    const trace = group.__data__?.[0]?.trace;
    if (!trace?.meta?.declutter) continue;
    for (const node of group.querySelectorAll("text")) nodes.push([trace.meta.declutter, node]);
  }
  nodes.sort((a, b) => Number(a[0]) - Number(b[0])); // stable: true before 2 before 3
  const boxes = nodes.map(([, node]) => node.getBoundingClientRect());
  nodes.forEach(([, node], i) => {
    const b = boxes[i];
    const outside = b.right > box.right || b.left < box.left || b.bottom > box.bottom || b.top < box.top;
    const hit = taken.some(
      (t) => b.left < t.right + 3 && t.left < b.right + 3 && b.top < t.bottom && t.top < b.bottom,
    );
    const seen = outside || hit ? "hidden" : "";
    if (node.style.visibility !== seen) node.style.visibility = seen;
    if (!seen) taken.push(b);
  });
}

// --- one view -----------------------------------------------------------------------------------------

function makeView(board, model, el) {
  const parts = frame(board);
  const { plot, stage, status, again } = parts;
  const config = { displayModeBar: false, displaylogo: false, responsive: false, doubleClick: false };
  config.scrollZoom = board.kind === "map";
  config.locale = "en";
  let plotly = null;
  let drawn = false;
  let busy = false;
  let pending = nothing();
  let scheduled = false;
  let lastStep = -Infinity;
  let gone = false;
  el.classList.add("lu-host");
  el.append(parts.figure);
  const state = (name) => (parts.figure.dataset.state = name);
  const swap = () => (isDark(el) ? board.dark : null);

  function words() {
    const { title, source, alt, table } = board.words;
    parts.title.textContent = title;
    parts.subtitle.textContent = board.turned().subtitle ?? board.words.subtitle;
    parts.source.textContent = source;
    parts.words.textContent = alt;
    plot.setAttribute("aria-label", alt || title);
    const help = board.kind === "map" ? board.labels.map_help : board.labels.chart_help;
    stage.setAttribute("aria-label", `${title}. ${help}`);
    if (parts.details.open) fillTable(parts.numbers, table);
  }
  parts.details.addEventListener("toggle", () => {
    if (parts.details.open) fillTable(parts.numbers, board.words.table);
  });

  function fail(text) {
    state("failed");
    status.textContent = text;
    status.hidden = false;
    parts.details.open = true;
  }

  async function guard(step) {
    busy = true;
    try {
      await step();
    } catch (error) {
      console.error("lesson_utils chart:", error);
      drawn = false; // no further step on a broken drawing: the words and numbers stand instead
      fail(board.labels.broken);
    }
    busy = false;
    refine();
    flush();
  }

  const zoomed = board.data.some((t) => t.meta?.near !== undefined || t.meta?.far !== undefined);

  // What a change of width shows or hides, as a restyle; null when nothing crosses its limit.
  function crossing(width, change) {
    if (!zoomed || !width) return null;
    const turned = board.turned();
    const found = {};
    board.data.forEach((trace, i) => {
      if (!trace.meta) return;
      const wanted = board.on(i, turned) === true && inRange(trace, width);
      if (wanted !== plot.data[i].visible || change?.traces[i]?.visible !== undefined)
        found[i] = { visible: wanted };
    });
    return Object.keys(found).length ? found : null;
  }

  // What a map was last asked to hold; null while plotly keeps the scale (a map without ranges).
  let asked = null;
  let given = null; // the ranges of the drawing itself that `asked` began with
  let ours = false; // the relayout under way is not the reader's
  const seen = () => ({ x: plot._fullLayout.xaxis.range, y: plot._fullLayout.yaxis.range });
  const room = () => (drawn ? plot._fullLayout._size : { w: plot.clientWidth || 700, h: board.height });

  function hold(ranges) {
    asked = ranges;
    return equal(ranges, room());
  }

  function level(layout) {
    if (board.kind !== "map" || !layout.xaxis.range || !layout.yaxis.range) return;
    const own = { x: layout.xaxis.range, y: layout.yaxis.range };
    const { x, y } = hold(same(own, given) ? asked : own); // the same drawing: where the reader went
    given = own;
    layout.xaxis.range = x;
    layout.yaxis = { ...layout.yaxis, range: y, scaleanchor: undefined };
  }

  function levelChange(layout) {
    const [x, y] = [layout["xaxis.range"], layout["yaxis.range"]];
    if (!asked || (!x && !y)) return;
    given = { x: x ?? given.x, y: y ?? given.y };
    const held = hold({ x: x ?? seen().x, y: y ?? seen().y });
    layout["xaxis.range"] = held.x;
    layout["yaxis.range"] = held.y;
  }

  async function go(x, y) {
    const held = asked ? hold({ x, y }) : { x, y };
    ours = true;
    await plotly.relayout(plot, { "xaxis.range": held.x, "yaxis.range": held.y });
    ours = false;
  }

  // Moved by hand: what is seen now is what has to be held from now on.
  function follow() {
    if (asked && !ours) asked = seen();
    refine();
  }

  // The room changed: hold what was asked for, neither less nor ever more.
  async function resize() {
    const before = asked;
    ours = true;
    await plotly.Plots.resize(plot);
    ours = false;
    if (before && !gone) await go(before.x, before.y);
  }

  // The zoom changed by hand: show or hide what belongs to the new width.
  function refine() {
    if (!drawn || busy || gone || !zoomed) return;
    const found = crossing(widthOf(plot._fullLayout.xaxis.range), null);
    if (found) guard(async () => plotly.restyle(plot, ...restyle(found)));
  }

  function flush() {
    const waiting = Object.keys(pending.traces).length || Object.keys(pending.layout).length;
    if (!drawn || busy || scheduled || !waiting || gone) return;
    scheduled = true;
    const step = () => {
      scheduled = false;
      if (gone || busy) return;
      lastStep = performance.now();
      const change = dress(pending, swap());
      pending = nothing();
      levelChange(change.layout);
      const range = change.layout["xaxis.range"] ?? plot._fullLayout.xaxis.range;
      mergeChange(change, { traces: crossing(widthOf(range), change) ?? {} });
      const [update, indexes] = restyle(change.traces);
      guard(async () => {
        if (indexes.length) await plotly.update(plot, update, change.layout, indexes);
        else await plotly.relayout(plot, change.layout);
        tidy();
      });
    };
    // A lone change is drawn at once; of a crowd, the newest once a frame.
    if (performance.now() - lastStep > LONE_MS) step();
    else if (document.hidden) setTimeout(step, 16);
    else requestAnimationFrame(step);
  }

  function change(patch) {
    mergeChange(pending, patch);
    words();
    flush();
  }

  function redraw() {
    words();
    if (!drawn) return;
    pending = nothing();
    const { data, layout } = board.shown(swap());
    level(layout);
    veil(data, plot._fullLayout.xaxis.range);
    guard(async () => {
      await plotly.react(plot, data, layout, config);
      tidy();
    });
  }

  function veil(data, range) {
    if (!zoomed || !range) return;
    for (const trace of data) if (trace.meta && !inRange(trace, widthOf(range))) trace.visible = false;
  }

  let tidying = 0;
  function tidy() {
    parts.figure.dataset.drawn = String(plot.querySelectorAll(".trace, .bars, .points").length);
    if (!board.data.some((t) => t.meta?.declutter)) return;
    cancelAnimationFrame(tidying);
    tidying = requestAnimationFrame(() => declutter(plot));
  }

  async function draw() {
    const { data, layout } = board.shown(swap());
    pending = nothing();
    level(layout);
    veil(data, layout.xaxis?.range);
    await guard(async () => {
      await plotly.newPlot(plot, data, layout, config);
      if (gone) return plotly.purge(plot);
      drawn = true;
      status.hidden = true;
      again.hidden = true;
      state("drawn");
      plot.on("plotly_click", (event) => {
        const hit = event.points?.[0];
        if (!hit) return;
        const customdata = hit.customdata ?? null;
        model.send({ op: "click", trace: hit.curveNumber, point: hit.pointNumber, customdata });
      });
      plot.on("plotly_afterplot", tidy);
      plot.on("plotly_relayout", follow);
      if (board.kind === "map") mapControls(plotly, board, parts, base, go);
      else readPoints(plotly, board, parts);
      tidy();
    });
  }

  const base = () => {
    const { layout } = board.shown(null);
    return { x: layout.xaxis.range, y: layout.yaxis.range };
  };

  state("loading");
  words();
  const slow = setTimeout(() => !plotly && (status.textContent = board.labels.slow), SLOW_MS);
  function giveUp(why) {
    if (plotly) return;
    fail([board.labels.failed, why].filter(Boolean).join(" "));
    again.hidden = false;
  }
  const late = setTimeout(giveUp, FAIL_MS);
  const nag = setInterval(() => (plotly ? clearInterval(nag) : ask(model)), ASK_AGAIN_MS);
  again.addEventListener("click", () => {
    status.textContent = board.labels.loading;
    state("loading");
    ask(model, true);
  });
  ask(model);
  page().ready.then((library) => {
    plotly = library;
    clearInterval(nag);
    if (!gone) draw();
  });

  let width = 0;
  const sizes = new ResizeObserver(([entry]) => {
    const now = Math.round(entry.contentRect.width);
    if (now === width) return;
    width = now;
    if (drawn && now) requestAnimationFrame(() => !gone && resize());
  });
  sizes.observe(plot);
  let dark = isDark(el);
  const unwatch = onTheme(() => {
    requestAnimationFrame(() => {
      if (dark === isDark(el)) return;
      dark = !dark;
      redraw();
    });
  });

  const view = { change, redraw, giveUp };
  board.views.add(view);
  return () => {
    gone = true;
    board.views.delete(view);
    clearTimeout(slow);
    clearTimeout(late);
    clearInterval(nag);
    sizes.disconnect();
    unwatch();
    plotly?.purge(plot);
    parts.figure.remove();
  };
}

// --- moving about a map ---------------------------------------------------------------------------------

function mapControls(plotly, board, parts, base, go) {
  const { plot, stage } = parts;
  const range = (axis) => plot._fullLayout[axis].range.map(Number);
  const scale = (span, factor) => around(span, widthOf(span) * factor);
  const zoom = (factor) => go(scale(range("xaxis"), factor), scale(range("yaxis"), factor));
  const shift = ([a, b], part) => [a + (b - a) * part, b + (b - a) * part];
  const pan = (dx, dy) => go(shift(range("xaxis"), dx), shift(range("yaxis"), dy));
  const home = () => {
    const { x, y } = base();
    return x && y ? go(x, y) : plotly.relayout(plot, { "xaxis.autorange": true });
  };
  plot.on("plotly_doubleclick", home);
  const bar = make("div", "lu-mapbar");
  const acts = [
    ["+", board.labels.zoom_in, () => zoom(0.6)],
    ["−", board.labels.zoom_out, () => zoom(1 / 0.6)],
    ["⟲", board.labels.reset, home],
  ];
  for (const [sign, label, act] of acts) {
    const button = make("button", "", sign);
    button.type = "button";
    button.title = label;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    bar.append(button);
  }
  stage.append(bar);
  const keys = {
    "+": () => zoom(0.6),
    "=": () => zoom(0.6),
    "-": () => zoom(1 / 0.6),
    0: home,
    ArrowLeft: () => pan(-0.15, 0),
    ArrowRight: () => pan(0.15, 0),
    ArrowUp: () => pan(0, 0.15),
    ArrowDown: () => pan(0, -0.15),
  };
  stage.addEventListener("keydown", (event) => {
    if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  // The wheel scrolls the page until the reader has chosen the map.
  plot.addEventListener(
    "wheel",
    (event) => {
      if (!stage.contains(document.activeElement) && !event.ctrlKey) event.stopPropagation();
    },
    { capture: true, passive: true },
  );
  plot.addEventListener("pointerdown", () => stage.focus({ preventScroll: true }), true);
}

// --- reading a chart point by point with the keyboard ------------------------------------------------------

function readPoints(plotly, board, parts) {
  const { plot, stage, spoken } = parts;
  let series = 0;
  let point = -1;
  let speaking = 0;
  const there = (value) => value !== null && value !== undefined && !Number.isNaN(value);
  const filled = (t) =>
    [...(t.y ?? [])].flatMap((y, i) => (there(y) && (!t.x || there(t.x[i])) ? [i] : []));
  const readable = () =>
    plot._fullData.filter((t) => t.visible === true && t.hoverinfo !== "skip" && filled(t).length);
  const plain = (text) => String(text).replace(/<br ?\/?>/g, " ").replace(/<[^>]+>/g, "");
  const number = (value) =>
    typeof value === "number" && !(value >= 1000 && value < 3000 && Number.isInteger(value))
      ? Number(value.toPrecision(6)).toLocaleString("en")
      : plain(value);
  // A label of the author's own says more than two numbers: read what the mouse would show.
  const shown = (trace) => {
    if (!trace.hovertemplate && trace.hoverinfo !== "text") return "";
    const words = [...plot.querySelectorAll(".hoverlayer .hovertext text")].flatMap((text) => {
      const lines = [...text.querySelectorAll("tspan.line")];
      return (lines.length ? lines : [text]).map((line) => line.textContent.trim());
    });
    return words.filter(Boolean).join(", ").replace(/([,:;.]),/g, "$1");
  };
  const stop = () => {
    clearTimeout(speaking);
    plotly.Fx.unhover(plot);
  };
  stage.addEventListener("keydown", (event) => {
    if (event.target !== stage) return;
    if (event.key === "Escape") {
      stop();
      spoken.textContent = "";
      return;
    }
    const way = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key] ?? 0;
    const turn = { ArrowUp: 1, ArrowDown: -1 }[event.key] ?? 0;
    if (!way && !turn) return;
    event.preventDefault();
    event.stopPropagation();
    stop();
    const traces = readable();
    if (!traces.length) {
      spoken.textContent = board.labels.empty;
      return;
    }
    series = (series + (point < 0 ? 0 : turn) + traces.length) % traces.length;
    const trace = traces[series];
    const places = filled(trace);
    // Where the reader is among the points of this series: at the last one not beyond the place.
    const at = Math.max(0, places.findLastIndex((i) => i <= point));
    point = places[Math.max(0, Math.min(places.length - 1, at + (point < 0 && way === 1 ? 0 : way)))];
    const fields = { series: plain(trace.name), x: number(trace.x?.[point] ?? point), y: number(trace.y[point]) };
    plotly.Fx.hover(plot, [{ curveNumber: trace.index, pointNumber: point }]);
    speaking = setTimeout(() => {
      const short = board.labels.point.replace(/{(\w+)}/g, (_all, key) => fields[key]);
      spoken.textContent = shown(trace) || short; // plotly has drawn its label by now
      const label = plot.querySelector(".hoverlayer .hovertext");
      label?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }, HOVER_MS);
  });
}

// --- what anywidget calls ---------------------------------------------------------------------------------------

function boardOf(model) {
  const id = model.get("_board").id;
  if (!boards.has(id)) boards.set(id, makeBoard(model));
  return boards.get(id);
}

export default {
  async initialize({ model, signal }) {
    const board = boardOf(model);
    await listen(board, model, signal);
    return () => boards.delete(board.id);
  },
  render({ model, el }) {
    return makeView(boardOf(model), model, el);
  },
};
