// Whether the keyboard belongs to a field, so that no shortcut may take the key.
const QUIET = new Set(["button", "checkbox", "radio", "submit", "reset", "file", "range", "color"]);

export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !QUIET.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
