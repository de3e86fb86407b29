// What the shortcuts and the scanner share.
// A scanner takes no longer than this for a key, on the average of a code.
export const BURST_MS = 50;
// Between two keys of one code it may falter (Bluetooth, a busy browser), though no longer than this.
export const PAUSE_MS = 200;

// Whether the keyboard belongs to a field, so that no shortcut may take the key.
const QUIET = new Set(["button", "checkbox", "radio", "submit", "reset", "file", "range", "color"]);

export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !QUIET.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
