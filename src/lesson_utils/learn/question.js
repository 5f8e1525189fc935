// The question above its answers. It also makes the answers one group: ipywidgets gives radio
// buttons no common name, so arrow keys would not move between them and no one would hear which
// question they belong to. And it hands the answers over before a button of the question counts:
// ipywidgets holds a change back while the kernel still works on the one before, a click it does
// not, so a quick reader would have the previous answer checked.

const FIELDS = ".widget-radio, .widget-text, .widget-textarea, .widget-dropdown";
let count = 0;

function given(field) {
  if (field.matches(".widget-radio")) {
    return [...field.querySelectorAll('input[type="radio"]')].findIndex((radio) => radio.checked);
  }
  const select = field.querySelector("select");
  return select ? select.selectedIndex : (field.querySelector("input, textarea")?.value ?? "");
}

export default {
  render({ model, el }) {
    const group = `lu-question-${Date.now().toString(36)}-${++count}`;
    const text = document.createElement("p");
    text.className = "lu-legend";
    const gone = document.createElement("p");
    gone.className = "lu-say";
    gone.dataset.tone = "not yet";
    gone.setAttribute("role", "status");
    gone.hidden = true;
    el.classList.add("lu-question-head");
    el.append(text, gone);
    let box = null;

    const apply = () => {
      const name = model.get("text");
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", name);
      const radios = box.querySelectorAll('input[type="radio"]');
      for (const radio of radios) {
        if (radio.name === group) continue;
        radio.name = group;
        // Otherwise JupyterLab takes the arrow keys to go to the next cell.
        radio.setAttribute("data-lm-suppress-shortcuts", "true");
      }
      const holder = radios[0]?.closest(".widget-radio-box");
      if (holder && holder.getAttribute("aria-label") !== name) {
        holder.setAttribute("role", "radiogroup");
        holder.setAttribute("aria-label", name);
      }
    };
    const show = () => {
      const number = document.createElement("span");
      number.className = "lu-number";
      number.textContent = model.get("number");
      text.replaceChildren(number, model.get("text"));
      if (model.get("lang")) text.lang = model.get("lang");
      if (box) apply();
    };
    // The kernel went away: a click would be answered by silence.
    const lost = () => {
      gone.textContent = model.get("lost");
      gone.hidden = false;
    };
    const handOver = (event) => {
      if (!event.target.closest(".lu-buttons button")) return;
      try {
        model.send({ answers: [...box.querySelectorAll(FIELDS)].map(given) });
      } catch {
        lost();
      }
    };
    const watcher = new MutationObserver(() => apply());
    let tries = 0;
    let timer = 0;
    const find = () => {
      box = el.closest(".lu-question");
      if (box) {
        apply();
        watcher.observe(box, { childList: true, subtree: true });
        box.addEventListener("click", handOver, true);
      } else if (++tries < 200) timer = setTimeout(find, 25);
    };
    show();
    model.on("change:text change:number", show);
    model.on("comm_live_update", lost);
    find();
    return () => {
      clearTimeout(timer);
      watcher.disconnect();
      box?.removeEventListener("click", handOver, true);
    };
  },
};
