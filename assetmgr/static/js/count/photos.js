// Photos of what an unknown code stood on: made small here, kept until the server has them.
import { answer, transact } from "./database.js";

const LONGEST_PX = 1280;
const MOST_BYTES = 500_000;
const QUALITIES = [0.8, 0.6, 0.4, 0.25];

export async function keepPhoto(key, uuid, file) {
  const blob = await small(file);
  await transact(["photos"], "readwrite", (store) =>
    answer(store("photos").put({ uuid, phone: key, blob })),
  );
}

export async function photosOf(key) {
  const all = await transact(["photos"], "readonly", (store) =>
    answer(store("photos").index("phone").getAll(key)),
  );
  return all.filter((photo) => !photo.refused);
}

// How many photos {waiting, refused} there are.
export function photoCounts(key) {
  return transact(["photos"], "readonly", async (store) => {
    const all = answer(store("photos").index("phone").count(key));
    const ofPhone = IDBKeyRange.bound([key], [key, []]);
    const refused = await answer(store("photos").index("refused").count(ofPhone));
    return { waiting: (await all) - refused, refused };
  });
}

// The server won't have it: it stays on the phone, but isn't sent again.
export function setAside(uuid, status) {
  return transact(["photos"], "readwrite", async (store) => {
    const photo = await answer(store("photos").get(uuid));
    store("photos").put({ ...photo, refused: status });
  });
}

export function dropPhoto(uuid) {
  return transact(["photos"], "readwrite", (store) => answer(store("photos").delete(uuid)));
}

async function small(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (blob && blob.size <= MOST_BYTES) return blob;
  }
  throw new Error("the photo can't be made small enough");
}
