"""Every noun of Dissensus, in the order of the flow.

    Page -> clean -> Article -> read -> Statement -> group -> Story -> link -> Speaker, Claim -> judge -> Position -> Dispute

All records are frozen and plain: no method computes anything that a stage should. Offsets are Unicode code points, end
exclusive. Ids are hashes of content and identity (`make_id`), so the same input gives the same ids anywhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

KEYWORDS = 12  # words of an outline, the heaviest, by which stories of one line are looked up
UNDATED = 10_000_000  # the week of articles without any date: behind all others
ID_LENGTH = 20  # hexadecimal digits: 80 bits, a collision in a corpus of 10 million records has odds of 1 in 20 billion


def make_id(noun: str, *identity: object) -> str:
    """The id of a record: a hash over its noun and what makes it itself."""
    parts = "\x1f".join([noun, *(str(part) for part in identity)])
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


# --------------------------------------------------------------------------------------------------------- values


class Voice(StrEnum):
    """Whose words a statement is: somebody's whom the outlet names, or the outlet's own."""

    ATTRIBUTED = "attributed"
    OWN = "own"


class Kind(StrEnum):
    """How the words are carried: between quotation marks, reported, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the source does in saying it."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    ADMITS = "admits"
    ACCUSES = "accuses"
    DEMANDS = "demands"
    PROPOSES = "proposes"
    PROMISES = "promises"
    WARNS = "warns"
    ASKS = "asks"
    PRAISES = "praises"
    BLAMES = "blames"
    BELIEVES = "believes"
    PLANS = "plans"
    DECLINES = "declines"


class Polarity(StrEnum):
    """Does the content say that something is so, or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Basis(StrEnum):
    """How a source knows, where the text says it."""

    SAW = "saw"
    DOCUMENT = "document"
    IMAGE = "image"
    OUTLET = "outlet"
    ANONYMOUS = "anonymous"
    NONE = "none"


class Stance(StrEnum):
    """Where a holder stands towards a claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    REPORTS = "reports"
    SILENT = "silent"
    UNSURE = "unsure"


class Verdict(StrEnum):
    """What an edge says of its two ends."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Level(StrEnum):
    """How much a dispute shows itself: put into words, plain to a reader, or merely possible."""

    EXPLICIT = "explicit"
    DEFAULT = "default"
    ALL = "all"


class DisputeKind(StrEnum):
    """What a dispute is about."""

    FACT = "fact"
    NUMBER = "number"
    CAUSE = "cause"
    INTENT = "intent"
    EVALUATION = "evaluation"


class Scope(StrEnum):
    """How far apart the two sides stand."""

    ARTICLE = "article"
    STORY = "story"
    STORYLINE = "storyline"
    SPEAKER = "speaker"


class SpeakerKind(StrEnum):
    """What a holder of statements is."""

    PERSON = "person"
    BODY = "body"
    STATE = "state"
    OUTLET = "outlet"
    DOCUMENT = "document"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


class MentionKind(StrEnum):
    """How a passage points at somebody or some place."""

    NAME = "name"
    ROLE = "role"
    PRONOUN = "pronoun"
    PLACE = "place"


class BlockKind(StrEnum):
    """What a run of a page is."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    STAMP = "stamp"
    TEMPLATE = "template"
    RELATED = "related"
    SIDEBAR = "sidebar"
    SHARE = "share"
    NEWSLETTER = "newsletter"
    COOKIE = "cookie"
    BIO = "bio"
    COMMENT = "comment"
    REPEAT = "repeat"
    MARKUP = "markup"


class How(StrEnum):
    """How a run of an article's part was made from the capture."""

    VERBATIM = "verbatim"
    ENTITY = "entity"
    ESCAPE = "escape"
    SPACE = "space"


class Relation(StrEnum):
    """What an edge joins."""

    COPY = "copy"  # article, article
    VERSION = "version"  # article, article (the next version of the same work)
    MEMBER = "member"  # article, story
    STORYLINE = "storyline"  # story, storyline
    IDENTITY = "identity"  # mention, speaker
    HELD_BY = "held_by"  # statement, speaker
    TARGETS = "targets"  # statement (a denial), speaker whose words it denies
    SPEAKS_FOR = "speaks_for"  # speaker (a person), speaker (a body)
    SAME_CLAIM = "same_claim"  # statement, claim
    TOLD_ALIKE = (
        "told_alike"  # statement, what tells the same or comes near in another article; or the story that does not
    )
    LEDGER = "ledger"  # passage (see `passages`), article: a person's word on whether it belongs to it
    SAME_SPEAKER = "same_speaker"  # passage, passage: a person's word on whether they name one speaker
    NAMED = "named"  # passage, a name: what a person calls the speaker whom it names
    SAME_STORY = "same_story"  # article, article: a person's word on whether they tell one story


