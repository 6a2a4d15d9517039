// What Intl writes for each locale: every amount in full, in words and its plural form, and a date.
import { answer } from "./answer.mjs";

const day = new Date("2020-11-18T12:00:00Z");

await answer(({ tag, amounts }) => {
  if (!Intl.NumberFormat.supportedLocalesOf(tag).length) return null;
  const full = new Intl.NumberFormat(tag);
  const words = new Intl.NumberFormat(tag, { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 3 });
  const ruled = Intl.PluralRules.supportedLocalesOf(tag).length;
  const plural = new Intl.PluralRules(tag);
  const date = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
  return {
    cldr: process.versions.cldr,
    full: amounts.map((amount) => full.format(amount)),
    words: amounts.map((amount) => words.format(amount)),
    forms: ruled ? amounts.map((amount) => plural.select(Number(amount))) : null,
    date: date.format(day),
  };
});
