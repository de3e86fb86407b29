// The pad on which an act is signed: strokes in parts of the pad, x to the right, y downwards.
// Without it, or without a pointer, the name is typed.
const FEW = 0.004; // points nearer to each other than this part of the pad tell nothing more

for (const form of document.querySelectorAll("[data-signing]")) {
  begin(form, Number(form.dataset.ratio));
}

function begin(form, ratio) {
  const pad = form.querySelector("canvas");
  const field = form.querySelector("[name=strokes]");
  let strokes = [];
  let current = null;

  function draw() {
    const scale = window.devicePixelRatio || 1;
    const width = pad.clientWidth;
    pad.style.height = `${width / ratio}px`;
    pad.width = width * scale;
    pad.height = (width / ratio) * scale;
    const pen = pad.getContext("2d");
    pen.lineWidth = 2.2 * scale;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(pad).color;
    for (const stroke of strokes) {
      pen.beginPath();
      const points = stroke.length > 1 ? stroke : [stroke[0], stroke[0]];
      points.forEach(([x, y], place) => {
        if (place) pen.lineTo(x * pad.width, y * pad.height);
        else pen.moveTo(x * pad.width, y * pad.height);
      });
      pen.stroke();
    }
  }

  function at(event) {
    const box = pad.getBoundingClientRect();
    const part = (value) => Math.round(Math.min(1, Math.max(0, value)) * 10000) / 10000;
    return [part((event.clientX - box.left) / box.width), part((event.clientY - box.top) / box.height)];
  }

  function tell() {
    field.value = strokes.length ? JSON.stringify(strokes) : "";
    draw();
  }

  pad.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    current = [at(event)];
    strokes.push(current);
    draw();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!current) return;
    for (const one of event.getCoalescedEvents?.() ?? [event]) {
      const [x, y] = at(one);
      const [lastX, lastY] = current[current.length - 1];
      if (Math.hypot(x - lastX, y - lastY) >= FEW) current.push([x, y]);
    }
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    pad.addEventListener(end, () => {
      current = null;
      tell();
    });
  }
  form.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    tell();
  });
  window.addEventListener("resize", draw);
  try {
    strokes = field.value ? JSON.parse(field.value) : [];
  } catch {
    strokes = [];
  }
  draw();
}
