"""Records of a store by what others call them, and those that take a stand joined with their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dissensus.records import (
    Article,
    Block,
    Claim,
    Dated,
    Dispute,
    Drop,
    Edge,
    Place,
    Position,
    Quantity,
    Relation,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Story,
    Time,
    make_id,
)
from dissensus.show.edges import lineages, members, rights
from dissensus.show.origins import bonds
from dissensus.show.segments import Context, Passage, context, passages, quote
from dissensus.show.shapes import ClaimView, DisputeView, HolderView, PositionView, StatementView
from dissensus.show.words import LEVEL_ORDER, SIDE_ORDER, UNKNOWN_OUTLET
from dissensus.store import Store
from dissensus.verdicts import articles_of, stand, story_words, words_by_article

TAKES_SIDE = (Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS)


ANCHOR = (
    12  # hexadecimal digits of an id by which a passage is led to: two among a million share them once in five hundred
)


def anchor_of(kind: str, id: str) -> str:
    """What the place of a passage is called in a report: `kind` is s for a statement, p for a position, c for a claim."""
    return f"{kind}-{id[:ANCHOR]}"


@dataclass(frozen=True, slots=True)
class Index:
    """The records of a corpus, by what others call them. Articles and blocks are as they stand by persons' words."""

    articles: dict[str, Article]
    origins: dict[str, tuple[str, ...]]
    places: dict[str, tuple[str, ...]]  # by page, where it was met
    blocks: dict[str, list[Block]]
    times: dict[str, list[Time]]  # by article, as they stand in it
    quantities: dict[str, list[Quantity]]  # likewise
    named_places: dict[str, list[Place]]  # by article those that it names
    statements: dict[str, Statement]
    speakers: dict[str, Speaker]
    positions: dict[str, Position]
    claims: dict[str, Claim]
    disputes: list[Dispute]
    stories: list[Story]
    drops: list[Drop]
    holders: dict[str, str]
    targets: dict[str, str]
    story_of: dict[str, str]
    versions: dict[str, tuple[str, ...]]  # by article all versions of its work, oldest first, where there are several
    members: dict[str, Edge]  # by article why it is in its story
    bonds: dict[str, list[Edge]]  # by article the edges of copies and versions at it
    desks: dict[str, str]  # by the speaker that an unknown outlet is its article
    alike: list[Edge]  # which statements tell the same, come near, or stand alone
    pages: int
    words: list[Edge]  # what persons said of the stories of articles that are here, as it stands


def read_index(store: Store) -> Index:
    """Fetch each noun once."""
    places = {page.id: tuple(sorted(page.origins)) for page in store.captures()}
    blocks = defaultdict(list)
    for block in sorted(store.fetch(Block), key=lambda one: one.span):
        blocks[block.span.article].append(block)
    times = defaultdict(list)
    for time in store.fetch(Time):
        times[time.span.article].append(time)
    quantities = defaultdict(list)
    for quantity in store.fetch(Quantity):
        quantities[quantity.span.article].append(quantity)
    named_places = defaultdict(list)
    for place in store.fetch(Place):
        for id in {mention.article for mention in place.mentions}:
            named_places[id].append(place)
    edges = store.fetch(Edge)
    said = words_by_article(edges)
    articles = store.fetch(Article)
    for at, article in enumerate(articles):
        if words := said.get(article.id):
            articles[at], blocks[article.id] = stand(article, blocks[article.id], words)
    stories = store.fetch(Story)
    story_of = {article: story.id for story in stories for article in story.articles}
    return Index(
        articles={one.id: one for one in articles},
        origins={one.id: places.get(one.page, ()) for one in articles},
        places=places,
        blocks=dict(blocks),
        times=dict(times),
        quantities=dict(quantities),
        named_places=dict(named_places),
        statements={one.id: one for one in store.fetch(Statement)},
        speakers={one.id: one for one in store.fetch(Speaker)},
        positions={one.id: one for one in store.fetch(Position)},
        claims={one.id: one for one in store.fetch(Claim)},
        disputes=store.fetch(Dispute),
        stories=stories,
        drops=store.fetch(Drop),
        holders=rights(edges, Relation.HELD_BY),
        targets=rights(edges, Relation.TARGETS),
        story_of=story_of,
        members=members(edges, story_of),
        versions=lineages(edges),
        bonds=bonds(edges),
        desks={make_id("speaker", "outlet", one.id): one.id for one in articles if outlet_of(one) == UNKNOWN_OUTLET},
        alike=sorted((e for e in edges if e.relation is Relation.TOLD_ALIKE), key=lambda e: (e.left, e.right)),
        pages=len(places),
        words=[word for word in story_words(edges) if articles_of(word) <= {one.id for one in articles}],
    )


