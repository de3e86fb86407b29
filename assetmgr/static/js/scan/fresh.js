// A code that stays before the camera is one scan, not one for each frame.
const GONE_MS = 2500;

// A function that gives the codes of a frame which were not there a moment ago.
export function newcomers() {
  const seen = new Map();
  return (codes, now = performance.now()) => {
    const fresh = codes.filter(({ text }) => now - (seen.get(text) ?? -Infinity) > GONE_MS);
    for (const { text } of codes) seen.set(text, now);
    return fresh.filter(({ text }, place) => fresh.findIndex((one) => one.text === text) === place);
  };
}
