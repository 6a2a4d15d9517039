"""What somebody said about a figure, beside what the data say."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from widget.campaign.fields import FigureName, refusal
from widget.campaign.kinds.base import Widget
from widget.campaign.kinds.scene import Height, Scene
from widget.campaign.quotations import Quotation, Statement, quotation

# More find no room in a frame.
MOST = 3
MOST_TOGETHER = 240


class Statements(Widget):
    """Dated quotations with their sources; `sentence` is what the data say. Nothing moves."""

    kind: Literal["statements"]
    figure: FigureName | None = None
    figures: tuple[FigureName, ...] = ()
    statement: Annotated[
        tuple[Statement, ...],
        Field(
            min_length=1,
            max_length=MOST,
            description=f"1 to {MOST} sections [[widgets.NAME.statement]]",
            examples=["[[widgets.NAME.statement]]"],
        ),
    ]

    ticks: ClassVar[bool] = False
    averages: ClassVar[bool] = False
    quotes: ClassVar[bool] = True
    heights: ClassVar[Mapping[str, Height]] = {
        "card": (180, 351, 16),
        "banner": (172, 385, 21),
        "line": (147, 324, 31.5),
    }
    letters: ClassVar[int] = 370

    @property
    def figure_names(self) -> tuple[str, ...]:
        """The names of the figures that the data are from."""
        return self.figures or (self.figure or "",)

    def template(self, scene: Scene) -> str:
        """What the data say, as it stands."""
        return self.sentence[scene.words.tag]

    def quoted(self, scene: Scene) -> tuple[Quotation, ...]:
        """What was said, in the order of the file."""
        return tuple(quotation(statement, scene.words) for statement in self.statement)

    @field_validator("statement")
    @classmethod
    def _short(cls, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        for tag in statements[0].quote:
            letters = sum(len(statement.quote[tag]) for statement in statements)
            if letters > MOST_TOGETHER:
                raise refusal(
                    f"at most {MOST_TOGETHER} characters in the quotations of a widget together",
                    "shorten them, or make two widgets of them",
                    value=f"{letters} characters in {tag}",
                )
        return statements

    @model_validator(mode="after")
    def _beside_data(self) -> "Statements":
        if bool(self.figure) == bool(self.figures):
            raise refusal(
                "either figure or figures: what the data say stands beside what was said",
                'write figure = "births"',
                value="both" if self.figure else "neither",
            )
        return self
