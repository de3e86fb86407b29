// The codes in a photo: read here if possible, else by the server.
import { ANY, codesIn, pixels } from "./reader.js";

const LONGEST = 2400;
const SMALLER = 1000;
const SERVER = "/scan/photo";

async function readHere(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    for (const longest of [LONGEST, SMALLER]) {
      const image = pixels(picture, picture.width, picture.height, longest);
      const codes = await codesIn(image, ANY);
      if (codes.length > 0) return codes.map((code) => code.text);
    }
    return [];
  } finally {
    picture.close();
  }
}

// A page without a form's token is no signed-in one: then there is no server to ask.
async function readThere(file) {
  const token = document.querySelector("input[name=csrf_token]")?.value;
  if (!token) return [];
  const body = new FormData();
  body.set("csrf_token", token);
  body.set("photo", file);
  const answer = await fetch(SERVER, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
  });
  return answer.ok ? (await answer.json()).texts : [];
}

// Promise of the texts of all codes in a picture file; none where no code can be read.
export async function decodePhoto(file) {
  const here = await readHere(file).catch(() => []);
  return here.length > 0 ? here : readThere(file).catch(() => []);
}
