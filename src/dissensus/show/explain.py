"""Why a record says what it says: its passages with their places in the capture, its rules, its maker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from dissensus.errors import UnknownId
from dissensus.records import (
    MACHINE,
    Article,
    Claim,
    Dispute,
    Drop,
    Edge,
    Offset,
    Page,
    Position,
    Record,
    Span,
    Speaker,
    Statement,
    Story,
)
from dissensus.show import words
from dissensus.show.joins import plain
from dissensus.show.segments import joined
from dissensus.store import Store
from dissensus.verdicts import passage, words_by_article

SUMMARY_LENGTH = 160  # characters of a quotation in a list of what something is made of
PARTS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage word for word, as what it serves, and where it stands: in its part and in the capture's bytes."""

    role: str
    text: str
    origin: str
    page: str
    part: str
    start: int
    end: int
    located: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is on record of one id. `rows` are labels with values, `parts` ids with a summary each."""

    noun: str
    id: str
    rows: tuple[tuple[str, str], ...]
    because: tuple[str, ...]
    passages: tuple[Evidence, ...]
    parts: tuple[tuple[str, str], ...]


def explain_view(store: Store, id: str) -> Explanation:
    """All that is known of the record whose id is this or begins so; UnknownId if there is not just one."""
    record = store.find(id)
    if record is None:
        raise UnknownId(
            f"{id}: names nothing, or more than one thing, in this corpus; give six characters of an id or more"
        )
    rows: list[tuple[str, str]] = []
    passages: list[Evidence] = []
    parts: list[tuple[str, str]] = []
    describe = _DESCRIBE.get(type(record))
    if describe:
        described = describe(store, record)
        rows, parts = described.rows, described.parts
        passages = [_evidence(store, role, span) for role, spans in described.spans for span in _whole(store, spans)]
    else:
        rows = [(field.name, str(getattr(record, field.name))) for field in fields(record) if field.name != "content"]
    maker = getattr(record, "maker", None)
    if maker:
        rows.append(("made by", " ".join(str(part) for part in (maker.stage, maker.version, maker.net) if part)))
    return Explanation(
        noun=type(record).__name__.lower(),
        id=str(getattr(record, "id", id)),
        rows=tuple((label, value) for label, value in rows if value),
        because=tuple(getattr(record, "because", ())),
        passages=tuple(passages),
        parts=tuple(parts[:PARTS_SHOWN]),
    )


@dataclass(frozen=True, slots=True)
class _Described:
    rows: list[tuple[str, str]]
    spans: list[tuple[str, Sequence[Span]]]
    parts: list[tuple[str, str]]


def _parts_of(store: Store, article: str) -> Article:
    found = store.get(Article, article)
    if found is None:
        raise UnknownId(f"{article}: an article that is no longer in this corpus; read it again")
    return found


def _whole(store: Store, spans: Sequence[Span]) -> list[Span]:
    return joined(spans, _parts_of(store, spans[0].article).parts) if spans else []


def _text(store: Store, spans: Sequence[Span]) -> str:
    if not spans:
        return ""
    article = _parts_of(store, spans[0].article)
    return " … ".join(article.parts.of(span.part)[span.start : span.end] for span in joined(spans, article.parts))


def _evidence(store: Store, role: str, span: Span) -> Evidence:
    article = _parts_of(store, span.article)
    origins = sorted(store.page(article.page).origins)
    rows = [one for one in store.fetch(Offset, articles=[span.article]) if _overlap(one.span, span)]
    bytes_ = [one.locator.bytes for one in rows if one.locator.bytes]
    pointers = sorted({one.locator.pointer for one in rows if one.locator.pointer})
    located = f"within bytes {min(b for b, _ in bytes_)}-{max(b for _, b in bytes_)}" if bytes_ else ""
    if pointers:
        located = f"{located} at {', '.join(pointers)}".strip()
    text = article.parts.of(span.part)[span.start : span.end]
    origin = origins[0] if origins else ""
    return Evidence(role, text, origin, article.page, span.part, span.start, span.end, located)


def _overlap(left: Span, right: Span) -> bool:
    return left.part == right.part and left.start < right.end and right.start < left.end


def _summary(store: Store, spans: Sequence[Span]) -> str:
    return words.shorten(_text(store, spans), SUMMARY_LENGTH)


def _place(store: Store, article: str | None) -> str:
    if article is None:
        return "in no passage"
    found = _parts_of(store, article)
    return f"{found.outlet or words.UNKNOWN_OUTLET}, {words.dated(found.published)}"


def _edges(store: Store, id: str) -> list[tuple[str, str]]:
    """What leads away from a record: relation, what it leads to, and why."""
    out = []
    for edge in store.fetch(Edge):
        if edge.left != id:
            continue
        speaker = store.get(Speaker, edge.right)
        by = "" if edge.by == MACHINE else f", says {edge.by}"
        because = f" ({'; '.join(edge.because)})" if edge.because else ""
        name = speaker.name if speaker else edge.right
        verdict = "" if edge.verdict == "same" else f" {edge.verdict}"
        out.append((edge.relation.replace("_", " "), f"{name}{verdict}, {edge.score:.2f}{by}{because}"))
    return out


def _position(store: Store, one: Position) -> _Described:
    claim = store.get(Claim, one.claim)
    voice = " (in its own voice)" if one.voice else ""
    rows = [
        ("stance", words.STANCES[one.stance]),
        ("holder", one.holder_name + voice),
        ("stands in", _place(store, one.article)),
        ("claim", claim.wording if claim else one.claim),
        ("sure", words.confidence(one.confidence)),
    ]
    found = [store.get(Statement, id) for id in one.statements]
    parts = [(s.id, f"{s.act}: {_summary(store, s.content)}") for s in found if s]
    return _Described(rows, [("evidence", one.spans)], parts)


def _dispute(store: Store, one: Dispute) -> _Described:
    claim = store.get(Claim, one.claim)
    rows = [
        ("claim", claim.wording if claim else one.claim),
        ("about", words.KINDS[one.kind]),
        ("scope", words.SCOPES[one.scope]),
        ("level", words.LEVELS[one.level]),
        ("sure", words.confidence(one.confidence)),
    ]
    parts = []
    for position in (store.get(Position, id) for id in one.positions):
        if position:
            held = f"{words.STANCES[position.stance]}: {position.holder_name}, {_place(store, position.article)}"
            quoted = _summary(store, position.spans)
            parts.append((position.id, f"{held}: “{quoted}”" if quoted else held))
    return _Described(rows, [("claim", claim.spans)] if claim else [], parts)


def _statement(store: Store, one: Statement) -> _Described:
    rows = [
        ("act", f"{one.act}, {one.polarity}, {one.kind}, {one.voice}"),
        ("stands in", _place(store, one.article)),
        ("through", " <- ".join(f"{hop.name} ({hop.relation.replace('_', ' ')})" for hop in one.chain)),
        ("said", words.interval(one.said_at)),
        ("answers", (one.target.holder or "") if one.target else ""),
        ("sure", words.confidence(one.confidence)),
        *_edges(store, one.id),
    ]
    spans = [("source", one.source), ("cue", one.cue), ("content", one.content), ("negation", one.negation)]
    return _Described(rows, [*spans, ("hedge", one.hedges)], [])


def _claim(store: Store, one: Claim) -> _Described:
    held = [position for position in store.fetch(Position) if position.claim == one.id]
    parts = [(p.id, f"{words.STANCES[p.stance]}: {p.holder_name}, {_place(store, p.article)}") for p in held]
    return _Described(
        [("wording", one.wording), ("stands in", _place(store, one.article))], [("claim", one.spans)], parts
    )


def _speaker(_: Store, one: Speaker) -> _Described:
    rows = [
        ("name", one.name),
        ("kind", words.HOLDERS[one.kind]),
        ("spellings", ", ".join(f"{form.text} ({form.count})" for form in one.spellings)),
        ("roles", ", ".join({plain(role.text): role.text for role in one.roles}.values())),
        ("beware", "; ".join(words.FLAGS.get(flag, flag) for flag in one.flags)),
    ]
    return _Described(rows, [("role", [role.span]) for role in one.roles[:PARTS_SHOWN]], [])


def _article(store: Store, one: Article) -> _Described:
    page = store.page(one.page)
    rows = [
        ("headline", one.title or ""),
        ("outlet", one.outlet or words.UNKNOWN_OUTLET),
        ("published", f"{words.dated_in_full(one.published)}, by {one.published.basis}"),
        ("also shows", words.listed(words.other_dates(one.published))),
        ("updated", words.dated_in_full(one.updated) if one.updated.value else ""),
        ("conflict", words.disagreement(one.published)),
        ("language", words.language(one.language)),
        ("from", ", ".join(page.origins)),
        ("capture", f"{page.id} ({words.count(len(page.content), 'byte')}, {page.media_type}, {one.encoding})"),
        *_edges(store, one.id),
    ]
    drops = [drop for drop in store.fetch(Drop) if drop.what in {one.id, one.page}]
    parts = [(drop.id, f"not carried on at {drop.stage}: {drop.reason}") for drop in drops]
    for edge in words_by_article(store.persons_edges()).get(one.id, []):
        span = passage(edge)
        when = f", {words.day(edge.at)}" if edge.at else ""
        parts.append((edge.id, f"{span.part} {span.start}-{span.end} {edge.because[0]}, {edge.by}{when}"))
    return _Described(rows, [], parts)


def _story(store: Store, one: Story) -> _Described:
    found = [store.get(Article, id) for id in one.articles]
    parts = [(a.id, f"{_place(store, a.id)}: {a.title or '(no headline)'}") for a in found if a]
    edges = [(edge.left, edge) for edge in store.fetch(Edge) if edge.right == one.id]
    why = [(f"member {left[:8]}", f"{edge.score:.2f} ({'; '.join(edge.because)})") for left, edge in edges]
    rows = [
        ("articles", str(len(one.articles))),
        ("origins", str(len(one.origins))),
        ("storyline", one.storyline),
        *why,
    ]
    return _Described(rows, [], parts)


def _page(_: Store, one: Page) -> _Described:
    rows = [
        ("from", ", ".join(one.origins)),
        ("address", one.url or ""),
        ("media type", one.media_type),
        ("size", words.count(len(one.content), "byte")),
        ("fetched", one.fetched or ""),
    ]
    return _Described(rows, [], [])


_DESCRIBE: dict[type[Record | Page], Callable[[Store, Any], _Described]] = {
    Position: _position,
    Dispute: _dispute,
    Statement: _statement,
    Claim: _claim,
    Speaker: _speaker,
    Article: _article,
    Story: _story,
    Page: _page,
}
