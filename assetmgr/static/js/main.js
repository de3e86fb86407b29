// Everything here makes a page quicker; no page needs it.
import "./keys.js";
import "./menus.js";
import "./scanner.js";
import "./selection.js";
import "./tabs.js";
