"""What a number is not, by whom it is and as of when: the caveat of a view."""

from collections.abc import Mapping, Sequence

from widget.campaign.figures.base import ResolvedFigure
from widget.campaign.kinds.base import Widget
from widget.campaign.kinds.scene import Scene
from widget.language.cldr import Language
from widget.numbers.course import Piece


def caveats(widget: Widget, scene: Scene, *, estimate: bool) -> tuple[str, str]:
    """The caveat, with `{source}` where the sources go, and the one for where `estimate` stands elsewhere."""
    figures, ending = scene.figures, "_estimate" if estimate else ""
    if not widget.averages:
        return _published(figures, scene, estimate=estimate), _published(figures, scene)
    if used := _years(widget, scene):
        keys, values = (f"by_year{ending}", "by_year"), _by_year(used, widget, scene)
    else:
        levels, values = figures[0].levels, {"year": _as_of(figures, scene)}
        keys = (f"worked_out{ending}", "worked_out") if levels else (f"average{ending}", "average_brief")
    whole, brief = (scene.words.say(key, source="{source}", **values) for key in keys)
    return whole, brief


def _published(figures: Sequence[ResolvedFigure], scene: Scene, *, estimate: bool = False) -> str:
    """The sources of what stands as it was published, the years that it is of, whether it is an estimate."""
    words = scene.words
    years = words.items(_from_to(figure, words) for figure in figures)
    said = words.words["estimate"] if estimate else ""
    told = words.apart(["{source}", years, said, *_notes(figures, words)])
    return words.stopped(f"{words.words['source']}{words.words['colon']}{told}")


def _from_to(figure: ResolvedFigure, words: Language) -> str:
    first = figure.published[0] if figure.published else None
    begun = first and (first.year or (first.at and first.at.year))
    years = [begun or figure.as_of.year, figure.as_of.year]
    return "–".join(dict.fromkeys(words.year(year) for year in years))


def _years(widget: Widget, scene: Scene) -> tuple[Piece, ...]:
    """The totals of years that a number is added up of, if there are several."""
    begun = widget.begins(scene.zone, scene.moment, scene.choices) if scene.moment else None
    if begun is None or begun >= scene.local or scene.figures[0].levels:
        return ()
    used = [piece for piece in scene.figures[0].courses[0].used(begun, scene.local) if piece.year]
    return tuple(used) if len(used) > 1 else ()


def _by_year(used: Sequence[Piece], widget: Widget, scene: Scene) -> Mapping[str, str]:
    """The first and the last of the years, and on which sides of them it goes on."""
    words = scene.words
    begun = widget.begins(scene.zone, scene.local, scene.choices) or scene.local
    first, last = used[0].year or 0, used[-1].year or 0
    before, after = begun.astimezone(scene.zone).year < first, scene.local.year > last
    outside = "both" if before and after else "before" if before else "after" if after else "neither"
    return {"first": words.year(first), "last": words.year(last), "outside": outside}


def _as_of(figures: Sequence[ResolvedFigure], scene: Scene) -> str:
    """The years that the figures are of, or whose rates they use, and what is to be said of one source."""
    words = scene.words
    used = _with_parts(figures)
    years = sorted(figure.year(scene.moment) for figure in used)
    return words.apart([words.items(words.year(year) for year in years), *_notes(used, words)])


def _with_parts(figures: Sequence[ResolvedFigure]) -> list[ResolvedFigure]:
    return [*figures, *(part for figure in figures for part in figure.parts)]


def _notes(figures: Sequence[ResolvedFigure], words: Language) -> list[str]:
    """What is to be said of the sources; of several figures with notes each says which one it is about."""
    noted = {
        figure.unit[words.tag]: figure.source.note[words.tag] for figure in figures if figure.source.note
    }
    if len(set(noted.values())) <= 1:
        return list(noted.values())[:1]
    colon = words.words["colon"]
    return [words.words["semicolon"].join(f"{unit}{colon}{note}" for unit, note in noted.items())]
