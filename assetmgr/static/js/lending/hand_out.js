// The hand-out desk: whoever is marked gets what is scanned, then the next one is marked.
import { send } from "../queue.js";
import { at, onAnswer } from "./answer.js";
import { openDesk, pressRemedy } from "./desk.js";

const lines = () => [...document.querySelectorAll("#desk-lines > li")];
const isServed = (line) => "served" in line.dataset;
const current = () => document.querySelector("#desk-lines > li[aria-current]");

function mark(line) {
  current()?.removeAttribute("aria-current");
  line?.setAttribute("aria-current", "true");
  line?.scrollIntoView({ block: "nearest" });
  choose(line?.dataset.person ?? "", line?.querySelector(".desk-name").textContent);
}

function choose(id, name) {
  at("person").value = id;
  at("desk-current-name").textContent = name || at("desk-current-name").dataset.nobody;
}

// The next one without a device after the line, else from the beginning.
function following(line) {
  const all = lines();
  const place = all.indexOf(line);
  return [...all.slice(place + 1), ...all.slice(0, place + 1)].find((one) => !isServed(one));
}

function step(by) {
  const all = lines();
  if (all.length === 0) return;
  const place = all.indexOf(current());
  mark(all[(place + by + all.length) % all.length]);
}

// A name as it is compared: without case and diacritics.
const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean);

// The first line of which each typed word begins a word of the name; none for a tag.
function named(text) {
  const words = plain(text);
  if (words.length === 0 || /[\d/:]/u.test(text)) return null;
  const fits = (name) => words.every((word) => name.some((part) => part.startsWith(word)));
  return lines().find((line) => fits(line.dataset.search.split(" "))) ?? null;
}

function showProgress() {
  const all = lines();
  const bar = document.querySelector("#desk-progress progress");
  if (!bar) return;
  const done = all.filter(isServed).length;
  const words = at("desk-progress").dataset.words;
  bar.value = done;
  bar.max = all.length;
  document.querySelector("#desk-progress .progress-text").textContent = words
    .replace("{done}", done)
    .replace("{all}", all.length);
}

const copyOf = (name) => at(name).content.firstElementChild.cloneNode(true);

// The one who was served has the device from now on.
function serve({ served, tag }) {
  const line = at(`line-${served}`);
  at("condition").value = "";
  if (!line) return mark(following(null));
  line.dataset.served = "";
  const has = line.querySelector(".desk-has");
  [...has.children].find((one) => one.textContent.trim() === tag)?.remove(); // as prepared
  has.append(copyOf("held"));
  has.lastElementChild.append(tag);
  const signs = line.querySelector(".desk-signs");
  signs.querySelector(".pill-plain")?.remove(); // what was asked for is here
  signs.querySelector(".pill-amber")?.replaceWith(copyOf("agreed")); // nobody is served without
  mark(following(line));
}

onAnswer((last, answer) => {
  if (last?.dataset.served) serve(last.dataset);
  else if (last?.dataset.chosen) chosen(last.dataset.chosen, answer.getElementById("desk-away"));
  showProgress();
});

// Of another class: its page is opened with whoever was chosen.
function chosen(id, link) {
  const line = at(`line-${id}`);
  if (line) mark(line);
  else if (lines().length === 0 && link) location.assign(link.getAttribute("href"));
  else if (link) {
    current()?.removeAttribute("aria-current");
    choose(id, link.textContent);
  }
}

function enter(code) {
  if (!code) return void pressRemedy();
  const line = named(code);
  if (line) return mark(line);
  const told = () => {
    const body = new FormData(at("desk-form"));
    body.set("code", code);
    return body;
  };
  send(at("desk-form").action, told);
}

const KEYS = { ArrowDown: () => step(1), ArrowUp: () => step(-1) };

at("code")?.addEventListener("keydown", (event) => {
  if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !at("code")) return;
  at("code").value = "";
  at("desk-last").replaceChildren();
  at("code").focus();
});

// A press on a line chooses it without a new page.
document.addEventListener("click", (event) => {
  const line = event.target.closest("#desk-lines > li");
  const candidate = event.target.closest("[data-choose]");
  if (line && event.target.closest("a")) {
    event.preventDefault();
    mark(line);
  } else if (candidate && at(`line-${candidate.dataset.choose}`)) {
    event.preventDefault();
    mark(at(`line-${candidate.dataset.choose}`));
    at("desk-last").replaceChildren();
  }
});

if (at("desk-form")) {
  openDesk(enter);
  showProgress();
  current()?.scrollIntoView({ block: "nearest" });
}