MACHINE = "machine"  # `Edge.by` of whatever no person said


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage: code points `start` to `end` of one part of an article."""

    article: str
    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Maker:
    """Who made a derived record: the stage, its version, and the net if one had a say."""

    stage: str
    version: str
    net: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of days, ISO 8601; an open side is null. `basis` says what it was reckoned from."""

    from_: str | None
    to: str | None
    basis: str


# ------------------------------------------------------------------------------------------------------- the page


@dataclass(frozen=True, slots=True)
class Page:
    """A capture: the bytes as they came, kept for good. `id` is their SHA-256 in hexadecimal.

    A record of a JSON or JSON-lines file is a page of its own, with its exact bytes. `origins` are all the places where
    these bytes were met, sorted: the path as given, or a record's own id. `fetched` is null for files.

    `place` is where a later capture would take this one's place: the path of a file, for a record with an id of its own
    `path#id`, null where nothing can. `replaces` is the capture that was met there last before these bytes first came.
    """

    id: str
    content: bytes
    media_type: str
    origins: tuple[str, ...]
    url: str | None = None
    fetched: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    place: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that the page shows somewhere: its value, where it stands, and which rule read it."""

    value: str
    place: str
    rule: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with everything that speaks for and against it.

    `value` is ISO 8601 or null for unknown; `precision` is day, hour, minute or second, or none; `basis` names the rule of
    the candidate that won; `conflict` says that candidates of equal standing disagree.
    """

    value: str | None = None
    precision: str = "none"
    basis: str = "unknown"
    conflict: bool = False
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """What an article consists of, written once. A part's name is its field, for captions `captions.N`."""

    text: str
    title: str | None = None
    standfirst: str | None = None
    captions: tuple[str, ...] = ()

    def of(self, part: str) -> str:
        """The characters of a part; KeyError for a part that this article does not have."""
        if part.startswith("captions."):
            return self.captions[int(part.removeprefix("captions."))]
        value = {"text": self.text, "title": self.title, "standfirst": self.standfirst}[part]
        if value is None:
            raise KeyError(part)
        return value


@dataclass(frozen=True, slots=True)
class Signature:
    """What of a text's kept words is compared with other texts: how many `words`, how many different `runs` of five of
    them, `exact` (a hash over all, in order: 16 hexadecimal digits) and `sketch` (the least hashes of the runs, sorted,
    eight bytes each, low byte first, in base 64; all of them where there are no more than 200)."""

    words: int
    runs: int
    exact: str
    sketch: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page as an article. `title` is what a reader would call the headline, from a field, from markup or from the text
    (then `title_span` says where). `encoding` is how the bytes were read, `replaced` counts characters that no store can
    hold and that were replaced one for one. `work` names what this is a version of: its address in one form for all
    captures, else its own id. Which version it is, edges of the relation *version* tell."""

    id: str
    page: str
    parts: Parts
    maker: Maker
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    title: str | None = None
    title_span: Span | None = None
    language: str | None = None
    published: Dated = field(default_factory=Dated)
    updated: Dated = field(default_factory=Dated)
    complete: bool = True
    work: str = ""
    encoding: str = "utf-8"
    replaced: int = 0
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A row of the cleaning ledger: a run of an article's text, what it is, and whether it belongs to the article. `by`
    is `MACHINE`, or the person whose word decided (the store keeps blocks as the machine laid them)."""

    span: Span
    kind: BlockKind
    kept: bool
    rule: str
    maker: Maker
    language: str | None = None
    confidence: float = 1.0
    by: str = MACHINE


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in the capture a run comes from: bytes [start, end) of it, or a JSON pointer into it."""

    bytes: tuple[int, int] | None = None
    pointer: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """A row of the map from an article's parts back to the capture."""

    span: Span
    locator: Locator
    how: How
    maker: Maker


