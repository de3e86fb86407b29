// The live camera: every frame that could be decoded is told with all codes in it.
import { codesIn, pixels } from "./reader.js";

const LONGEST = 1600;
const REST_MS = 60;
const WISHES = {
  audio: false,
  video: {
    facingMode: { ideal: "environment" },
    width: { ideal: 1920 },
    height: { ideal: 1080 },
  },
};

// Why a camera did not open or went away: denied, none, busy, insecure, reader, ended.
const FAULTS = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};

export class CameraFault extends Error {
  constructor(code, cause) {
    super(`camera: ${code}`, { cause });
    this.code = code;
  }
}

async function openStream() {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraFault("insecure");
  try {
    return await navigator.mediaDevices.getUserMedia(WISHES);
  } catch (error) {
    throw new CameraFault(FAULTS[error.name] ?? "busy", error);
  }
}

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Decodes frame after frame until `isOpen` says no; a rest as long as the work leaves the page
// half of the time.
async function watch(video, isOpen, { onCodes, onError }) {
  const canvas = document.createElement("canvas");
  while (isOpen()) {
    const begun = performance.now();
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !document.hidden) {
      try {
        const frame = pixels(video, video.videoWidth, video.videoHeight, LONGEST, canvas);
        const codes = await codesIn(frame);
        if (isOpen()) onCodes(codes);
      } catch (error) {
        onError(new CameraFault("reader", error));
        return;
      }
    }
    await rest(Math.max(REST_MS, performance.now() - begun));
  }
}

// Opens the rear camera into `video`. `onCodes([{text, box}])` is called for each decoded frame,
// also with none; `onError(fault)` when an open camera fails (fault.code: ended, reader).
// Resolves to {stop(), torch(on), hasTorch}; rejects with a CameraFault.
export async function openCamera(video, { onCodes, onError = () => {} }) {
  const stream = await openStream();
  const [track] = stream.getVideoTracks();
  let open = true;
  const stop = () => {
    open = false;
    track.stop();
    video.srcObject = null;
  };
  track.addEventListener("ended", () => {
    if (open) onError(new CameraFault("ended"));
    stop();
  });
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  await video.play().catch(() => {}); // a page that was left meanwhile
  watch(video, () => open, { onCodes, onError });
  const hasTorch = Boolean(track.getCapabilities?.().torch);
  const torch = (on) => track.applyConstraints({ advanced: [{ torch: on }] });
  return { stop, torch, hasTorch };
}
