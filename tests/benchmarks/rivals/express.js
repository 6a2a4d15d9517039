// Express, with a template of Handlebars compiled once: the same bytes around a number worked out for each request.
const fs = require("fs");
const express = require("express");
const handlebars = require("handlebars");

const kept = JSON.parse(fs.readFileSync(process.env.BENCH_RESPONSE, "utf8"));
const html = Buffer.from(kept.body, "base64").toString("utf8");
const style = (/<style>([^]*?)<\/style>/.exec(html) || ["", ""])[1];
const template = handlebars.compile(
  `<!doctype html><html lang="{{lang}}"><meta charset="utf-8"><title>{{label}}</title><style>{{{style}}}</style>
<body class="{{theme}} {{layout}}"><article><h1>{{label}} {{#if estimate}}<small>{{words.estimate}}</small>{{/if}}</h1>
<p class="number">{{number}}</p><p>{{sentence}}</p>
<ul>{{#each act}}<li><a href="{{url}}">{{service}}</a> {{telephone}}</li>{{/each}}</ul>
<footer><a href="{{source.url}}">{{source.publisher}}</a>, {{source.date}}</footer></article></html>`);
const numbers = new Intl.NumberFormat("fr-BE");

const app = express();
app.get("/:campaign/:widget.:format", (request, response) => {
  const minutes = Number(request.query.minutes || 1);
  const number = numbers.format(Math.floor(13194 * minutes));
  response.type("html").send(template({
    lang: request.query.lang, theme: "auto", layout: "card", estimate: true, words: { estimate: "estimation" },
    style, label: "Pendant que vous lisez ceci", number,
    sentence: `Environ ${number} images par minute`,
    act: [{ url: "https://www.imagesdabus.be", service: "Child Focus", telephone: "116 000" }],
    source: { url: "https://childfocus.be", publisher: "Child Focus", date: "2020-11-18" },
  }));
});
app.listen(Number(process.env.PORT), "127.0.0.1");
