// Keeping what is told, one after the other. What couldn't be kept is held in its order and comes
// first; it's held beside the view, so that leaving a stocktake drops nothing.
import { isFull } from "./database.js";
import { keep, prune } from "./queue.js";

const keepers = new Map();

export function keeperOf(stocktake) {
  if (!keepers.has(stocktake)) keepers.set(stocktake, new Keeper(stocktake));
  return keepers.get(stocktake);
}

// Those that hold something.
export function holding() {
  return [...keepers.values()].filter((keeper) => keeper.fault !== null);
}

class Keeper {
  #stocktake;
  #held = []; // [{entry, code}]
  #queue = Promise.resolve();

  constructor(stocktake) {
    this.#stocktake = stocktake;
    this.fault = null; // {kind: "full" | "broken", text}: why something is held
  }

  // The codes of what is held.
  get codes() {
    return this.#held.map(({ code }) => code);
  }

  // Give an entry as it's kept; null: it's held, and `fault` says why.
  keep(entry, code) {
    return this.#next(() => {
      this.#held.push({ entry, code });
      return this.#keepHeld();
    });
  }

  // Try once more to keep what is held.
  retry() {
    return this.#next(() => this.#keepHeld());
  }

  #next(work) {
    this.#queue = this.#queue.then(work);
    return this.#queue;
  }

  // The last entry that was kept, if nothing is held any more.
  async #keepHeld() {
    let kept = null;
    try {
      while (this.#held.length > 0) {
        kept = await keepOrMakeRoom(this.#stocktake, this.#held[0].entry);
        this.#held.shift();
      }
      this.fault = null;
      return kept;
    } catch (fault) {
      this.fault = { kind: isFull(fault) ? "full" : "broken", text: fault.message };
      return null;
    }
  }
}

async function keepOrMakeRoom(stocktake, entry) {
  try {
    return await keep(stocktake, entry);
  } catch (fault) {
    if (!isFull(fault)) throw fault;
    await prune(stocktake);
    return keep(stocktake, entry);
  }
}
