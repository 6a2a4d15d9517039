// Each text as markdown-it renders it, with the HTML in it kept or not.
import MarkdownIt from "markdown-it";

import { answer } from "./answer.mjs";

await answer(({ text, html }) => new MarkdownIt({ html }).render(text));