# -------------------------------------------------------------------------------------------------- what is read


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that names or points at a person, body, place or thing.

    `name` is the passage without titles and roles, or the word itself for a pronoun; `roles` are the passages beside it
    that say what somebody is ("the spokeswoman of the ministry"); `of` is the body a role speaks for, as written.
    """

    id: str
    span: Span
    kind: MentionKind
    name: str
    speaker_kind: SpeakerKind
    maker: Maker
    roles: tuple[Span, ...] = ()
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time and the interval it stands for; `type` is date, duration, time or set. `value` is what TIMEX3
    writes for it: 2024-08-06, 2024-W32, 2024-SU, P2W, XXXX-WXX-1 (every Monday), PAST_REF."""

    span: Span
    type: str
    interval: Interval
    maker: Maker
    value: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. `bound` is exactly, at_least, at_most or about."""

    span: Span
    value: float
    unit: str | None
    thing: str | None
    bound: str
    maker: Maker
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Anonymous:
    """What is told of people without a name: their type ("senior official"), how many they are if told, and what qualifies
    them ("familiar with the matter")."""

    type: str
    count: int | None = None
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """A link of the chain from the outlet inwards: through whom the words came. `relation` is agency (whose text the
    article is), quoted_by (another outlet), told (to that outlet), said_on (a network), said_by (whom the source quotes) or
    based_on (what or whom the source cites)."""

    name: str
    relation: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What or whom a statement answers or denies: the passages, the statement if one is marked, and the holder's name."""

    spans: tuple[Span, ...] = ()
    statement: str | None = None
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, as spans. In an outlet's own voice `source` and `cue` are empty. `parent` is the statement in whose
    content this one lies, `depth` how many such there are. `because` names the rules that made it. `certainty` is
    what hedges leave of it, `edits` are what the writer put into quotations or left out of them, `anonymous` is told of
    people without a name who say it or on whom it rests, `conditions` are the clauses on which an offer or demand depends."""

    id: str
    article: str
    part: str
    voice: Voice
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    act: Act
    polarity: Polarity
    confidence: float
    because: tuple[str, ...]
    maker: Maker
    negation: tuple[Span, ...] = ()
    hedges: tuple[Span, ...] = ()
    target: Target | None = None
    basis: Basis = Basis.NONE
    parent: str | None = None
    depth: int = 0
    chain: tuple[Hop, ...] = ()
    said_at: Interval | None = None
    certainty: float = 1.0
    edits: tuple[Span, ...] = ()
    anonymous: Anonymous | None = None
    conditions: tuple[Span, ...] = ()


# ------------------------------------------------------------------------------------------ what belongs together


@dataclass(frozen=True, slots=True)
class Bag:
    """Words with their weights, the heaviest first, as `text.stem` gives them."""

    words: tuple[str, ...]
    weights: tuple[float, ...]


NOTHING = Bag((), ())


@dataclass(frozen=True, slots=True)
class Gist:
    """What of an article is compared with other articles: `day` (ISO 8601, or null), the `week` it is laid to (weeks since
    the year 1; UNDATED without any date), how many `words` it has, its heaviest words in `body`, `title` and `lead` (its
    beginning), and its `names`. `rarity` says whether the weights know how rare words are in the language. `work` and
    `page` are the article's, `signature` is what copies are found by. `opening` are the words of its headline and first
    sentences, `called` those of them that are parts of names, `numbers` the numbers it tells, years aside, `weekdays` those
    that it begins with (Monday is 0)."""

    id: str
    article: str
    page: str
    work: str
    week: int
    day: str | None
    language: str | None
    rarity: bool
    words: int
    body: Bag
    title: Bag
    lead: Bag
    names: tuple[str, ...]
    signature: Signature | None
    state: str
    maker: Maker
    opening: Bag = NOTHING
    called: Bag = NOTHING
    numbers: Bag = NOTHING
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a chapter and why it is there: `score` and `because` as in its edge, `near` the means of its three, ten
    and thirty greatest likenesses when it came, `origins` the earlier articles whose text it carries."""

    article: str
    score: float
    because: tuple[str, ...]
    near: tuple[float, float, float]
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one week adds to a story. `story` is the key of the story, made of its founding article, `since` the week that
    founded it, `size` its articles up to this week. A story that is swallowed ends with a chapter without members that
    says `into` which one; that one has it in `absorbed`. `line` is the key of the story that began its storyline, and
    `line_because` tells why. `outline`, in the founding chapter alone, is the mean of its articles' bodies. `apart` has each
    article of the story up to now that a person parted from another one, and that one."""

    id: str
    story: str
    week: int
    since: int
    size: int
    members: tuple[Member, ...]
    maker: Maker
    absorbed: tuple[str, ...] = ()
    into: str | None = None
    line: str = ""
    line_because: tuple[str, ...] = ()
    outline: Bag | None = None
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event. The id is that of its founding article; a story that grows keeps it. `origins` groups the
    articles that carry one text (copies and near copies), every article in exactly one group."""

    id: str
    articles: tuple[str, ...]
    origins: tuple[tuple[str, ...], ...]
    storyline: str
    maker: Maker
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Storyline:
    """Stories that tell rounds of one matter, weeks or years apart, linked and not merged."""

    id: str
    stories: tuple[str, ...]
    maker: Maker


