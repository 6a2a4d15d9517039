"""A campaign in two languages that the product has no words in; one runs from right to left."""

from collections.abc import Callable
from pathlib import Path

from widget.campaign.load import load
from widget.campaign.models import Campaign

# Yiddish is written like Hebrew.
LANGUAGES = RTL, LTR = "yi", "eo"
TEXT = """
name = "births"
revision = 2026-11-22
languages = ["yi", "eo"]
timezone = "Europe/Brussels"
hashtag = "#births"
drawing = "cat"
helplines = true
title = { yi = "געבורטן אויף דער וועלט", eo = "Naskiĝoj en la mondo" }
slogan = { yi = "יעדע סעקונדע ווערן געבוירן קינדער.", eo = "Ĉiun sekundon naskiĝas infanoj." }

[figures.births]
amount = 132_000_000
per = "year"
as_of = 2024-07-11
estimate = true
unit = { yi = "געבורטן", eo = "naskiĝoj" }
[figures.births.source]
publisher = "UN WPP"
title = "World Population Prospects"
url = "https://population.un.org/wpp/"
date = 2024-07-11
note = { yi = "פּראָיעקציע", eo = "projekcio" }

[figures.rare]
amount = 300
per = "year"
as_of = 2024-07-11
unit = { yi = "פֿאַלן", eo = "okazoj" }
[figures.rare.source]
publisher = "WHO"
title = "Report"
url = "https://www.who.int/"
date = 2024-07-11

[widgets.elapsed]
kind = "elapsed"
figure = "births"
label = { yi = "געבורטן זינט איר לייענט", eo = "Naskiĝoj dum vi legas" }
sentence = { yi = "קינדער ווערן געבוירן.", eo = "Infanoj naskiĝas." }

[widgets.today]
kind = "today"
figure = "births"
label = { yi = "געבורטן הײַנט", eo = "Naskiĝoj hodiaŭ" }
sentence = { yi = "{n} געבורטן {zone}.", eo = "{n} naskiĝoj {zone}." }

[widgets.rare]
kind = "elapsed"
figure = "rare"
label = { yi = "פֿאַלן", eo = "Okazoj" }
sentence = { yi = "וועגן {minute} פֿאַלן אַ מינוט.", eo = "Proksimume {minute} okazoj minute." }

[widgets.table]
kind = "rate"
figure = "births"
label = { yi = "געבורטן", eo = "Naskiĝoj" }
sentence = { yi = "{day} געבורטן אַ טאָג.", eo = "{day} naskiĝoj tage." }

[widgets.both]
kind = "versus"
figures = ["rare", "births"]
label = { yi = "צוויי צאָלן", eo = "Du nombroj" }
sentence = { yi = "קינדער און פֿאַלן.", eo = "Infanoj kaj okazoj." }

[[act]]
region = "BE"
service = "Child Focus"
url = "https://childfocus.be/"
telephone = "116 000"
anonymous = true
"""


def campaign(folder: Path, change: Callable[[str], str] = str) -> Campaign:
    """The campaign, from a file in `folder`, whose text may be changed."""
    file = folder / "births.toml"
    file.write_text(change(TEXT), encoding="utf-8")
    return load(file)
