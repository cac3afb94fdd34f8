"""How often the program is right, as the report tells it of itself: what was measured, and on what.

The figures are those of docs/scores.md, which says how they came about and what falls short; a test looks each of them up there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing that the program tells: how often that is right (`figures`, in the words of `told`), measured `on` what."""

    what: str
    told: str
    figures: tuple[str, ...]
    on: str

    def __str__(self) -> str:
        """What was measured, in words."""
        return self.told.format(*self.figures)


MEASURED = (
    Measured("the text of an article", "F1 of its words {}", ("0.956",), "46 pages of sites that the net had not seen"),
    Measured(
        "its day of publication",
        "{} of a hundred right, {} wrong, of the others it says that it does not know",
        ("94.3", "1.9"),
        "698 pages with a known date",
    ),
    Measured(
        "who says what",
        "F1 of statements with their source {}; by rules alone {}",
        ("0.771", "0.567"),
        "2,192 statements of 84 news articles in English",
    ),
    Measured(
        "who a source is",
        "{} answered, {} of the answers right",
        ("0.934", "0.953"),
        "200 statements of news articles in English",
    ),
    Measured(
        "which articles tell one event",
        "B-cubed F1 {} and {}",
        ("0.903", "0.889"),
        "772 and 2,002 articles of two sets",
    ),
    Measured(
        "a dispute that is put into words",
        "{} of those shown are disputes to a careful reader",
        ("230 of 497",),
        "436 stories and articles in English that no net had seen",
    ),
    Measured(
        "a dispute that is plain to a reader",
        "{} of those shown are disputes to a careful reader",
        ("96 of 212",),
        "the same",
    ),
    Measured(
        "a passage in a dispute",
        "of those told with a confidence of 0.2 and more {} belong there, of the uncertain ones {}",
        ("70 of 105", "33 of 110"),
        "disputes found rightly in 17 stories in English",
    ),
    Measured(
        "what several accounts tell alike",
        "{} pairs do",
        ("129 of 140",),
        "the same stories, by one reader",
    ),
    Measured(
        "that nothing is missed",
        "of the disputes that a careful reader lists a share of {} is shown; between two careful readers F1 is {}",
        ("0.283", "0.82"),
        "the same; the readers on four stories",
    ),
)
