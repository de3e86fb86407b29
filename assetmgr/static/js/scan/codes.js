// What a scanned or typed text stands for: a device's label, a room's label, or a bare text.
// The same rules as labels/spec.py and assetmgr/devices/policy/text.py; a test compares them.

const TAG_URL = /^https?:\/\/[^?#]*\/d\/([^/?#]+)\/?(?:[?#].*)?$/isu;
const ROOM_URL = /^https?:\/\/[^?#]*\/r\/([0-9]{1,18})\/?(?:[?#].*)?$/isu;
const ROOM_BARE = /^room:([0-9]{1,18})$/iu;

// Python's white space: String.trim knows some other characters and lacks five of these.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const OUTER = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");

const CHEROKEE = /[\u13a0-\u13fd\uab70-\uabbf]/;
const DOTLESS_I = "\u0131";

const strip = (text) => text.replace(OUTER, "");

// Unicode's full case folding of one character; JavaScript has none of its own.
function folded(letter) {
  if (letter === DOTLESS_I) return letter;
  if (CHEROKEE.test(letter)) return letter.toUpperCase();
  return [...letter.toLowerCase().toUpperCase()].map((one) => one.toLowerCase()).join("");
}

// A tag or number without case and outer space; null where nothing is left, or with a NUL.
export function comparable(text) {
  return text.includes("\0") ? null : [...strip(text)].map(folded).join("") || null;
}

// Percent-encoded UTF-8 as text; what is none becomes U+FFFD instead of an error.
function decoded(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = run.slice(1).split("%").map((pair) => Number.parseInt(pair, 16));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(bytes));
  });
}

// {kind: "device", tag, key} of a label's address; {kind: "room", id} of a room's label;
// {kind: "text", text, key} of anything else: a typed tag, a serial number, a foreign code.
export function readCode(raw) {
  const text = strip(raw);
  const room = ROOM_URL.exec(text) ?? ROOM_BARE.exec(text);
  if (room) return { kind: "room", id: Number(room[1]) };
  const label = TAG_URL.exec(text);
  if (!label) return { kind: "text", text, key: comparable(text) };
  const tag = decoded(label[1]);
  return { kind: "device", tag, key: comparable(tag) };
}
