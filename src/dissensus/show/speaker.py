"""What is known of a speaker over a whole corpus: names by outlet, roles, whom they speak for, what they said and hold.

Each storyline stands apart: `link` joins names within one alone, so that people of one name in two are not made one here, unless
a table of names gives them one id.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console

from dissensus.records import (
    Anonymous,
    Dated,
    Edge,
    Mention,
    MentionKind,
    Relation,
    Role,
    Span,
    Speaker,
    SpeakerKind,
    Storyline,
    Verdict,
    Voice,
)
from dissensus.show.attributes import act
from dissensus.show.joins import Index, by_date, by_place, by_side, outlet_of, position_view, read_index, statement_view
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.segments import passages, quote
from dissensus.show.shapes import PositionView, StatementView
from dissensus.show.words import FLAGS, HOLDERS, STANCES, count, dated, isolated, quoted, shorten
from dissensus.store import Store

STATEMENTS_SHOWN = 40  # of a speaker in a storyline, on a terminal; the JSON holds all
QUOTE_LENGTH = 300
APART = "Nothing says that they are one: a name alone joins nobody over storylines."


@dataclass(frozen=True, slots=True)
class SpeltView:
    """A spelling, how often it stands in running text, and how often in each outlet, most often first."""

    text: str
    count: int
    outlets: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RoleFact:
    """What somebody is said to be, word for word, with the day and the outlet."""

    text: str
    span: Span
    outlet: str
    published: Dated


@dataclass(frozen=True, slots=True)
class HeldView:
    """A position with the wording of its claim."""

    claim: str
    position: PositionView


@dataclass(frozen=True, slots=True)
class SpeakerFacts:
    """A speaker within one storyline. `why` is how the name that was asked for can be this one's; `speaks_for` and `voices`
    are names of speakers: for whom this one speaks, and who speak for it; `doubts` are who it may be, with reasons;
    `because` is what persons decided on who it is."""

    id: str
    name: str
    kind: SpeakerKind
    ids: tuple[str, ...]
    flags: tuple[str, ...]
    anonymous: Anonymous | None
    why: str
    storyline: str
    headline: str
    spellings: tuple[SpeltView, ...]
    roles: tuple[RoleFact, ...]
    speaks_for: tuple[str, ...]
    voices: tuple[str, ...]
    doubts: tuple[str, ...]
    statements: tuple[StatementView, ...]
    positions: tuple[HeldView, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """All speakers who can be meant by what was asked, each storyline apart. `joined` are the ids in knowledge bases that
    several of them share, by which they are one."""

    asked: str
    people: tuple[SpeakerFacts, ...]
    joined: tuple[str, ...]

    @property
    def storylines(self) -> int:
        """In how many storylines they occur."""
        return len({one.storyline for one in self.people})


def speaker_page(store: Store, asked: str, found: Mapping[str, str]) -> SpeakerPage:
    """The facts of the speakers of these ids, each with why it was found; in the order of the ids, then of storylines."""
    index = read_index(store)
    line_of = {id: story.storyline for story in index.stories for id in story.articles}
    corpus = _Corpus(store, index, store.fetch(Edge), line_of, {line.id: line for line in store.fetch(Storyline)})
    known = {id: index.speakers[id] for id in found if id in index.speakers}
    people = [facts for id, speaker in known.items() for facts in _facts(corpus, speaker, found[id])]
    shared = Counter(id for one in {p.id: p for p in people}.values() for id in one.ids)
    return SpeakerPage(asked, tuple(people), tuple(sorted(id for id, number in shared.items() if number > 1)))


@dataclass(frozen=True, slots=True)
class _Corpus:
    """A corpus while facts are gathered from it; `line_of` is by article the id of its storyline."""

    store: Store
    index: Index
    edges: list[Edge]
    line_of: Mapping[str, str]
    lines: Mapping[str, Storyline]

    def line(self, article: str | None) -> str:
        """The storyline of an article; empty where it is in none."""
        return self.line_of.get(article or "", "")


def _facts(corpus: _Corpus, speaker: Speaker, why: str) -> Iterable[SpeakerFacts]:
    """A speaker in each storyline in which it says something or is named; an outlet can be in several."""
    index, line = corpus.index, corpus.line
    said = [s for s in index.statements.values() if index.holders.get(s.id) == speaker.id]
    held = [p for p in index.positions.values() if p.holder == speaker.id]
    where = {line(s.article) for s in said} | {line(span.article) for span in speaker.mentions}
    where |= {line(p.article) for p in held if p.article}
    named = _names(index, corpus.edges, speaker)
    for here in sorted(where):
        statements = (statement_view(s, index) for s in said if line(s.article) == here)
        positions = (position_view(p, index) for p in held if p.article is None or line(p.article) == here)
        yield SpeakerFacts(
            id=speaker.id,
            name=speaker.name,
            kind=speaker.kind,
            ids=speaker.ids,
            flags=speaker.flags,
            anonymous=speaker.anonymous,
            why=why,
            storyline=here,
            headline=_headline(index, corpus.lines.get(here)),
            spellings=_spellings(corpus, [span for span in speaker.mentions if line(span.article) == here]),
            roles=_roles(index, [role for role in speaker.roles if line(role.span.article) == here]),
            statements=tuple(sorted(statements, key=lambda s: (by_date(s.published, s.article), by_place(s)))),
            positions=tuple(
                HeldView(index.claims[p.claim].wording, p)
                for p in sorted(positions, key=by_side)
                if p.claim in index.claims
            ),
            speaks_for=named["speaks_for"],
            voices=named["voices"],
            doubts=named["doubts"],
            because=speaker.because,
        )


def _names(index: Index, edges: list[Edge], speaker: Speaker) -> dict[str, tuple[str, ...]]:
    """Names of speakers to which edges lead, and from which they come."""
    out: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in edges:
        if speaker.id not in (edge.left, edge.right):
            continue
        other = edge.right if edge.left == speaker.id else edge.left
        name = index.speakers[other].name if other in index.speakers else other
        if edge.relation is Relation.SPEAKS_FOR and edge.verdict is Verdict.SAME:
            out["speaks_for" if edge.left == speaker.id else "voices"][name] = None
        unsure = edge.relation is Relation.IDENTITY and edge.verdict is Verdict.UNSURE
        if unsure and (other in index.speakers or ":" in other):
            out["doubts"][f"{name} ({', '.join(edge.because)})"] = None
    return defaultdict(tuple, {key: tuple(names) for key, names in out.items()})


def _headline(index: Index, line: Storyline | None) -> str:
    """The first headline of a storyline, by date."""
    stories = [story for story in index.stories if line and story.id in line.stories]
    articles = [index.articles[id] for story in stories for id in story.articles if id in index.articles]
    ordered = sorted(articles, key=lambda one: by_date(one.published, one.id))
    return next((one.title for one in ordered if one.title and one.title.strip()), "")


def _spellings(corpus: _Corpus, spans: list[Span]) -> tuple[SpeltView, ...]:
    """Each spelling of these mentions that is a name, with the outlets that have it. `link` may have taken a mention without
    its first word."""
    wanted = {(span.article, span.end): span for span in spans}
    mentions = corpus.store.fetch(Mention, articles=sorted({span.article for span in spans})) if spans else []
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        span = wanted.get((mention.span.article, mention.span.end))
        if span and span.start >= mention.span.start and mention.kind is MentionKind.NAME and mention.name:
            article = corpus.index.articles[span.article]
            name = mention.name if span == mention.span else article.parts.text[span.start : span.end]
            counts[" ".join(name.split())][outlet_of(article)] += 1
    views = [
        SpeltView(text, sum(by.values()), tuple(sorted(by.items(), key=lambda item: (-item[1], item[0]))))
        for text, by in counts.items()
    ]
    return tuple(sorted(views, key=lambda view: (-view.count, view.text)))


def _roles(index: Index, roles: list[Role]) -> tuple[RoleFact, ...]:
    facts = []
    for role in roles:
        article = index.articles.get(role.span.article)
        if article:
            words = quote(passages([role.span], article.parts, "")) or role.text
            facts.append(RoleFact(" ".join(words.split()), role.span, outlet_of(article), article.published))
    return tuple(sorted(facts, key=lambda fact: (by_date(fact.published, fact.span.article), fact.span)))


def as_dict(page: SpeakerPage) -> dict[str, Any]:
    """The same as plain dictionaries, lists, strings and numbers, such as JSON holds."""
    return {"asked": page.asked, "storylines": page.storylines, "joined": page.joined, "people": [
        {**asdict(one), "positions": [asdict(held) for held in one.positions]} for one in page.people
    ]}  # fmt: skip


# ------------------------------------------------------------------------------------------------ on a terminal


def print_speaker(page: SpeakerPage, console: Console) -> None:
    """Everything of a speaker, storyline by storyline, and what joins them or does not."""
    if len({one.id for one in page.people}) > 1:
        number = count(len({one.id for one in page.people}), "speaker")
        print_line(
            console, f"{number} of this name in {count(page.storylines, 'storyline')}, each apart.", style="bold"
        )
        for id in page.joined:
            print_line(console, f"Those with the id {isolated(id)} are one.")
        if any(not set(one.ids) & set(page.joined) for one in page.people):
            print_line(console, APART)
        console.print()
    for one in page.people:
        _person(one, console)
        console.print()


def _person(one: SpeakerFacts, console: Console) -> None:
    print_line(console, f"{isolated(one.name)} ({HOLDERS[one.kind]}) · id {one.id[:ID_LENGTH]}", style="bold")
    rows = [
        ("found as", one.why if one.why not in ("its id", "named so") else ""),
        ("storyline", quoted(isolated(shorten(one.headline, 100))) or one.storyline[:ID_LENGTH]),
        ("known as", ", ".join(map(isolated, one.ids))),
        ("speaks for", ", ".join(map(isolated, one.speaks_for))),
        ("spoken for by", ", ".join(map(isolated, one.voices))),
        *(("may be", isolated(doubt)) for doubt in one.doubts),
        *(("decided", isolated(reason)) for reason in one.because),
        *(("beware", FLAGS.get(flag, flag)) for flag in one.flags),
    ]
    for label, value in rows:
        if value:
            print_line(console, f"{label}: {isolated(value) if label == 'found as' else value}", 2, hang=2)
    for spelt in one.spellings:
        outlets = ", ".join(f"{isolated(outlet)} {number}" for outlet, number in spelt.outlets)
        print_line(console, f"spelt {isolated(spelt.text)} ({spelt.count}): {outlets}", 2, hang=2)
    for role in one.roles:
        place = f"{isolated(role.outlet)}, {dated(role.published)}"
        print_line(console, f"called {quoted(isolated(role.text))}: {place}", 2, hang=2)
    told = [s for s in one.statements if s.voice is not Voice.OWN]
    own = len(one.statements) - len(told)
    print_line(console, f"{count(len(told), 'statement')}" + (f", {own} in its own voice" if own else ""), 2)
    for statement in told[:STATEMENTS_SHOWN]:
        place = f"{dated(statement.published)}, {isolated(statement.outlet)}"
        words = quoted(isolated(shorten(statement.quote, QUOTE_LENGTH)))
        print_line(console, f"{place}: {act(statement.act)} {words} · id {statement.id[:ID_LENGTH]}", 4, hang=2)
    if len(told) > STATEMENTS_SHOWN:
        print_line(console, f"{len(told) - STATEMENTS_SHOWN} more statements", 4, style="dim")
    if one.positions:
        print_line(console, f"{count(len(one.positions), 'position')}", 2)
    for held in one.positions:
        place = (
            f" ({dated(held.position.published)}, {isolated(held.position.outlet or '')})"
            if held.position.published
            else ""
        )
        claim = quoted(isolated(shorten(held.claim, QUOTE_LENGTH)))
        print_line(console, f"{STANCES[held.position.stance]} {claim}{place}", 4, hang=2)
