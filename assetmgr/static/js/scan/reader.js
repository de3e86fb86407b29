// Reads codes in pictures, here on the machine: nothing leaves it.
import { BarcodeDetector, prepareZXingModule } from "../../vendor/ponyfill.js";

const WASM = new URL("../../vendor/zxing_reader.wasm", import.meta.url).href;

prepareZXingModule({
  overrides: {
    locateFile: (path, prefix) => (path.endsWith(".wasm") ? WASM : prefix + path),
  },
});

const detectors = new Map();

function detector(formats) {
  const key = formats.join();
  if (!detectors.has(key)) detectors.set(key, new BarcodeDetector({ formats }));
  return detectors.get(key);
}

// What labels carry, and what makers print on their devices (a serial number).
export const LABELS = ["qr_code"];
export const ANY = ["qr_code", "data_matrix", "code_128", "code_39"];

// The codes of a picture (ImageData): text, and box as fractions (0 to 1) of width and height.
export async function codesIn(image, formats = LABELS) {
  const found = await detector(formats).detect(image);
  return found.map(({ rawValue, boundingBox: { x, y, width, height } }) => ({
    text: rawValue,
    box: {
      x: x / image.width,
      y: y / image.height,
      w: width / image.width,
      h: height / image.height,
    },
  }));
}

// A picture, video frame or bitmap as ImageData, no side longer than `longest` pixels.
// `canvas` may be given to be used again.
export function pixels(source, width, height, longest, canvas = document.createElement("canvas")) {
  const scale = Math.min(1, longest / Math.max(width, height));
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(source, 0, 0, w, h);
  return context.getImageData(0, 0, w, h);
}
