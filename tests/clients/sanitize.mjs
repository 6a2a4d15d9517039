// What each sanitizer, at its defaults, leaves of each document.
import createDOMPurify from "dompurify";
import { JSDOM } from "jsdom";
import sanitize from "sanitize-html";

import { answer } from "./answer.mjs";

const { window } = new JSDOM("");
const purifier = createDOMPurify(window);

await answer((html) => ({ "sanitize-html": sanitize(html), dompurify: purifier.sanitize(html) }));
window.close();
