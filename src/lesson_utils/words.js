// A sentence that changes: a live region that stays in the page, so that a screen reader speaks
// the new words. It also names the controls of its panel that ipywidgets leaves without a name.

const NAMED = ["slider", "spinbutton", "radiogroup", "group", "listbox", "combobox", "textbox"];

function set(element, attribute, value) {
  if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
}

// ipywidgets' accordion opens by mouse only: make its header a button.
function openByKey(header) {
  const open = header.parentElement.classList.contains("jupyter-widget-Collapse-open");
  set(header, "aria-expanded", String(open));
  // Without the icon before it, which a screen reader spells out as a nameless sign.
  const name = [...header.childNodes].filter((node) => !node.matches?.("i, svg"));
  set(header, "aria-label", name.map((node) => node.textContent).join("").trim());
  if (header.tabIndex === 0) return;
  header.tabIndex = 0;
  header.setAttribute("role", "button");
  header.setAttribute("data-lm-suppress-shortcuts", "true");
  header.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    header.click();
  });
}

// A table wider than a narrow page scrolls by itself: the keys must reach it.
function scrollByKey(box) {
  const wide = box.scrollWidth > box.clientWidth + 1;
  if (wide === (box.getAttribute("tabindex") === "0")) return;
  if (!wide) return ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", box.querySelector("caption, summary, p")?.textContent.trim() ?? "");
}

function nameControls(panel) {
  // In command mode JupyterLab would take arrow keys and digits from the control that has focus.
  for (const part of panel.querySelectorAll("select, input, [tabindex], button, [contenteditable]")) {
    set(part, "data-lm-suppress-shortcuts", "true");
  }
  for (const header of panel.querySelectorAll(".jupyter-widget-Collapse-header")) {
    openByKey(header);
  }
  for (const box of panel.querySelectorAll(".widget-html-content")) scrollByKey(box);
  for (const label of panel.querySelectorAll(".lm-Widget > .widget-label")) {
    const name = label.textContent.trim();
    const control = label.parentElement;
    if (label.title === "null") label.removeAttribute("title"); // ipywidgets writes null as text
    if (!name || control.classList.contains("widget-label")) continue;
    const readout = control.querySelector(":scope > .widget-readout");
    if (readout?.isContentEditable) set(readout, "role", "textbox");
    for (const part of control.querySelectorAll("[role], input, select, textarea")) {
      const role = part.getAttribute("role");
      if (role && !NAMED.includes(role)) continue;
      if (!part.labels?.length) set(part, "aria-label", name);
      // A slider over named steps would otherwise be read as the number of the step.
      if (role === "slider" && readout) set(part, "aria-valuetext", readout.textContent.trim());
    }
    const kind = control.classList;
    if (kind.contains("widget-radio")) set(control, "role", "radiogroup");
    if (kind.contains("widget-toggle-buttons")) {
      set(control, "role", "group");
      for (const button of control.querySelectorAll("button")) {
        set(button, "aria-pressed", String(button.classList.contains("mod-active")));
      }
    }
    if (control.hasAttribute("role")) set(control, "aria-label", name);
  }
}

export default {
  render({ model, el }) {
    const text = document.createElement("p");
    text.className = "lu-say";
    text.setAttribute("role", "status");
    text.setAttribute("aria-live", "polite");
    el.classList.add("lu-words");
    el.append(text);
    const show = () => {
      text.textContent = model.get("text");
      text.hidden = !text.textContent;
      text.lang = model.get("lang");
      text.dataset.tone = model.get("tone");
    };
    show();
    model.on("change:text change:tone", show);
    // The kernel went away: a control would move the picture, but no longer these words.
    const lost = () => {
      text.textContent = model.get("lost");
      text.dataset.tone = "not yet";
      text.hidden = false;
    };
    if (model.get("panel")) model.on("comm_live_update", lost);
    let panel = null;
    let waiting = 0;
    const soon = () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => panel && nameControls(panel));
    };
    const watcher = new MutationObserver(soon);
    const sizes = new ResizeObserver(soon);
    let gone = false;
    const find = () => {
      if (gone) return;
      if (!el.isConnected) return setTimeout(find, 50); // the view is made before it is attached
      panel = el.closest(".lu-panel");
      if (!panel) return;
      const name = model.get("panel");
      if (name) {
        panel.setAttribute("role", "group");
        panel.setAttribute("aria-label", name);
      }
      nameControls(panel);
      const attributeFilter = ["class", "aria-label", "aria-valuetext"];
      sizes.observe(panel);
      watcher.observe(panel, { childList: true, subtree: true, characterData: true, attributeFilter });
    };
    find();
    return () => {
      gone = true;
      watcher.disconnect();
      sizes.disconnect();
    };
  },
};
