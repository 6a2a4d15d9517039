// What Intl writes for each locale of numbers, amounts of money, shares, lengths of time, and a moment.
import { answer } from "./answer.mjs";

await answer(({ tag, full, words, money, shares, seconds, moment, zone }) => {
  const format = (options) => new Intl.NumberFormat(tag, options);
  const plain = format({ maximumFractionDigits: 20 });
  const compact = format({ notation: "compact", compactDisplay: "long", maximumSignificantDigits: 3 });
  const euros = format({ style: "currency", currency: "EUR", currencyDisplay: "narrowSymbol", minimumFractionDigits: 0, maximumFractionDigits: 20 });
  const percent = format({ style: "percent" });
  const unit = format({ style: "unit", unit: "second", unitDisplay: "long" });
  const day = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: zone });
  const time = new Intl.DateTimeFormat(tag, { timeStyle: "short", timeZone: zone });
  return {
    cldr: process.versions.cldr,
    full: full.map((amount) => plain.format(amount)),
    words: words.map((amount) => (Math.abs(amount) < 1e6 ? plain : compact).format(amount)),
    money: money.map((amount) => euros.format(amount)),
    shares: shares.map((share) => percent.format(share)),
    seconds: seconds.map((amount) => unit.format(amount)),
    moment: [day.format(new Date(moment)), time.format(new Date(moment))],
  };
});
