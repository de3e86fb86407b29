// Frames around the codes that the camera sees, drawn on a canvas that lies over the video.

// Where a point of the frame (fractions) stands in a box that the video fills ("cover").
function placed(video, canvas) {
  const scale = Math.max(canvas.width / video.videoWidth, canvas.height / video.videoHeight);
  const [w, h] = [video.videoWidth * scale, video.videoHeight * scale];
  const [left, top] = [(canvas.width - w) / 2, (canvas.height - h) / 2];
  return ({ x, y, w: width, h: height }) => [left + x * w, top + y * h, width * w, height * h];
}

function fit(canvas) {
  const { width, height } = canvas.getBoundingClientRect();
  const dense = devicePixelRatio || 1;
  canvas.width = Math.round(width * dense);
  canvas.height = Math.round(height * dense);
  return dense;
}

// Draws a frame for each of `codes`; `toneOf(text)` is ok, amber, bad or nothing (not known yet).
// The canvas's own style says the colours: --mark-halo, --mark-new, --mark-ok, and so on.
export function drawMarks(canvas, video, codes, toneOf = () => "") {
  const dense = fit(canvas);
  if (!video.videoWidth || !canvas.width) return;
  const context = canvas.getContext("2d");
  const colours = getComputedStyle(canvas);
  const at = placed(video, canvas);
  const room = 6 * dense;
  for (const { text, box } of codes) {
    const [x, y, w, h] = at(box);
    context.beginPath();
    context.roundRect(x - room, y - room, w + 2 * room, h + 2 * room, 8 * dense);
    for (const [width, mark] of [[8, "halo"], [4, toneOf(text) || "new"]]) {
      context.lineWidth = width * dense;
      context.strokeStyle = colours.getPropertyValue(`--mark-${mark}`);
      context.stroke();
    }
  }
}
