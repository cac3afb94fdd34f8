"""What is shown, as plain objects: stories, disputes, positions, articles, speakers.

`views` builds them. All text in them is as published; making it harmless is the business of whoever shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from dissensus.errors import UnknownId
from dissensus.records import (
    Act,
    Anonymous,
    Basis,
    Dated,
    DisputeKind,
    Hop,
    Interval,
    Kind,
    Level,
    Maker,
    Polarity,
    Scope,
    Span,
    SpeakerKind,
    Spelling,
    Stance,
    Voice,
)
from dissensus.show.changes import Change
from dissensus.show.changes import Kind as ChangeKind
from dissensus.show.origins import Tie
from dissensus.show.segments import Context, Passage, Segment
from dissensus.show.words import OURS, UNCERTAIN

if TYPE_CHECKING:
    from dissensus.show.agreements import Agreement, Alone
    from dissensus.show.checked import AnswerView
    from dissensus.show.chronology import HappeningView
    from dissensus.show.numbers import CountedView
    from dissensus.show.places import PlaceView


@dataclass(frozen=True, slots=True)
class HolderView:
    """Who holds a position or made a statement. `roles` are as the articles give them, each once; `flags` are those of
    the speaker."""

    id: str
    name: str
    kind: SpeakerKind
    roles: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementView:
    """Who said what: the words of its content, those that introduce it, and where it stands.

    `outlet` is that of the article, `unknown outlet` where the text does not name it. `negation` and `hedges` are the
    words that negate and take back, `target` and `target_words` whom or what it answers, by name and in the article's
    words; `target_statement` and `parent` are ids of statements. `edits` are what the writer put into quotations, `origin` is
    the place that the article was taken from, `target_holder` the id of whom it answers, where that is a speaker, `conditions`
    the clauses on which an offer or a demand depends.
    """

    id: str
    holder: HolderView | None
    voice: Voice
    act: Act
    kind: Kind
    polarity: Polarity
    quote: str
    source: str
    cue: str
    passages: tuple[Passage, ...]
    article: str
    outlet: str
    published: Dated
    chain: tuple[Hop, ...]
    said_at: Interval | None
    basis: Basis
    depth: int
    target: str | None
    confidence: float
    because: tuple[str, ...]
    anchor: str
    maker: Maker
    negation: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    target_words: str = ""
    target_statement: str | None = None
    parent: str | None = None
    certainty: float = 1.0
    edits: tuple[str, ...] = ()
    anonymous: Anonymous | None = None
    origin: str = ""
    target_holder: str | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionView:
    """Where one holder stands towards a claim, with the words that show it.

    `quote` is verbatim, with " … " where separate passages are joined; `context` is what stands around it.
    `voice` says that the outlet speaks for itself. `article`, `outlet` and `published` are None when silent; `origin` is,
    too, but for an unknown outlet, whose article it names.
    `bare` says that it has nothing of its own to quote: no passage, or those of others, to which `anchor` leads then.
    """

    id: str
    claim: str
    holder: HolderView
    holder_name: str
    stance: Stance
    voice: bool
    outlet: str | None
    article: str | None
    origin: str | None
    published: Dated | None
    quote: str
    passages: tuple[Passage, ...]
    spans: tuple[Span, ...]
    context: Context
    statements: tuple[str, ...]
    confidence: float
    because: tuple[str, ...]
    anchor: str
    bare: bool = False


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in the words of the article that puts it most plainly."""

    id: str
    wording: str
    article: str
    outlet: str
    published: Dated
    passages: tuple[Passage, ...]
    anchor: str