def read_part(store: Store, articles: Collection[str], statements: Collection[str], people: Collection[str]) -> Index:
    """Only what some statements and positions are shown with: these articles with their blocks and places, these
    statements with their holders, and these people. No story, no dispute."""
    found = store.fetch(Article, articles=articles)
    blocks: dict[str, list[Block]] = defaultdict(list)
    for block in store.fetch(Block, articles=articles):
        blocks[block.span.article].append(block)
    said = words_by_article(store.persons_edges())
    for at, article in enumerate(found):
        if words := said.get(article.id):
            found[at], blocks[article.id] = stand(article, blocks[article.id], words)
    places = {page.id: tuple(sorted(page.origins)) for page in store.captures({one.page for one in found})}
    edges = store.select(Edge, "left_end", sorted(statements))
    holders, targets = rights(edges, Relation.HELD_BY), rights(edges, Relation.TARGETS)
    known = [store.get(Speaker, id) for id in sorted({*people, *holders.values(), *targets.values()})]
    return Index(
        articles={one.id: one for one in found},
        origins={one.id: places.get(one.page, ()) for one in found},
        places=places,
        blocks=dict(blocks),
        times={},
        quantities={},
        named_places={},
        statements={id: one for id in sorted(statements) if (one := store.get(Statement, id)) is not None},
        speakers={one.id: one for one in known if one is not None},
        positions={},
        claims={},
        disputes=[],
        stories=[],
        drops=[],
        holders=holders,
        targets=targets,
        story_of={},
        versions={},
        members={},
        bonds={},
        desks={},
        alike=[],
        pages=len(places),
        words=[],
    )


# ---------------------------------------------------------------------------------------------- who says what


def outlet_of(article: Article) -> str:
    """The outlet, or that it is not known."""
    return article.outlet or UNKNOWN_OUTLET


def _roles(speaker: Speaker, article: str | None) -> tuple[str, ...]:
    """What a speaker is said to be, each once, that of this article first, then what is said most often."""
    often = Counter(plain(role.text) for role in speaker.roles)
    here = {plain(role.text) for role in speaker.roles if role.span.article == article}
    texts = {plain(role.text): role.text for role in reversed(speaker.roles)}
    return tuple(texts[key] for key in sorted(texts, key=lambda key: (key not in here, -often[key], key)))


def plain(text: str) -> str:
    """A key for words that differ in case and white space only."""
    return " ".join(text.split()).casefold()


def _holder(id: str, name: str, article: str | None, index: Index) -> HolderView:
    speaker = index.speakers.get(id)
    if speaker is None:  # a position may name a holder of whom there is no record in this corpus
        return HolderView(id, name, SpeakerKind.UNKNOWN)
    return HolderView(id, speaker.name, speaker.kind, _roles(speaker, article), speaker.flags)


def _words(spans: Sequence[Span], article: Article) -> str:
    return quote(passages(spans, article.parts, ""))


def _each(spans: Sequence[Span], article: Article) -> tuple[str, ...]:
    return tuple(found.text for found in passages(spans, article.parts, ""))


def statement_view(one: Statement, index: Index) -> StatementView:
    """A statement with its words and its holder."""
    article = index.articles[one.article]
    found = passages(one.content, article.parts, anchor_of("s", one.id))
    holder = index.holders.get(one.id)
    aimed = index.speakers.get(index.targets.get(one.id, ""))
    return StatementView(
        id=one.id,
        holder=_holder(holder, "", one.article, index) if holder else None,
        voice=one.voice,
        act=one.act,
        kind=one.kind,
        polarity=one.polarity,
        quote=quote(found),
        source=_words(one.source, article),
        cue=_words(one.cue, article),
        passages=found,
        article=one.article,
        outlet=outlet_of(article),
        published=article.published,
        chain=one.chain,
        said_at=one.said_at,
        basis=one.basis,
        depth=one.depth,
        target=aimed.name if aimed else one.target.holder if one.target else None,
        confidence=one.confidence,
        because=one.because,
        anchor=anchor_of("s", one.id),
        maker=one.maker,
        negation=_each(one.negation, article),
        hedges=_each(one.hedges, article),
        target_words=_words(one.target.spans, article) if one.target else "",
        target_statement=one.target.statement if one.target else None,
        parent=one.parent,
        certainty=one.certainty,
        edits=_each(one.edits, article),
        conditions=_each(one.conditions, article),
        anonymous=one.anonymous,
        origin=next(iter(index.origins.get(one.article, ())), ""),
        target_holder=aimed.id if aimed else None,
    )


