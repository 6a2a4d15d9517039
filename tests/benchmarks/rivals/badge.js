// badge-maker, which draws the badges of shields.io, on Node's own server.
const http = require("http");
const { makeBadge } = require("badge-maker");

http.createServer((request, response) => {
  const body = makeBadge({ label: "while you read this", message: "13,194 images", color: "blue" });
  response.writeHead(200, { "Content-Type": "image/svg+xml", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}).listen(Number(process.env.PORT), "127.0.0.1");