@dataclass(frozen=True, slots=True)
class Role:
    """What a speaker is said to be, and where."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Spelling:
    """A form of a name and how often it was met."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A holder of statements within one storyline: every mention and spelling, roles with their passages, known ids.
    `flags` warn who reads the name: `mixed_script` where letters of one script stand among those of another, or for them.
    `because` says what persons decided on who it is: `merged by a person: Ada Lind`."""

    id: str
    name: str
    kind: SpeakerKind
    mentions: tuple[Span, ...]
    spellings: tuple[Spelling, ...]
    maker: Maker
    roles: tuple[Role, ...] = ()
    anonymous: Anonymous | None = None
    ids: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table of names that the user brings: who or what is known by an id, under which names. `kind` is person,
    body, state, outlet, place, or empty where the table does not tell; `roles` and `description` say what somebody is in
    the table's words, `country` where, by name or by code (ISO 3166). Degrees are of a place."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    roles: tuple[str, ...] = ()
    description: str = ""
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with all its spellings and, where a gazetteer knows it, coordinates in degrees."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    spellings: tuple[Spelling, ...]
    maker: Maker
    latitude: float | None = None
    longitude: float | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition up to polarity. Its wording is the passage at `spans`, the plainest one, never written by us. `confidence` is
    how likely a careful reader lists it as a dispute (0 to 1), and null where nothing tells."""

    id: str
    wording: str
    article: str
    part: str
    spans: tuple[Span, ...]
    maker: Maker
    confidence: float | None = None


# ------------------------------------------------------------------------------------------------- what is judged


@dataclass(frozen=True, slots=True)
class Position:
    """Where one holder stands towards one claim in one article. `article` is null and `spans` empty when silent.
    `holder` is a speaker's id; `voice` says that it is the outlet's own."""

    id: str
    claim: str
    holder: str
    holder_name: str
    voice: bool
    stance: Stance
    article: str | None
    part: str
    spans: tuple[Span, ...]
    statements: tuple[str, ...]
    confidence: float
    because: tuple[str, ...]
    maker: Maker


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim on which parties, or one party at two times, take opposite positions. It has a position on each side."""

    id: str
    claim: str
    kind: DisputeKind
    scope: Scope
    stories: tuple[str, ...]
    level: Level
    positions: tuple[str, ...]
    confidence: float
    because: tuple[str, ...]
    maker: Maker


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where an article parts from itself or from its source. `kind` is headline, quotation, omission, certainty or
    attribution; `against` is the id of what it is held against."""

    id: str
    kind: str
    article: str
    part: str
    spans: tuple[Span, ...]
    against: str
    because: tuple[str, ...]
    maker: Maker


# ---------------------------------------------------------------------------------------------- edges and losses


@dataclass(frozen=True, slots=True)
class Edge:
    """That two things belong together, or do not, with the reasons. `by` is `MACHINE` or the name of a person, whose word
    outranks a machine's and outlives every re-run; `at` is when a person said so, ISO 8601, null for a machine."""

    id: str
    left: str
    right: str
    relation: Relation
    verdict: Verdict
    score: float
    because: tuple[str, ...]
    maker: Maker
    by: str = MACHINE
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Something that was not carried on: what (an id or an origin), at which stage, and why in plain words."""

    id: str
    what: str
    stage: str
    reason: str


Record = (
    Article
    | Block
    | Offset
    | Mention
    | Time
    | Quantity
    | Statement
    | Gist
    | Chapter
    | Story
    | Storyline
    | Speaker
    | Place
    | Claim
    | Position
    | Dispute
    | Discrepancy
    | Edge
    | Drop
)
