// What html-validate finds in each document.
import { HtmlValidate, StaticConfigLoader } from "html-validate";

import { answer } from "./answer.mjs";

const loader = new StaticConfigLoader({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // Style sheets of one's own site are as trustworthy as the page that names them.
    "require-sri": ["error", { target: "crossorigin" }],
    // A snippet has no other place for its style, and is pasted into XML too.
    "no-inline-style": "off",
    "void-style": "off",
  },
});
const validator = new HtmlValidate(loader);

await answer(async (html) => {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map((found) => ({ rule: found.ruleId, line: found.line, message: found.message })),
  );
});
