// What the harness does inside a page; Python calls these functions by their names, with geometry.js beside them.

const frame = () => new Promise(requestAnimationFrame);

async function painted() {
  await frame();
  await frame();
}

function only(selector) {
  const found = document.querySelectorAll(selector);
  if (found.length !== 1) throw new Error(`${found.length} elements match ${selector}`);
  return found[0];
}

// ---- the window

// Waits until the page is that large and has settled, and says how many pixels it draws to a CSS pixel.
async function viewport(width, height) {
  while (innerWidth !== width || innerHeight !== height) await frame();
  await settled();
  return devicePixelRatio;
}

// Waits until fonts are there, animations have begun, and nothing was moved from one frame to the next.
async function settled() {
  await document.fonts.ready;
  // Where contents are skipped, out of sight, none gets ready.
  const shown = document.getAnimations().filter(({effect}) => effect.target.checkVisibility({contentVisibilityAuto: true}));
  await Promise.allSettled(shown.map(animation => animation.ready));
  for (let [before, now] = ["", boxes()]; before !== now; [before, now] = [now, boxes()]) await frame();
}

function boxes() {
  const elements = [document.documentElement, ...document.querySelectorAll("iframe, img, p")];
  return JSON.stringify(elements.map(element => [
    element.getBoundingClientRect(), element.scrollWidth, element.scrollHeight,
  ]));
}

function middle(selector) {
  const element = only(selector);
  element.scrollIntoView({block: "nearest", inline: "nearest", behavior: "instant"});
  const {left, top, width, height} = element.getBoundingClientRect();
  const point = [Math.floor(left + width / 2), Math.floor(top + height / 2)];
  const hit = document.elementFromPoint(...point);
  if (!element.contains(hit) && hit?.closest("label")?.control !== element)
    throw new Error(`${selector} is covered by ${hit?.outerHTML ?? "nothing"}`);
  return point;
}

const ON_TOP = "all: initial; position: fixed; z-index: 2147483647";

function cover(id, style) {
  const element = document.createElement("div");
  element.id = id;
  element.style.cssText = `${ON_TOP}; ${style}`;
  document.documentElement.append(element);
  return element;
}

// Colours the last pixel of the page, and says which part of the screen the page has; an SVG cannot be marked.
function showMark(colour) {
  if (!document.body) return null;
  cover("mark-of-the-harness", `right: 0; bottom: 0; width: 1px; height: 1px; background: rgb(${colour})`);
  const top = screenY + outerHeight - innerHeight;
  return [screenX, top, screenX + innerWidth, top + innerHeight];
}

function hideMark() {
  document.getElementById("mark-of-the-harness")?.remove();
}

// ---- time

// Starts every animation anew: those that have ended are no longer listed, and could not be wound back.
function restartAnimations() {
  const none = new CSSStyleSheet();
  none.replaceSync(":is(#a#a, *), :is(#a#a, *)::before, :is(#a#a, *)::after { animation: none !important }");
  const sheets = [...document.adoptedStyleSheets];
  document.adoptedStyleSheets = [...sheets, none];
  document.getAnimations(); // flushes the styles
  document.adoptedStyleSheets = sheets;
  return document.getAnimations();
}

// Shows the page as it was when it was loaded, without any style sheet that was added since.
async function beginAnew() {
  document.adoptedStyleSheets = [];
  restartAnimations();
  await painted();
}

async function seek(milliseconds, running) {
  for (const animation of restartAnimations()) {
    if (!running) animation.pause();
    animation.currentTime = milliseconds;
  }
  await painted();
}

// Milliseconds since the page's animations began, as of the next frame.
async function elapsed() {
  await frame();
  const starts = document.getAnimations().map(animation => animation.startTime);
  const begun = starts.filter(start => start !== null);
  return document.timeline.currentTime - (begun.length ? Math.min(...begun) : 0);
}

// ---- what the compositor drew

function boxOf(selector) {
  const box = only(selector).getBoundingClientRect();
  const edges = [Math.floor(box.left), Math.floor(box.top), Math.ceil(box.right), Math.ceil(box.bottom)];
  if (edges[0] < 0 || edges[1] < 0 || edges[2] > innerWidth || edges[3] > innerHeight)
    throw new Error(`${selector} sticks out of the viewport: ${edges}`);
  return edges;
}

const GAP = 6;

function specimen(style, character) {
  const span = document.createElement("span");
  span.textContent = character;
  span.style.cssText = "all: initial; position: absolute; white-space: pre";
  const kept = /^(color$|font|letter-spacing|line-height|text-rendering|text-transform|-webkit-(font|text))/;
  for (const name of style) if (kept.test(name)) span.style.setProperty(name, style.getPropertyValue(name));
  return span;
}

function paper(element) {
  for (let at = element; at; at = at.parentElement) {
    const {backgroundColor} = getComputedStyle(at);
    if (!/^transparent$|, 0\)$/.test(backgroundColor)) return backgroundColor;
  }
  return "Canvas";
}

// Covers the page with as many characters as fit, in the font of an element's text, and says where they are.
async function showSpecimens(selector, specimens) {
  const root = only(selector);
  const [first] = shownLines(root);
  if (!first) throw new Error(`no text shows in ${selector}`);
  const sheet = cover("specimens-of-the-harness", `inset: 0; background: ${paper(root)}`);
  const cells = [];
  let [left, top] = [GAP, GAP];
  for (const [character, phase] of specimens) {
    const span = sheet.appendChild(specimen(first.style, character));
    const {width, height} = span.getBoundingClientRect();
    if (left + width + GAP > innerWidth) [left, top] = [GAP, top + Math.ceil(height) + GAP];
    if (top + height > innerHeight) {
      span.remove();
      break;
    }
    Object.assign(span.style, {left: `${left + phase}px`, top: `${top}px`});
    cells.push({character, left: left + phase, top, width, height});
    left = Math.ceil(left + phase + width) + GAP;
  }
  await painted();
  return cells;
}

async function hideSpecimens() {
  document.getElementById("specimens-of-the-harness").remove();
  await painted();
}
