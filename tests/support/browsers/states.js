// What of an embed is in sight, and whether its texts stand in the frame and clear of one another.

() => {
  // The lines of a text without the room that a face keeps above and below its letters.
  const lines = element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1)
      .map(({left, right, top, bottom, height}) =>
        ({left, right, top: top + height * .15, bottom: bottom - height * .15}));
  };
  const seen = element => {
    const {width, height} = element.getBoundingClientRect();
    const {visibility, opacity} = getComputedStyle(element);
    return width > 1 && height > 1 && visibility === "visible" && opacity !== "0";
  };
  const shown = selector => [...document.querySelectorAll(selector)].filter(seen);
  // The places of digits that are still to come stand before the number, and show nothing.
  const inked = element => {
    const {top, bottom, left, right} = element.getBoundingClientRect();
    return {top, bottom, left: Math.max(left, element.closest(".n").getBoundingClientRect().left), right};
  };
  const texts = [
    ".what", ".say", ".act", ".src", "ul", ".hero", "dl", ".bar p", ".num .cap", ".why", ".plot i", "blockquote",
  ].flatMap(name => shown(name));
  const numbers = shown(".n");
  const boxes = [
    ...texts.map(text => [text.className, lines(text)]),
    ...numbers.map(number => [number.className, shown(".w").filter(w => number.contains(w)).map(inked)]),
  ];
  const outside = boxes.filter(([, all]) => all.some(box =>
    box.top < 0 || box.left < 0 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1));
  const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 3 && other.top < one.bottom - 3;
  const covered = boxes.flatMap(([name, all], i) => boxes.slice(i + 1)
    .filter(([, others]) => all.some(one => others.some(other => meet(one, other))))
    .map(([other]) => `${name} and ${other}`));
  const size = parseFloat(getComputedStyle(document.querySelector(".say")).fontSize);
  return {
    numbers: numbers.length,
    captions: shown(".cap").length,
    control: shown(".stop").length,
    texts: texts.map(text => text.className || text.localName),
    outside: outside.map(([name]) => name),
    covered,
    size,
  };
}