def bare_positions(index: Index) -> dict[str, str]:
    """The positions with nothing of their own to quote, by id: each with the anchor of the passage that stands for it, that
    of another's position in whose words an outlet reports; else that of its article, if it has one."""
    taken: dict[tuple[str, str | None], list[Position]] = defaultdict(list)
    for one in index.positions.values():
        if one.stance in TAKES_SIDE:
            taken[one.claim, one.article].append(one)
    out = {}
    for one in index.positions.values():
        others = taken[one.claim, one.article] if one.stance not in TAKES_SIDE else []
        if not one.spans:
            out[one.id] = f"a-{one.article}" if one.article else anchor_of("p", one.id)
        elif others and all(any(_holds(span, other) for other in others) for span in one.spans):
            out[one.id] = anchor_of("p", others[0].id)
    return out


def _holds(span: Span, other: Position) -> bool:
    return any(s.part == span.part and s.start < span.end and span.start < s.end for s in other.spans)


def position_view(one: Position, index: Index, bare: Mapping[str, str] | None = None) -> PositionView:
    """A position with its words, their article and what stands around them; `bare` as `bare_positions` gives it."""
    article = index.articles.get(one.article) if one.article else None
    silent = index.desks.get(one.holder) if one.article is None else None
    found: tuple[Passage, ...] = ()
    around = Context()
    if article:
        found = passages(one.spans, article.parts, anchor_of("p", one.id))
        around = context(found, article.parts, index.blocks.get(article.id, ()))
    origins = index.origins.get(article.id if article else silent or "", ())
    return PositionView(
        id=one.id,
        claim=one.claim,
        holder=_holder(one.holder, one.holder_name, one.article, index),
        holder_name=one.holder_name,
        stance=one.stance,
        voice=one.voice,
        outlet=outlet_of(article) if article else None,
        article=one.article,
        origin=origins[0] if origins else None,
        published=article.published if article else None,
        quote=quote(found),
        passages=found,
        spans=one.spans,
        context=around,
        statements=one.statements,
        confidence=one.confidence,
        because=one.because,
        anchor=f"a-{silent}" if silent else (bare or {}).get(one.id, anchor_of("p", one.id)),
        bare=one.id in (bare or {}),
    )


def _claim(one: Claim, index: Index) -> ClaimView:
    article = index.articles[one.article]
    found = passages(one.spans, article.parts, anchor_of("c", one.id))
    return ClaimView(
        one.id, one.wording, one.article, outlet_of(article), article.published, found, anchor_of("c", one.id)
    )


def dispute_view(one: Dispute, positions: dict[str, PositionView], index: Index) -> DisputeView:
    """A dispute with its claim and all positions."""
    members = [positions[id] for id in one.positions]
    held = Counter(index.story_of.get(position.article or "", "") for position in members)
    return DisputeView(
        id=one.id,
        claim=_claim(index.claims[one.claim], index),
        kind=one.kind,
        scope=one.scope,
        level=one.level,
        confidence=one.confidence,
        because=one.because,
        stories=one.stories,
        home=max(one.stories, key=lambda story: (held[story], story), default=""),
        positions=tuple(sorted(members, key=by_side)),
    )


def by_side(one: PositionView) -> tuple[int, bool, str, str, str, str]:
    """Sorts positions: by stance, then date, outlet, holder."""
    value = one.published.value if one.published else None
    return SIDE_ORDER[one.stance], value is None, value or "", one.outlet or "", one.holder_name, one.id


def by_weight(one: DisputeView) -> tuple[int, float, str]:
    """Sorts disputes: what is put into words first, then the surest."""
    return LEVEL_ORDER[one.level], -one.confidence, one.id


def by_publication(one: StatementView) -> tuple[object, ...]:
    """Sorts statements by the date of their article, then by their place in it."""
    return by_date(one.published, one.article), by_place(one)


def by_saying(one: StatementView) -> tuple[object, ...]:
    """Sorts statements by the day of saying, that of publication where it is not told, without both last; then as above."""
    said = one.said_at
    day = ((said.from_ or said.to) if said else None) or one.published.value or ""
    return not day, day[:10], by_publication(one)


def by_place(one: StatementView) -> tuple[str, int, int, str]:
    """Sorts statements of one article as they stand in it."""
    span = one.passages[0].span if one.passages else None
    return (span.part, span.start, -span.end, one.id) if span else ("", 0, 0, one.id)


def by_date(published: Dated, id: str) -> tuple[bool, str, str]:
    """Sorts by date, then id; without a date last."""
    return published.value is None, published.value or "", id
