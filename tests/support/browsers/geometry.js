// Which text of an element shows, worked out from boxes and computed styles.

const pixels = text => Number.parseFloat(text) || 0;

const share = (length, whole) => (length.endsWith("%") ? (pixels(length) / 100) * whole : pixels(length));

// The strings of a computed `content`: `"a" "b" / "alternative text"`.
function generated(style) {
  const quoted = /^\s*"((?:[^"\\]|\\[^])*)"/;
  let [rest, text] = [style.content, ""];
  for (let match; (match = quoted.exec(rest)); rest = rest.slice(match[0].length)) text += match[1];
  if (!/^(none|normal|\s*\/.*)?$/.test(rest)) throw new Error(`cannot read content: ${style.content}`);
  return text.replace(/\\(?:([0-9a-f]{1,6})\s?|([^]))/gi, (_, code, character) =>
    character ?? String.fromCodePoint(Number.parseInt(code, 16)));
}

const intersection = (one, other) => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right),
  bottom: Math.min(one.bottom, other.bottom),
});

// The part of a box that `clip-path: inset(…)` leaves.
function inset(box, clipPath) {
  const lengths = /^inset\(([^)]*)\)$/.exec(clipPath)?.[1].split(" round ")[0].trim().split(/\s+/);
  if (!lengths) throw new Error(`cannot read clip-path: ${clipPath}`);
  const [top, right = top, bottom = top, left = right] = lengths;
  return {
    left: box.left + share(left, box.width),
    top: box.top + share(top, box.height),
    right: box.right - share(right, box.width),
    bottom: box.bottom - share(bottom, box.height),
  };
}

// What an element and its ancestors let through of what lies inside it.
function clipOf(element) {
  let clip = {left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity};
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    if (style.clipPath !== "none") clip = intersection(clip, inset(box, style.clipPath));
    if (style.display === "inline") continue;
    const [left, top] = [box.left + at.clientLeft, box.top + at.clientTop];
    const across = style.overflowX === "visible" ? {} : {left, right: left + at.clientWidth};
    const down = style.overflowY === "visible" ? {} : {top, bottom: top + at.clientHeight};
    clip = intersection(clip, {...clip, ...across, ...down});
  }
  return clip;
}

// How much of a line shows: 1 also when the line is taller than the window that it fills.
function visibility(line, clip) {
  const seen = intersection(line, clip);
  if (seen.right - seen.left < 0.5) return 0;
  const height = Math.min(line.bottom - line.top, clip.bottom - clip.top);
  return height < 0.5 ? 0 : Math.max(0, seen.bottom - seen.top) / height;
}

// The lines of a ::before: a strip that starts at the top of its host and is moved by a transform.
function generatedLines(host) {
  const style = getComputedStyle(host, "::before");
  const text = generated(style);
  if (!text) return [];
  const box = host.getBoundingClientRect();
  const inside = getComputedStyle(host);
  const lines = text.replace(/\n$/, "").split("\n");
  const height = (style.display === "inline" ? box.height : pixels(style.height)) / lines.length;
  const left = box.left + host.clientLeft + pixels(inside.paddingLeft);
  const right = left + Math.max(1, pixels(style.width) || box.width);
  const origin = box.top + host.clientTop + pixels(inside.paddingTop) + pixels(style.top);
  const start = origin + moved(style, height * lines.length);
  return lines.map((line, index) => {
    const top = start + index * height;
    return {text: line, host, style, left, right, top, bottom: top + height};
  });
}

function moved(style, height) {
  const by = style.transform === "none" ? 0 : new DOMMatrix(style.transform).f;
  const [, down = "0"] = (style.translate ?? "").split(" ");
  return by + share(down, height);
}

// Each character of a text node, in the line that it stands in.
function writtenLines(node) {
  const host = node.parentElement;
  const style = getComputedStyle(host);
  const range = document.createRange();
  return [...node.data].flatMap((text, index) => {
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    const box = range.getBoundingClientRect();
    if (!box.width || !box.height) return [];
    const half = (pixels(style.lineHeight) || box.height) / 2;
    const middle = box.top + box.height / 2;
    return [{text, host, style, left: box.left, right: box.right, top: middle - half, bottom: middle + half}];
  });
}

function shownLines(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const lines = [];
  for (let node = root; node; node = walker.nextNode())
    lines.push(...(node.nodeType === Node.TEXT_NODE ? writtenLines(node) : generatedLines(node)));
  return lines
    .filter(({host, style}) => style.visibility === "visible" && host.checkVisibility({opacityProperty: true}))
    .map(line => ({...line, shown: visibility(line, clipOf(line.host))}))
    .filter(({shown}) => shown > 0.1)
    .sort((one, other) => one.left - other.left);
}

// The text that shows, from left to right; a line that is cut is not readable.
function visibleText(selector, unreadable) {
  return shownLines(only(selector)).map(({text, shown}) => (shown > 0.9 ? text : unreadable)).join("");
}
