// Each text as the compiler of a framework takes it, rendered to HTML on the server's side.
import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { evaluate } from "@mdx-js/mdx";
import { transform } from "esbuild";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import * as runtime from "react/jsx-runtime";
import { compile } from "svelte/compiler";
import { render } from "svelte/server";
import { createSSRApp } from "vue";
import { renderToString } from "vue/server-renderer";

import { answer } from "./answer.mjs";

// Modules that were compiled lie where the packages are found that they import.
const INSTALLED = join(dirname(fileURLToPath(import.meta.url)), "node_modules");
let written = 0;

async function module(code) {
  const file = join(INSTALLED, `.compiled-${process.pid}-${(written += 1)}.mjs`);
  await writeFile(file, code);
  try {
    return (await import(file)).default;
  } finally {
    await rm(file);
  }
}

async function react(text) {
  const source = `export default () => (\n${text}\n);`;
  const { code } = await transform(source, { loader: "jsx", jsx: "automatic" });
  return renderToStaticMarkup(createElement(await module(code)));
}

async function mdx(text) {
  const { default: Content } = await evaluate(`# A page\n\n${text}\n\nAfter.\n`, runtime);
  return renderToStaticMarkup(createElement(Content));
}

async function svelte(text) {
  const { js } = compile(text, { generate: "server" });
  return render(await module(js.code)).body;
}

const compilers = {
  react,
  mdx,
  svelte,
  vue: (text) => renderToString(createSSRApp({ template: text })),
};

// React only says in development what it would not set as it was written.
const complaints = [];
console.error = (...words) => complaints.push(words.join(" "));

await answer(async ({ compiler, text }) => {
  complaints.length = 0;
  try {
    return { html: await compilers[compiler](text), complaints: [...complaints] };
  } catch (error) {
    return { error: error.message };
  }
});
