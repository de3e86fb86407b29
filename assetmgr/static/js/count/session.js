// One joined stocktake as this phone knows it: its list, its entries, what others found.
// Every change ends in an event 'change'; other tabs of the browser hear of it too.
import { readCode } from "../scan/codes.js";
import { classify, indexed } from "./classify.js";
import { foundKeys, scansOf } from "./log.js";
import { entries, keep, prune } from "./queue.js";
import { progressByRoom, total } from "./rooms.js";
import { changePhone, list, phone, progress } from "./store.js";
import { isFull } from "./database.js";

const EMPTY = { rooms: [], devices: [], others: [], words: { kind: {}, status: {} } };
const LONGEST_CODE = 500;

export class Session extends EventTarget {
  #tabs = new BroadcastChannel("assetmgr-count");

  constructor(key) {
    super();
    this.key = key;
    this.fault = null; // {kind: "full" | "broken", entry, code, text}: this isn't kept
    this.#tabs.onmessage = ({ data }) => data === key && this.load();
  }

  end() {
    this.#tabs.close();
  }

  // Read everything again, and say so.
  async load() {
    const [known, stored, told, log] = await Promise.all([
      phone(this.key),
      list(this.key),
      progress(this.key),
      entries(this.key),
    ]);
    this.phone = known;
    this.list = stored ?? EMPTY;
    this.hasList = Boolean(stored);
    this.index = indexed(this.list);
    this.scans = scansOf(log);
    this.told = told.found;
    this.rows = progressByRoom(this.list, foundKeys(told.found, log));
    this.total = total(this.rows);
    this.dispatchEvent(new Event("change"));
  }

  async changed() {
    this.#tabs.postMessage(this.key);
    await this.load();
  }

  get room() {
    return this.index.rooms.get(this.phone.room) ?? null;
  }

  get waiting() {
    return this.phone.next - 1 - this.phone.received;
  }

  // The scan of this code that this phone made in this room, unless it was taken back.
  scannedHere(text) {
    const { key } = readCode(text);
    const isHere = (one) => one.key === key && one.room === this.phone.room && !one.undone;
    return this.scans.findLast(isHere) ?? null;
  }

  async enter(room) {
    await changePhone(this.key, { room });
    await this.changed();
  }

  // Take what a camera, a scanner or a person told. Gives {room} for a room of the list, null for
  // another one, {scan} for what is kept now, {fault} for what couldn't be kept.
  async take(text) {
    const code = text.slice(0, LONGEST_CODE);
    const read = readCode(code);
    if (read.kind !== "room") return this.#scan(code, read.key);
    if (!this.index.rooms.has(read.id)) return null;
    await this.enter(read.id);
    return { room: this.room };
  }

  #scan(code, key) {
    const { room } = this.phone;
    const isKnown = this.index.devices.has(key) || this.index.others.has(key);
    const isAgain = isKnown && (key in this.told || this.scans.some((one) => one.key === key && !one.undone));
    const guess = { outcome: classify(this.index, key, room), again: isAgain };
    return this.#keep({ action: "scan", code, room, key, guess }, code);
  }

  undo(scan) {
    return this.#keep({ action: "undo", target: scan.uuid }, scan.code);
  }

  // `told` is any of note, condition, move_here.
  remark(scan, told) {
    return this.#keep({ action: "remark", target: scan.uuid, ...told }, scan.code);
  }

  // What couldn't be kept is held here and comes first; until it's kept nothing else is taken.
  async #keep(told, code) {
    if (this.fault && !(await this.retry())) return { fault: this.fault };
    return this.#keepNow({ at: new Date().toISOString(), ...told }, code);
  }

  // Try once more to keep what couldn't be; whether nothing is held now.
  async retry() {
    if (this.fault) await this.#keepNow(this.fault.entry, this.fault.code);
    return this.fault === null;
  }

  async #keepNow(entry, code) {
    try {
      const kept = await this.#keepOrMakeRoom(entry);
      this.fault = null;
      await this.changed();
      return { scan: this.scans.find(({ uuid }) => uuid === (kept.target ?? kept.uuid)) };
    } catch (fault) {
      this.fault = { kind: isFull(fault) ? "full" : "broken", entry, code, text: fault.message };
      this.dispatchEvent(new Event("change"));
      return { fault: this.fault };
    }
  }

  async #keepOrMakeRoom(entry) {
    try {
      return await keep(this.key, entry);
    } catch (fault) {
      if (!isFull(fault)) throw fault;
      await prune(this.key);
      return keep(this.key, entry);
    }
  }

  async signOff() {
    await changePhone(this.key, { signOff: "asked" });
    await this.changed();
  }
}
