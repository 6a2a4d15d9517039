"""What a number is not, by whom it is and as of when: the caveat of a view."""

from collections.abc import Sequence

from widget.campaign.figures.base import ResolvedFigure
from widget.campaign.kinds.base import Widget
from widget.campaign.kinds.scene import Scene
from widget.language.cldr import Language
from widget.numbers.course import Piece


def caveat(widget: Widget, scene: Scene, *, estimate: bool | None = None) -> str:
    """The caveat, with `{source}` where the sources go; brief where `estimate` stands elsewhere."""
    words, figures = scene.words, scene.figures
    if not widget.averages:
        return _published(figures, scene)
    if used := _years(widget, scene):
        return _by_year(used, widget, scene, "by_year_estimate" if estimate else "by_year")
    ending = "_estimate" if estimate else ""
    if figures[0].levels:
        return words.say(f"worked_out{ending}", source="{source}", year=_as_of(figures, scene))
    if estimate is None:
        ending = "_brief"
    return words.say(f"average{ending}", source="{source}", year=_as_of(figures, scene))


def _published(figures: Sequence[ResolvedFigure], scene: Scene) -> str:
    """The sources of what stands as it was published, and the years that it is of."""
    words = scene.words
    years = dict.fromkeys(_from_to(figure, words) for figure in figures)
    notes = dict.fromkeys(figure.source.note[words.tag] for figure in figures if figure.source.note)
    told = words.comma.join(["{source}", *years, *list(notes)[: len(figures) == 1]])
    return f"{words.words['source']}{words.words['colon']}{told}."


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


def _by_year(used: Sequence[Piece], widget: Widget, scene: Scene, key: str) -> str:
    words = scene.words
    begun = widget.begins(scene.zone, scene.local, scene.choices) or scene.local
    first, last = used[0].year or 0, used[-1].year or 0
    before, after = begun.astimezone(scene.zone).year < first, scene.local.year > last
    return words.say(
        key,
        source="{source}",
        first=words.year(first),
        last=words.year(last),
        outside="both" if before and after else "before" if before else "after" if after else "neither",
    )


def _as_of(figures: Sequence[ResolvedFigure], scene: Scene) -> str:
    """The years that the figures are of, or whose rates they use, and what is to be said of one source."""
    words = scene.words
    years = [figure.year(scene.moment) for figure in figures]
    years += [part.year(scene.moment) for figure in figures for part in figure.parts]
    notes = dict.fromkeys(figure.source.note[words.tag] for figure in figures if figure.source.note)
    said = dict.fromkeys(words.year(year) for year in years)
    return words.comma.join([*said, *list(notes)[: len(figures) == 1]])
