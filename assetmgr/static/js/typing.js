// What the shortcuts and the scanner share.
// Keys that follow each other within this time come from a scanner, not from fingers.
export const BURST_MS = 50;

// Whether the keyboard belongs to a field, so that no shortcut may take the key.
const QUIET = new Set(["button", "checkbox", "radio", "submit", "reset", "file", "range", "color"]);

export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !QUIET.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
