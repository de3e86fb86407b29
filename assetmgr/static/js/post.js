// Sends a form's data. Who signed in again, in another tab, made the page's token worthless: then a
// fresh one is fetched, and the data is sent once more.
export async function post(action, body, headers) {
  const told = await fetch(action, { method: "POST", body, headers });
  const token = told.status === 400 ? await freshToken() : null;
  if (!token) return told;
  body.set("csrf_token", token);
  return fetch(action, { method: "POST", body, headers });
}

// The token that the server gives now, which the page's forms have then, too.
async function freshToken() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = answer.redirected ? null : page.querySelector("input[name=csrf_token]")?.value;
  if (!token) return null;
  for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = token;
  return token;
}
