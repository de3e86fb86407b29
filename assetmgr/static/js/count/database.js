// IndexedDB with promises: one database for all stocktakes that this phone joined.
//   phones    {key, token, stocktake, name, next, received, signOff, room, trouble, listEtag, excused}
//   lists     {phone, etag, rooms, devices, others, words}
//   entries   {phone, number, uuid, action, at, …, state}: what this phone tells, in its order
//   progress  {phone, after, resolved, found}: what all phones of the stocktake found
//   photos    {uuid, phone, blob, refused}: `refused` is the status with which the server did
const NAME = "assetmgr-count";
const VERSION = 2;
let opened;

export function database() {
  opened ??= open();
  return opened;
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) create(request.result);
      indexPhotos(request.transaction.objectStore("photos"));
    };
    request.onsuccess = () => resolve(watched(request.result));
    request.onerror = () => {
      opened = undefined;
      reject(request.error);
    };
  });
}

function create(db) {
  db.createObjectStore("phones", { keyPath: "key" });
  db.createObjectStore("lists", { keyPath: "phone" });
  db.createObjectStore("entries", { keyPath: ["phone", "number"] });
  db.createObjectStore("progress", { keyPath: "phone" });
  db.createObjectStore("photos", { keyPath: "uuid" });
}

// By phone, and those that were refused: so that they're counted without being read.
function indexPhotos(photos) {
  photos.createIndex("phone", "phone");
  photos.createIndex("refused", ["phone", "refused"]);
}

// A newer version of the app in another tab, or the browser itself, may end the connection.
function watched(db) {
  const forget = () => {
    opened = undefined;
  };
  db.onclose = forget;
  db.onversionchange = () => {
    db.close();
    forget();
  };
  return db;
}

export function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Do `work` in one transaction and give its result once all of it is on the disk; on any fault
// nothing of it is. `work` gets a function that gives a store by its name.
export async function transact(names, mode, work) {
  const db = await database();
  const transaction = db.transaction(names, mode, { durability: "strict" });
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("the browser gave up"));
  });
  try {
    const result = await work((name) => transaction.objectStore(name));
    await ended;
    return result;
  } catch (fault) {
    undo(transaction);
    await ended.catch(() => {});
    throw transaction.error ?? fault;
  }
}

function undo(transaction) {
  try {
    transaction.abort();
  } catch {
    // It ended by itself.
  }
}

export function isFull(fault) {
  return fault?.name === "QuotaExceededError";
}
