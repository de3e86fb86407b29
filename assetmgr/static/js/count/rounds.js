// When to deliver: at once after a scan, when the network or the page comes back, and every few
// seconds; after a failure ever more seldom. Of several tabs one delivers (Web Locks).
import { deliver } from "./delivery.js";

const EVERY_MS = 5_000;
const SLOWEST_MS = 60_000;

export class Rounds {
  #key;
  #after;
  #timer;
  #running = false;
  #again = false;
  #failures = 0;
  #stop = new AbortController();

  // `after(ended)` is called at the end of each round and may return a promise.
  constructor(key, after) {
    this.#key = key;
    this.#after = after;
    const { signal } = this.#stop;
    window.addEventListener("online", () => this.wake(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden || this.wake(), { signal });
    this.wake();
  }

  end() {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  wake() {
    this.#failures = 0;
    this.#run();
  }

  async #run() {
    clearTimeout(this.#timer);
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    const ended = await alone(this.#key);
    this.#failures = ended === "done" || ended === "busy" ? 0 : this.#failures + 1;
    await this.#tell(ended);
    this.#running = false;
    this.#plan();
  }

  // Whatever happens to the page, the next round comes.
  async #tell(ended) {
    try {
      await this.#after(ended);
    } catch (fault) {
      console.error(fault);
    }
  }

  #plan() {
    const isAsked = this.#again && this.#failures === 0;
    this.#again = false;
    if (this.#stop.signal.aborted) return;
    if (document.hidden && this.#failures === 0 && !isAsked) return;
    const wait = isAsked ? 0 : this.#pause();
    this.#timer = setTimeout(() => this.#run(), wait);
  }

  // Twice as long after each failure, not the same for all phones of a school.
  #pause() {
    const wait = Math.min(SLOWEST_MS, EVERY_MS * 2 ** this.#failures);
    return this.#failures === 0 ? wait : wait * (0.75 + Math.random() / 2);
  }
}

async function alone(key) {
  try {
    if (!navigator.locks) return await deliver(key);
    return await navigator.locks.request(`assetmgr-count:${key}`, { ifAvailable: true }, (lock) =>
      lock ? deliver(key) : "busy",
    );
  } catch (fault) {
    console.error(fault); // the disk gave up in the middle: what waits still waits
    return "broken";
  }
}