class Sided:
    """What has positions, which are asked for by stance."""

    __slots__ = ()
    positions: tuple[PositionView, ...]

    def side(self, stance: Stance | str) -> tuple[PositionView, ...]:
        """The positions of one stance."""
        return tuple(position for position in self.positions if position.stance == stance)

    @property
    def asserts(self) -> tuple[PositionView, ...]:
        """Who says that it is so."""
        return self.side(Stance.ASSERTS)

    @property
    def denies(self) -> tuple[PositionView, ...]:
        """Who says that it is not so."""
        return self.side(Stance.DENIES)

    @property
    def doubts(self) -> tuple[PositionView, ...]:
        """Who questions it."""
        return self.side(Stance.DOUBTS)

    @property
    def reports(self) -> tuple[PositionView, ...]:
        """Who passes it on and takes no stand."""
        return self.side(Stance.REPORTS)

    @property
    def silent(self) -> tuple[PositionView, ...]:
        """Who writes of the event and leaves it out."""
        return self.side(Stance.SILENT)

    @property
    def unsure(self) -> tuple[PositionView, ...]:
        """Whose stand could not be told."""
        return self.side(Stance.UNSURE)


@dataclass(frozen=True, slots=True)
class DisputeView(Sided):
    """A claim with all who take a stand on it. `positions` go by stance, then date, outlet and holder. `home` is the story
    in which most of them stand: there it is laid out, in the others it is only named."""

    id: str
    claim: ClaimView
    kind: DisputeKind
    scope: Scope
    level: Level
    confidence: float
    because: tuple[str, ...]
    stories: tuple[str, ...]
    home: str
    positions: tuple[PositionView, ...]

    @property
    def surely(self) -> DisputeView:
        """The dispute without what hardly belongs to it: of each stance the positions that are sure enough, of both sides the
        surest at least, and whose words the claim has."""
        worded = {(one.span.article, one.span.part, one.span.start) for one in self.claim.passages}
        kept = {
            one.id
            for one in self.positions
            if one.bare
            or one.confidence >= UNCERTAIN
            or not worded.isdisjoint((s.article, s.part, s.start) for s in one.spans)
        }
        for side in (self.asserts, (*self.denies, *self.doubts)):
            kept |= {max(side, key=lambda one: one.confidence).id} if side else set()
        return replace(self, positions=tuple(one for one in self.positions if one.id in kept))


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of an article (title, standfirst, text, captions.N) as segments."""

    name: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as published, with its marks. `why_not` says why it was not read, None if it was.

    `origin` is the place it was taken from, `origins` all such places; `copy_of` is the first article of its origin in the
    story, if that is of another work, and `tie` why it is of one origin with an article before it. `language` is the code
    the text was found to be in. `versions` are the ids of all versions of its work, oldest first; `changes` are what parts
    it from the one before, empty for the first; `why_here` are the reasons for which it is in its story.
    """

    id: str
    page: str
    origin: str
    origins: tuple[str, ...]
    url: str | None
    outlet: str
    title: str | None
    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    published: Dated
    updated: Dated
    language: str | None
    complete: bool
    replaced: int
    story: str | None
    copy_of: str | None
    why_not: str | None
    parts: tuple[PartView, ...]
    statements: tuple[StatementView, ...]
    anchor: str
    versions: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    tie: Tie | None = None
    why_here: tuple[str, ...] = ()

    @property
    def read(self) -> bool:
        """Was it read for statements."""
        return self.why_not is None

    @property
    def unread_language(self) -> str | None:
        """The code of its language, where it was not read for want of rules for that (how the reason of `read` begins)."""
        return self.language if self.why_not and self.why_not.startswith("language") else None

    @property
    def version(self) -> int:
        """Which version of its work it is, from 1."""
        return self.versions.index(self.id) + 1 if self.versions else 1

    @property
    def previous(self) -> str | None:
        """The version before."""
        return self.versions[self.version - 2] if self.version > 1 else None

    @property
    def is_superseded(self) -> bool:
        """Is there a later version."""
        return self.version < len(self.versions)

    def passage(self, span: Span) -> str:
        """The characters of this article at a span of it."""
        segments = next((part.segments for part in self.parts if part.name == span.part), ())
        return "".join(segment.text for segment in segments)[span.start : span.end]

    def changed(self, kind: ChangeKind | str) -> int:
        """How many blocks became this since the version before."""
        return sum(change.kind == kind for change in self.changes)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The text as published, piece by piece."""
        return next((part.segments for part in self.parts if part.name == "text"), ())


@dataclass(frozen=True, slots=True)
class RoleView:
    """What a speaker is said to be, and where."""

    text: str
    article: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Somebody who says something, with all that stands on record: spellings, roles, statements, positions. `because` is
    what persons decided on who it is."""

    id: str
    name: str
    kind: SpeakerKind
    anonymous: Anonymous | None
    spellings: tuple[Spelling, ...]
    roles: tuple[RoleView, ...]
    statements: tuple[StatementView, ...]
    positions: tuple[PositionView, ...]
    flags: tuple[str, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def quoted(self) -> tuple[StatementView, ...]:
        """What others print as theirs: of an outlet without what it says in its own voice."""
        return tuple(one for one in self.statements if one.voice is Voice.ATTRIBUTED)

    @property
    def speaks(self) -> bool:
        """Does an article let it speak; an outlet does mostly in its own voice alone."""
        return self.kind is not SpeakerKind.OUTLET or bool(self.quoted)


@dataclass(frozen=True, slots=True)
class DateRange:
    """The first and the last day of publication (ISO 8601, None if no article has one) and how many have none."""

    first: str | None
    last: str | None
    unknown: int


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another story of the same storyline."""

    id: str
    title: str
    dates: DateRange
    articles: int


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency that articles of an origin credit. `is_here` says that the agency's own article is in the story, `others`
    are the numbers of further origins that credit it: what these share with this one is too little to fold."""

    name: str
    is_here: bool
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OriginView:
    """Articles that carry one text, however many outlets carry it: the earliest first, each further one with its `tie` to
    one before. `number` counts the origins of the story from 1."""

    number: int
    articles: tuple[ArticleView, ...]
    outlets: tuple[str, ...]
    unknown_outlets: int
    agencies: tuple[AgencyView, ...]

    @property
    def first(self) -> ArticleView:
        """The earliest article, in its latest version."""
        return self.articles[0]


@dataclass(frozen=True, slots=True)
class StoryView:
    """Articles about one event. `title` is the headline of the earliest; `outlets` are those that are named, by date,
    `unknown_outlets` counts the articles whose outlet is not; `origins` groups the articles that carry one text, `unsure`
    is what may tie two of them and folds nothing; `decided` is what persons decided on which articles it has; `chronology`
    is what its statements tell of which days, `numbers` what several count in it, `places` are those that it names,
    `agreements` what its accounts share and `alone` what one of them alone tells."""

    id: str
    title: str
    articles: tuple[ArticleView, ...]
    outlets: tuple[str, ...]
    unknown_outlets: int
    origins: tuple[OriginView, ...]
    unsure: tuple[Tie, ...]
    dates: DateRange
    storyline: str
    related: tuple[RelatedView, ...]
    disputes: tuple[DisputeView, ...]
    speakers: tuple[SpeakerView, ...]
    statements: int
    decided: tuple[str, ...] = ()
    chronology: tuple[HappeningView, ...] = ()
    numbers: tuple[CountedView, ...] = ()
    places: tuple[PlaceView, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    alone: tuple[Alone, ...] = ()


@dataclass(frozen=True, slots=True)
class DropView:
    """Something that was not carried on: what it is called, at which stage, and why."""

    what: str
    label: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of everything. `origins` are those of all stories, and one of each article in none. `disputes`
    leaves out those that are merely possible, `speakers` the outlets."""

    pages: int
    articles: int
    read: int
    outlets: int
    unknown_outlets: int
    origins: int
    stories: int
    disputes: int
    statements: int
    speakers: int
    drops: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a report leaves out, for its readers: quotations from how many characters on, the running texts, how many names."""

    length: int | None = None
    texts: bool = False
    names: int = 0

    @property
    def no_texts(self) -> bool:
        """Are the running texts of the articles left out: with long quotations they are, too."""
        return self.texts or self.length is not None

    @property
    def told(self) -> tuple[str, ...]:
        """A sentence each; nothing where nothing is left out."""
        length = f"Quotations are cut to {self.length} characters; {OURS} stands where words are left out."
        texts = f"Of the articles only the passages that are quoted are shown; {OURS} stands for the rest."
        have = "name is" if self.names == 1 else "names are"
        names = f"{self.names:,} {have} blacked out: █ stands for each character."
        found = ((length, self.length is not None), (texts, self.no_texts), (names, bool(self.names)))
        return tuple(sentence for sentence, holds in found if holds)


@dataclass(frozen=True, slots=True)
class CorpusView:
    """Everything that is shown. Stories and articles go by date, then id; without a date they come last. `loose` are
    the articles that stand in no story, `not_read` those that were not read; `left_out` is what is not shown on
    request, `asked` answers typed claims."""

    stories: tuple[StoryView, ...]
    articles: tuple[ArticleView, ...]
    loose: tuple[ArticleView, ...]
    not_read: tuple[ArticleView, ...]
    speakers: tuple[SpeakerView, ...]
    disputes: tuple[DisputeView, ...]
    drops: tuple[DropView, ...]
    counts: Counts
    left_out: LeftOut = LeftOut()
    asked: Callable[[str, str | None, bool | None], AnswerView] | None = field(default=None, compare=False, repr=False)

    def check(self, claim: str, language: str | None = None, *, nets: bool | None = None) -> AnswerView:
        """Who asserts, denies, doubts or only reports a sentence, or what is nearest to it; `language` is its code, told by
        its words without it; with `nets` false words alone judge, without it as `read` was told. ClaimError for what
        cannot be looked for; UnknownId where this was not made by `read`."""
        if self.asked is None:
            raise UnknownId("this corpus has no store behind it; take the one that `dissensus.read` gives")
        return self.asked(claim, language, nets)

    def article(self, name: str) -> ArticleView:
        """The article with this id, the beginning of one, or this origin, of several versions the latest; UnknownId if
        there is no such, or several."""
        found = latest([one for one in self.articles if name == one.id or name in one.origins])
        found = found or [one for one in self.articles if name and one.id.startswith(name)]
        if len(found) != 1:
            what = "names no article" if not found else f"fits {len(found)} articles"
            raise UnknownId(f"{name}: {what} of this corpus; `dissensus show stories` lists them with their ids")
        return found[0]


def latest(found: Sequence[ArticleView]) -> list[ArticleView]:
    """Of articles that are all versions of one work the last one alone; else all of them."""
    if len({one.versions or (one.id,) for one in found}) != 1:
        return list(found)
    return [max(found, key=lambda one: one.version)]


def in_reading_order(stories: Iterable[StoryView]) -> list[StoryView]:
    """Stories that lay out a dispute that is more than possible first; then what most texts tell; then as they come."""

    def rank(story: StoryView) -> tuple[bool, int]:
        return all(d.level is Level.ALL or d.home != story.id for d in story.disputes), -len(story.origins)

    return sorted(stories, key=rank)


Told = TypeVar("Told", PositionView, StatementView)


def folded(told: Iterable[Told]) -> tuple[tuple[Told, ...], ...]:
    """Those of one holder (or in the voice of several outlets) in the very same words put together, in order: mostly
    one text that several outlets carry."""
    groups: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        own = one.voice is True or one.voice is Voice.OWN
        holder = "" if own else one.holder.id if one.holder else one.id
        kind = one.stance if isinstance(one, PositionView) else one.act
        words = one.quote or one.id
        groups.setdefault((kind, holder, words), []).append(one)
    return tuple(tuple(group) for group in groups.values())
