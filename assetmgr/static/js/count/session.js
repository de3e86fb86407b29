// One joined stocktake as this phone knows it: its list, its entries, what others found.
// Every change ends in an event 'change'; other tabs of the browser hear of it too.
import { readCode } from "../scan/codes.js";
import { classify, indexed } from "./classify.js";
import { keeperOf } from "./keeper.js";
import { foundKeys, scansOf } from "./log.js";
import { photoCounts } from "./photos.js";
import { entries } from "./queue.js";
import { progressByRoom, total } from "./rooms.js";
import { changePhone, list, phone, progress } from "./store.js";

const EMPTY = { rooms: [], devices: [], others: [], words: { kind: {}, status: {} } };
const LONGEST_CODE = 500;

export class Session extends EventTarget {
  #tabs = new BroadcastChannel("assetmgr-count");
  #etag = null;

  constructor({ key, stocktake }) {
    super();
    this.key = key;
    this.keeper = keeperOf(stocktake.id);
    this.hasList = false;
    this.#tabs.onmessage = ({ data }) => data === key && this.load();
  }

  end() {
    this.#tabs.close();
    this.#tabs = null;
  }

  // Read everything again, and say so. The list is frozen, and read when another one came.
  async load() {
    const [known, told, log, photos] = await Promise.all([
      phone(this.key),
      progress(this.key),
      entries(this.key),
      photoCounts(this.key),
    ]);
    if (!known) return; // it joined again under another key, or was removed
    if (!this.hasList || known.listEtag !== this.#etag) await this.#readList();
    this.phone = known;
    this.photos = photos;
    this.scans = scansOf(log);
    this.told = told.found;
    this.rows = progressByRoom(this.list, foundKeys(told.found, log));
    this.total = total(this.rows);
    this.dispatchEvent(new Event("change"));
  }

  async #readList() {
    const stored = await list(this.key);
    this.#etag = stored?.etag;
    this.hasList = Boolean(stored);
    this.list = stored ?? EMPTY;
    this.index = indexed(this.list);
  }

  async changed() {
    this.#tabs?.postMessage(this.key);
    await this.load();
  }

  get room() {
    return this.index.rooms.get(this.phone.room) ?? null;
  }

  // Entries and photos that the server hasn't got.
  get waiting() {
    return this.phone.next - 1 - this.phone.received + this.photos.waiting;
  }

  // Whether the server tells this phone nothing more.
  get isBarred() {
    return this.phone.stocktake.status === "closed" || Boolean(this.phone.excused);
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
  // another one, {scan} for what is kept now, {} for what couldn't be kept and is held.
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

  async #keep(told, code) {
    const made = { uuid: crypto.randomUUID(), at: new Date().toISOString(), ...told };
    const kept = await this.keeper.keep(made, code);
    if (kept === null) {
      this.dispatchEvent(new Event("change"));
      return {};
    }
    await this.changed();
    return { scan: this.scans.find(({ uuid }) => uuid === (kept.target ?? kept.uuid)) };
  }

  async signOff() {
    await changePhone(this.key, { signOff: "asked" });
    await this.changed();
  }
}
