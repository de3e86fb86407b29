// The camera on the counting screen. A code counts when it comes into sight, not with each frame;
// one that this phone scanned in this room already is only shown again.
import { newcomers } from "../scan/fresh.js";
import { drawMarks } from "../scan/marks.js";

const at = (id) => document.getElementById(id);

export class Camera {
  #take;
  #opened = null;
  #wish = null; // another one for each time that somebody wants it on
  #toneOf;
  #fresh = newcomers();

  // `take(text, {isGlimpse})` is called for a code that comes into sight; `toneOf(text)` colours
  // the frame around one.
  constructor(take, toneOf) {
    this.#take = take;
    this.#toneOf = toneOf;
    at("camera-on").addEventListener("click", () => this.start());
    at("camera-off").addEventListener("click", () => this.stop());
    at("torch").addEventListener("click", () => this.#switchTorch());
  }

  async start() {
    const wish = (this.#wish = {});
    const isWanted = () => this.#wish === wish;
    at("camera-fault").hidden = true;
    this.#show(true);
    try {
      const { openCamera } = await import("../scan/camera.js");
      const onCodes = (codes) => isWanted() && this.#saw(codes);
      const onError = () => isWanted() && this.#fail();
      const opened = await openCamera(at("video"), { onCodes, onError });
      if (!isWanted()) return opened.stop();
      this.#opened = opened;
      at("torch").hidden = !opened.hasTorch;
    } catch {
      if (isWanted()) this.#fail();
    }
  }

  stop() {
    this.#wish = null;
    this.#opened?.stop();
    this.#opened = null;
    this.#show(false);
  }

  #fail() {
    this.stop();
    at("camera-fault").hidden = false;
  }

  #show(isOn) {
    at("camera").classList.toggle("is-on", isOn);
    at("video").hidden = !isOn;
    at("marks").hidden = !isOn;
    at("camera-on").hidden = isOn;
    at("camera-off").hidden = !isOn;
    at("torch").hidden = true;
    at("torch").setAttribute("aria-pressed", "false");
  }

  async #switchTorch() {
    const on = at("torch").getAttribute("aria-pressed") !== "true";
    await this.#opened?.torch(on);
    at("torch").setAttribute("aria-pressed", String(on));
  }

  #saw(codes) {
    drawMarks(at("marks"), at("video"), codes, this.#toneOf);
    for (const { text } of this.#fresh(codes)) this.#take(text, { isGlimpse: true });
  }
}
