"""The amounts of one figure through time, as a still chart."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from widget.campaign.charts import Chart, chart
from widget.campaign.fields import refusal
from widget.campaign.figures.base import Figure
from widget.campaign.figures.series import SeriesFigure
from widget.campaign.figures.stock import StockFigure
from widget.campaign.kinds.base import Single
from widget.campaign.kinds.scene import Height, Scene


class History(Single):
    """A bar or a point for each published amount, from zero up unless `scale` says otherwise."""

    kind: Literal["history"]
    chart: Literal["bars", "line"] = Field(
        "bars", description="bars (the default) or line", examples=['chart = "line"']
    )
    scale: Literal["linear", "log"] = Field(
        "linear",
        description="linear (the default: from zero) or log, which the chart then says",
        examples=['scale = "log"'],
    )

    ticks: ClassVar[bool] = False
    averages: ClassVar[bool] = False
    charts: ClassVar[bool] = True
    heights: ClassVar[Mapping[str, Height]] = {
        "card": (250, 330, 6),
        "banner": (150, 396, 30),
        "line": (120, 287, 36),
    }
    letters: ClassVar[int] = 250

    def fits(self, figures: Mapping[str, Figure]) -> None:
        """Refuses a figure that has no amounts at different times."""
        figure = figures[self.figure]
        known = figure.stock if isinstance(figure, StockFigure) else ()
        if not isinstance(figure, SeriesFigure) and len(known) < 2:
            raise refusal(
                "a figure with amounts of several years: series, or a stock with two dates",
                "give it series = [{ year = 2022, amount = … }, { year = 2023, amount = … }]",
                value=f'figure = "{self.figure}"',
            )

    def template(self, scene: Scene) -> str:
        """Its sentence as it stands: nothing is said about an average."""
        return self.sentence[scene.words.tag]

    def drawn(self, scene: Scene) -> Chart | None:
        """The chart of its figure."""
        return chart(scene.figure, scene.words, lines=self.chart == "line", log=self.scale == "log")
