// What can be said about a scan: the buttons on the card of the last one.
import { keepPhoto } from "./photos.js";
import { put, text } from "./texts.js";

const at = (id) => document.getElementById(id);

// `session()` and `scan()` are what is in view; `kept()` is called when something is to be sent.
export function listen({ session, scan, kept }) {
  const on = (id, kind, act) => at(id).addEventListener(kind, act);
  const remark = async (told) => (await session().remark(scan(), told)).scan && kept();

  on("undo", "click", async () => (await session().undo(scan())).scan && kept());
  on("good", "click", () => remark({ condition: "good" }));
  on("damaged", "click", () => remark({ condition: "damaged" }));
  on("move-here", "click", () => remark({ move_here: true }));
  on("note-open", "click", () => (noted() ? closeNote() : openNote(scan())));

  on("note-form", "submit", (event) => {
    event.preventDefault();
    const note = at("note").value.trim();
    if (note) remark({ note });
    closeNote();
  });

  on("photo-file", "change", async () => {
    put(at("said"), await photo(session().key, scan().uuid, at("photo-file").files[0]));
    at("photo-file").value = "";
    kept();
  });
}

// The scan that a note is being written on; it stays in view meanwhile, whatever is scanned.
export function noted() {
  return at("note-form").hidden ? null : at("note-form").dataset.uuid;
}

function openNote({ uuid, note = "" }) {
  at("note-form").hidden = false;
  at("note-form").dataset.uuid = uuid;
  at("note-open").setAttribute("aria-expanded", "true");
  at("note").value = note;
  at("note").focus();
}

export function closeNote() {
  at("note-form").hidden = true;
  at("note-open").setAttribute("aria-expanded", "false");
}

async function photo(key, uuid, file) {
  try {
    await keepPhoto(key, uuid, file);
    return text("photo-kept");
  } catch {
    return text("photo-failed");
  }
}
