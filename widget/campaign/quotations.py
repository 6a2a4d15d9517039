"""What somebody said, as a campaign file has it and as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field, model_validator

from widget.campaign.fields import Day, LanguageTag, Model, Quote, Text, Url, WordsOrText, refusal
from widget.language.cldr import Language


class Reference(Model):
    """Where it can be read."""

    title: Text
    url: Url


class Statement(Model):
    """Who said what, and when: in each language of the campaign, or as it was said, in `lang`."""

    who: WordsOrText = Field(description="who said it", examples=['who = "A ministry"'])
    date: Day
    quote: Quote = Field(
        description="what was said: a text for each language, or one text with its lang",
        examples=['quote = "The number doubles each year."'],
    )
    lang: LanguageTag | None = Field(
        None, description="the language tag of a quote that is one text", examples=['lang = "en"']
    )
    source: Reference

    @model_validator(mode="before")
    @classmethod
    def _in_a_language(cls, data: Any) -> Any:
        quote = data.get("quote") if isinstance(data, Mapping) else None
        if isinstance(quote, str) and "lang" not in data:
            raise refusal("the language of a quote that is one text", 'add lang = "en"', value="no lang")
        if isinstance(quote, Mapping) and "lang" in data:
            raise refusal("either lang or a quote for each language", "take lang out", value="both")
        return data


@dataclass(frozen=True, slots=True)
class Quotation:
    """A statement in one language: the quote between its marks, its own language, who and when, and where."""

    quote: str
    lang: str
    by: str
    title: str
    url: str


def quotation(statement: Statement, words: Language) -> Quotation:
    """`statement` for readers of `words`."""
    return Quotation(
        words.say("statements.quote", quote=statement.quote[words.tag]),
        statement.lang or words.tag,
        f"{statement.who[words.tag]} · {words.date(statement.date)}",
        statement.source.title,
        statement.source.url,
    )
