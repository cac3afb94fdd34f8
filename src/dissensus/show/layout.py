"""A corpus as it is laid out for a reader, chapter by chapter and card by card: for the report and the brief alike.

Nothing is computed: what views hold is numbered, folded and put where it is to stand.
"""

from __future__ import annotations

from dataclasses import dataclass

from dissensus.records import Dated, Level, Stance
from dissensus.show import words
from dissensus.show.denials import DenialMatrix, denial_matrix
from dissensus.show.matrix import Matrix, by_outlets, by_speakers
from dissensus.show.offers import Party, offers_of
from dissensus.show.shapes import (
    CorpusView,
    DisputeView,
    DropView,
    PositionView,
    SpeakerView,
    StatementView,
    StoryView,
    folded,
    in_reading_order,
)
from dissensus.show.sources import Attribution, sources_of

READ_STAGES = ("ingest", "clean", "read")  # what is lost there was not read; later losses are of what was


@dataclass(frozen=True, slots=True)
class Row:
    """Positions of one holder in the same words; `more` are those of further articles. `anchor` stands once."""

    anchor: str
    first: PositionView
    more: tuple[PositionView, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One stance of a dispute, in a word, with who takes it: `rows` in their own words, `weak` in words that hardly belong here,
    `bare` who has none."""

    stance: Stance
    word: str
    rows: tuple[Row, ...]
    weak: tuple[Row, ...]
    bare: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A dispute as it is laid out. Its `number` is that of the story and of the dispute in it."""

    number: str
    dispute: DisputeView
    sides: tuple[Side, ...]

    def names(self, stance: Stance) -> list[str]:
        """Who takes this stance, each once, but for those of whom that is uncertain; `(?)` where it is told with low confidence
        alone."""
        sure: dict[str, float] = {}
        for one in self.dispute.surely.side(stance):
            name = words.teller(one.holder_name, one.origin)
            sure[name] = max(sure.get(name, 0.0), one.confidence)
        return [name if best >= words.MEDIUM_CONFIDENCE else f"{name} (?)" for name, best in sure.items()]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A story as it is laid out: its own cards, those folded away, disputes laid out in another chapter, who stands where
    on the claims (`outlets`, `people`), who denies whose claim in its own, and who offers and demands what, and who
    relies on whom."""

    number: int
    story: StoryView
    cards: tuple[Card, ...]
    possible: tuple[Card, ...]
    elsewhere: tuple[Card, ...]
    outlets: Matrix
    people: Matrix
    denials: DenialMatrix
    offers: tuple[Party, ...]
    sources: Attribution
    speakers: tuple[tuple[SpeakerView, tuple[tuple[StatementView, ...], ...]], ...]

    @property
    def newest(self) -> Dated:
        """When one of its articles was published or changed last; nothing where no article tells."""
        told = [one for article in self.story.articles for one in (article.published, article.updated) if one.value]
        return max(told, key=lambda one: one.value or "", default=Dated())

    @property
    def searched(self) -> str:
        """What a search for the story looks through: its title, outlets, files and speakers."""
        people = (speaker.name for speaker, _ in self.speakers)
        files = (words.file_of(article.origin) for article in self.story.articles)
        return words.clean_line(" ".join((self.story.title, *self.story.outlets, *people, *files)))


def chapters(view: CorpusView) -> list[Chapter]:
    """Stories in order. A dispute is laid out in its home story, and named in the others."""
    out: list[Chapter] = []
    ordered = in_reading_order(view.stories)
    laid: dict[str, Card] = {}
    for number, story in enumerate(ordered, 1):
        home = [dispute for dispute in story.disputes if dispute.home == story.id]
        laid |= {dispute.id: _card(f"{number}.{inner}", dispute) for inner, dispute in enumerate(home, 1)}
    for number, story in enumerate(ordered, 1):
        cards = [laid[dispute.id] for dispute in story.disputes if dispute.home == story.id]
        disputes = [card.dispute.surely for card in cards]
        said = [one for article in story.articles for one in article.statements]
        elsewhere = tuple(
            laid[d.id] for d in story.disputes if d.home != story.id and d.id in laid and d.level is not Level.ALL
        )
        out.append(
            Chapter(
                number=number,
                story=story,
                cards=tuple(card for card in cards if card.dispute.level is not Level.ALL),
                possible=tuple(card for card in cards if card.dispute.level is Level.ALL),
                elsewhere=elsewhere,
                outlets=by_outlets(disputes, story),
                people=by_speakers(disputes),
                denials=denial_matrix(disputes, said),
                offers=offers_of(story),
                sources=sources_of(story),
                speakers=tuple((speaker, folded(speaker.quoted)) for speaker in story.speakers if speaker.speaks),
            )
        )
    return out


def _card(number: str, dispute: DisputeView) -> Card:
    sides = []
    rows = 0
    surely = {one.id for one in dispute.surely.positions}
    for stance, word in words.SIDES:
        made = []
        for group in folded(dispute.side(stance)):
            rows += 1
            made.append(Row(f"r{number.replace('.', '-')}-{rows}", group[0], group[1:]))
        if made:
            bare = tuple(row for row in made if row.first.bare)
            spoken = [row for row in made if not row.first.bare]
            weak = tuple(row for row in spoken if surely.isdisjoint(one.id for one in (row.first, *row.more)))
            sides.append(Side(stance, word, tuple(row for row in spoken if row not in weak), weak, bare))
    return Card(number, dispute, tuple(sides))


def unread(view: CorpusView) -> list[tuple[str, str]]:
    """What was not read, and why."""
    found = [(article.origin, article.why_not or "") for article in view.not_read]
    others = set(late(view))
    return found + [(drop.label, drop.reason) for drop in view.drops if drop not in others]


def late(view: CorpusView) -> list[DropView]:
    """The losses from articles that we have: no page or file that was not read at all."""
    have = {id for article in view.articles for id in (article.id, article.page)}
    return [drop for drop in view.drops if drop.stage not in READ_STAGES or drop.what in have]
