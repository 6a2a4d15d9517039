"""Texts with placeholders: what they say, and what is wrong with them."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.messageformat import MessageFormat

from widget.language.cldr import language
from widget.language.messages import MessageError, message

BIRTHS = "{n, plural, =0 {no birth} one {# birth} other {# births}}"
TEXT = st.text("ab'#é|", max_size=6)
SIMPLE = TEXT | st.sampled_from(["{n}", "{who}", "'{n}'", "''", " '}' ", "{ n }"])
SENTENCE = st.lists(SIMPLE, max_size=4).map(" ".join)
BRANCHES = st.tuples(SENTENCE, SENTENCE, SENTENCE)
PLURAL = BRANCHES.map(lambda it: f"{{n, plural, =2 {{{it[0]}}} one {{{it[1]}}} other {{{it[2]}}}}}")
SELECT = BRANCHES.map(lambda it: f"{{who, select, she {{{it[0]}}} he{{{it[1]}}} other {{{it[2]}}}}}")
MESSAGES = st.lists(SENTENCE | PLURAL | SELECT, max_size=3).map(" ".join)


@given(MESSAGES, st.sampled_from([0, 1, 2, 5]), st.sampled_from(["she", "he", "x"]))
def test_a_text_says_what_icu_says(text: str, n: int, who: str) -> None:
    try:
        said = language("en").fill(text, n=n, who=who)
    except MessageError:
        # Stricter than ICU: an apostrophe behind a letter that would make text of a placeholder.
        return
    assert said == MessageFormat(text, "en").format({"n": n, "who": who})


@pytest.mark.parametrize(
    ("tag", "text", "n", "said"),
    [
        ("en", BIRTHS, 0, "no birth"),
        ("en", BIRTHS, 1, "1 birth"),
        ("en", BIRTHS, 12_345, "12,345 births"),
        ("pl", "{n, plural, one {# ofiara} few {# ofiary} many {# ofiar} other {# ofiary}}", 2, "2 ofiary"),
        (
            "pl",
            "{n, plural, one {# ofiara} few {# ofiary} many {# ofiar} other {# ofiary}}",
            1234,
            "1234 ofiary",
        ),
        ("pl", "{n, plural, one {# ofiara} few {# ofiary} many {# ofiar} other {# ofiary}}", 5, "5 ofiar"),
        ("uk", "{n, plural, one {# жертва} few {# жертви} many {# жертв} other {# жертви}}", 1, "1 жертва"),
        ("en", "{n, selectordinal, one {#st} two {#nd} other {#th}} time", 2, "2nd time"),
        ("en", "{n, plural, other {{n} of {who}}}", 3, "3 of x"),
        ("en", "Child Focus's {n} and '{n}', {{n}}", 3, "Child Focus's 3 and {n}, {n}"),
        ("fr", "l’an {n}", 3, "l’an 3"),
    ],
)
def test_a_text_agrees_with_its_number(tag: str, text: str, n: int, said: str) -> None:
    assert language(tag).fill(text, n=n, who="x") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1, "1 victime"),
        (19_000_000, "19 millions de victimes"),
        (19_400_000, "19,4 millions de victimes"),
        (1_000_000, "1 million de victimes"),
        (13_200, "13\u202f200 victimes"),
    ],
)
def test_a_number_with_a_word_for_its_size_has_the_form_of_that_word(value: int, said: str) -> None:
    french = language("fr")
    text = "{n, plural, one {# victime} many {# de victimes} other {# victimes}}"

    assert french.fill(text, n=french.whole(Fraction(value))) == said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{n", "every { with its }"),
        ("n}", "every } with its {"),
        ("{n, plural, other {#}", "every { with its }"),
        ("{n, plural, one {#}}", "other {…}"),
        ("{n, plural, other #}", "forms such as other"),
        ("{n, currency}", "a name in braces"),
        ("{n births}", "a name in braces"),
        ("l'{n}", "no apostrophe"),
        ("all '{n} births", "no apostrophe"),
        ("{n, plural, offset:1 other {#}}", "forms such as other"),
        ("{n, select, other {" * 6 + "}}" * 6, "at most"),
    ],
)
def test_what_is_no_message_is_refused_in_words(text: str, expected: str) -> None:
    with pytest.raises(MessageError, match=re.escape(expected)) as refused:
        message(text)

    assert refused.value.mend


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("Until {day}.", "2 г.", "Until 2 г."),
        ("Until {day}...", "2 г.", "Until 2 г...."),
        ("Until {day}, or so.", "2 г.", "Until 2 г., or so."),
        ("Until {day}.", "2", "Until 2."),
    ],
)
def test_a_full_stop_at_the_end_of_a_value_is_that_of_its_sentence(text: str, value: str, said: str) -> None:
    assert language("ru").fill(text, day=value) == said
