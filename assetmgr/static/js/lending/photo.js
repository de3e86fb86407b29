// A photo is made small here before it is sent; without this the server does it.
const LONGEST_PX = 1600;
const QUALITY = 0.8;

async function small(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", QUALITY);
  });
}

async function replace(input) {
  const [file] = input.files;
  const blob = file && (await small(file).catch(() => null));
  if (!blob || blob.size >= file.size) return;
  const chosen = new DataTransfer();
  chosen.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
  input.files = chosen.files;
}

for (const form of document.querySelectorAll("[data-photo-form]")) {
  const input = form.querySelector("input[type=file]");
  let ready = Promise.resolve();
  input.addEventListener("change", () => {
    ready = replace(input);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ready.then(() => form.submit());
  });
}
