// The phone's own way to the server: its key and token, never a cookie.
const ROOT = "/stocktakes/phone/";
const PATIENCE_MS = 20_000;

// Ask, and give {status, data, etag}; status 0: the server can't be reached, or somebody else
// answered for it (a portal, a proxy, a page that says it's being mended).
export async function call(phone, path, { body, etag } = {}) {
  const headers = {
    Authorization: `Phone ${phone.key}:${phone.token}`,
    "Accept-Language": document.documentElement.lang,
  };
  if (etag) headers["If-None-Match"] = etag;
  if (body && !(body instanceof Blob)) headers["Content-Type"] = "application/json";
  const request = {
    method: body ? "POST" : "GET",
    headers,
    body: body instanceof Blob || !body ? body : JSON.stringify(body),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
  try {
    const response = await fetch(ROOT + path, request);
    return { status: response.status, etag: response.headers.get("ETag"), data: await told(response) };
  } catch {
    return { status: 0, etag: null, data: {} };
  }
}

// What our server says is a JSON object, but for 304, which says nothing.
async function told(response) {
  if (response.status === 304) return {};
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/json")) throw new Error("somebody else's answer");
  return Object(await response.json());
}
