// The service worker, which keeps this page and its files for when there is no network.
const CHOICE = "assetmgr-language"; // the worker's own name for it

// Tells `told` how far it is: "coming", then nothing ("") once the page can be opened without
// network; "none" where this browser keeps no pages.
export async function keepShell(told) {
  if (!navigator.serviceWorker) return told("none");
  try {
    const choice = await caches.open(CHOICE);
    await choice.put("/count", new Response(document.documentElement.lang));
    const options = { scope: "/count", updateViaCache: "none" };
    const { active } = await navigator.serviceWorker.register("/sw.js", options);
    if (!active) told("coming");
  } catch {
    // Without network it can't be looked at anew; the one that is here goes on working.
    if (!(await navigator.serviceWorker.getRegistration("/count"))) return told("none");
  }
  await navigator.serviceWorker.ready;
  return told("");
}
