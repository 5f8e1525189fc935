// Brings a file from Python's side to the reader's disk, and one back. Nothing leaves the machine:
// the bytes come from the kernel, and the download is made in the page.

let count = 0;

function save(name, bytes) {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export default {
  render({ model, el }) {
    const words = model.get("words");
    const own = new Set(); // what this view has asked for: another may show the same model
    const buttons = document.createElement("div");
    const say = document.createElement("p");
    say.className = "lu-say";
    say.setAttribute("role", "status");
    say.hidden = true;
    el.classList.add("lu-transfer");
    el.lang = model.get("lang");
    el.append(buttons);

    const tell = (text, tone = "plain") => {
      say.textContent = text;
      say.dataset.tone = tone;
      say.hidden = !text;
    };
    const ask = (message, waiting, buffers) => {
      const asked = `${Date.now().toString(36)}-${++count}`;
      own.add(asked);
      tell(waiting);
      try {
        model.send({ ...message, asked }, undefined, buffers);
      } catch {
        tell(words.lost, "not yet");
      }
    };
    const show = () => {
      const files = model.get("files");
      buttons.replaceChildren(
        ...files.map((name) => {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = words.download.replace("{file}", name);
          button.setAttribute("data-lm-suppress-shortcuts", "true");
          button.onclick = () => ask({ op: "give", file: name }, words.asking);
          return button;
        }),
      );
    };
    if (model.get("takes")) {
      const label = document.createElement("label");
      const field = document.createElement("input");
      field.type = "file";
      field.accept = ".json,application/json";
      field.setAttribute("data-lm-suppress-shortcuts", "true");
      field.onchange = async () => {
        const [file] = field.files;
        if (!file) return;
        if (file.size > model.get("most")) tell(words.large, "not yet");
        else ask({ op: "take" }, words.reading, [await file.arrayBuffer()]);
        field.value = ""; // the same file may be chosen again
      };
      label.append(words.bring, field);
      el.append(label);
    }
    el.append(say);
    show();
    const answer = (message, buffers) => {
      if (!own.delete(message.asked)) return;
      if (message.op === "said") return tell(message.text, message.tone);
      save(message.file, buffers[0]);
      tell(words.given.replace("{file}", message.file));
    };
    const lost = () => tell(words.lost, "not yet");
    model.on("change:files", show);
    model.on("msg:custom", answer);
    model.on("comm_live_update", lost);
    return () => {
      model.off("change:files", show);
      model.off("msg:custom", answer);
      model.off("comm_live_update", lost);
    };
  },
};
