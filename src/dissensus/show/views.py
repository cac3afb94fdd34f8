"""From the store to what is shown: one look at everything, shared by terminal, report and Python API.

Nothing new is computed: records are joined, sorted, grouped, and their passages sliced from the articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dissensus.records import (
    Article,
    Level,
    Span,
    SpeakerKind,
    Story,
    Voice,
)
from dissensus.show.changes import Change, changes
from dissensus.show.segments import Mark, Placed, cut_segments, joined
from dissensus.show.shapes import (
    ArticleView,
    ClaimView,
    CorpusView,
    Counts,
    DateRange,
    DisputeView,
    DropView,
    HolderView,
    PartView,
    PositionView,
    RelatedView,
    RoleView,
    SpeakerView,
    StatementView,
    StoryView,
)
from dissensus.show.words import UNKNOWN_OUTLET, shorten
from dissensus.store import Store

__all__ = [
    "ArticleView",
    "ClaimView",
    "CorpusView",
    "Counts",
    "DateRange",
    "DisputeView",
    "DropView",
    "HolderView",
    "PartView",
    "PositionView",
    "RelatedView",
    "RoleView",
    "SpeakerView",
    "StatementView",
    "StoryView",
    "corpus_view",
]

from dissensus.show.corrections import decided
from dissensus.show.joins import (
    Index,
    by_date,
    by_place,
    by_side,
    by_weight,
    dispute_view,
    outlet_of,
    plain,
    position_view,
    read_index,
    statement_view,
)

STAGES = ("ingest", "clean", "read", "group", "link", "judge")
NOT_KEPT = "nothing of the page was kept as the article"
TITLE_LENGTH = 100  # characters of the first line, for a story none of whose articles has a headline


def corpus_view(store: Store) -> CorpusView:
    """Everything in a store as it is shown."""
    index = read_index(store)
    statements = {one.id: statement_view(one, index) for one in index.statements.values()}
    positions = {one.id: position_view(one, index) for one in index.positions.values()}
    disputes = [dispute_view(one, positions, index) for one in index.disputes]
    articles = _articles(index, statements, disputes)
    speakers = _speakers(index, statements.values(), positions.values())
    stories = _stories(index, articles, disputes, statements.values(), positions.values())
    in_story = {article.id for story in stories for article in story.articles}
    ordered = tuple(sorted(articles.values(), key=_when))
    outlets = {article.outlet for article in ordered}
    return CorpusView(
        stories=stories,
        articles=ordered,
        loose=tuple(article for article in ordered if article.id not in in_story),
        not_read=tuple(article for article in ordered if not article.read),
        speakers=speakers,
        disputes=tuple(sorted(disputes, key=by_weight)),
        drops=_drops(index),
        counts=Counts(
            pages=index.pages,
            articles=len(ordered),
            read=sum(article.read for article in ordered),
            outlets=len(outlets - {UNKNOWN_OUTLET}),
            unknown_outlets=sum(article.outlet == UNKNOWN_OUTLET and not article.is_superseded for article in ordered),
            stories=len(stories),
            disputes=sum(dispute.level is not Level.ALL for dispute in disputes),
            statements=len(statements),
            speakers=sum(speaker.kind is not SpeakerKind.OUTLET for speaker in speakers),
            drops=len(index.drops),
        ),
    )


# ------------------------------------------------------------------------------------------------ the articles


def _articles(
    index: Index, statements: dict[str, StatementView], disputes: Sequence[DisputeView]
) -> dict[str, ArticleView]:
    placed = _placed(index, disputes)
    told: dict[str, list[StatementView]] = defaultdict(list)
    for one in statements.values():
        told[one.article].append(one)
    why = {drop.what: drop.reason for drop in reversed(index.drops) if drop.stage in {"clean", "read"}}
    copies = _copies(index)
    return {
        id: _article(
            article,
            index,
            placed=placed.get(id, ()),
            statements=tuple(sorted(told[id], key=by_place)),
            reason=None if told[id] else why.get(id) or why.get(article.page),
            copy_of=copies.get(id),
        )
        for id, article in index.articles.items()
    }


def _placed(index: Index, disputes: Sequence[DisputeView]) -> dict[str, list[Placed]]:
    """By article, every span that is marked in it."""
    out: dict[str, list[Placed]] = defaultdict(list)

    def place(spans: Sequence[Span], article: str, id: str, role: str, anchor: str, *, numbered: bool = True) -> None:
        for number, span in enumerate(joined(spans, index.articles[article].parts), 1):
            name = anchor if number == 1 or not numbered else f"{anchor}-{number}"
            out[article].append(Placed(span, Mark(id, role, name)))

    for one in index.statements.values():
        own = one.voice is Voice.OWN
        place(one.content, one.article, one.id, "own" if own else "content", f"s-{one.id}")
        place(one.source, one.article, one.id, "source", f"s-{one.id}", numbered=False)
        place(one.cue, one.article, one.id, "cue", f"s-{one.id}", numbered=False)
    for position in index.positions.values():
        if position.article:
            place(position.spans, position.article, position.id, "evidence", f"p-{position.id}")
    for claim in {dispute.claim.id: index.claims[dispute.claim.id] for dispute in disputes}.values():
        place(claim.spans, claim.article, claim.id, "claim", f"c-{claim.id}")
    return out


def _copies(index: Index) -> dict[str, str]:
    """For each copy the earliest article with the same text; a version of that one is no copy of it."""
    out: dict[str, str] = {}
    for story in index.stories:
        for group in story.origins:
            known = sorted((index.articles[id] for id in group if id in index.articles), key=_published)
            work = index.versions.get(known[0].id, ()) if known else ()
            out.update({one.id: known[0].id for one in known[1:] if one.id not in work})
    return out


def _changes(article: Article, index: Index) -> tuple[Change, ...]:
    """What parts an article from the version before."""
    versions = index.versions.get(article.id, (article.id,))
    before = index.articles.get(versions[versions.index(article.id) - 1])
    if before is None or versions[0] == article.id:
        return ()
    return changes(before, index.blocks.get(before.id, ()), article, index.blocks.get(article.id, ()))


def _published(one: Article) -> tuple[bool, str, str]:
    return by_date(one.published, one.id)


def _article(
    one: Article,
    index: Index,
    *,
    placed: Sequence[Placed],
    statements: tuple[StatementView, ...],
    reason: str | None,
    copy_of: str | None,
) -> ArticleView:
    blocks = index.blocks.get(one.id, [])
    if reason is None and (not one.parts.text.strip() or (blocks and not any(block.kept for block in blocks))):
        reason = NOT_KEPT
    captions = [f"captions.{number}" for number in range(len(one.parts.captions))]
    names = [name for name in ("title", "standfirst", "text") if getattr(one.parts, name) is not None] + captions
    parts = []
    for name in names:
        ledger = [block for block in blocks if block.span.part == name]
        here = [item for item in placed if item.span.part == name]
        parts.append(PartView(name, cut_segments(one.parts.of(name), ledger, here)))
    origins = index.origins[one.id]
    return ArticleView(
        id=one.id,
        page=one.page,
        origin=origins[0] if origins else one.page,
        origins=origins,
        url=one.url,
        outlet=outlet_of(one),
        title=one.title,
        authors=one.authors,
        agencies=one.agencies,
        published=one.published,
        updated=one.updated,
        language=one.language,
        complete=one.complete,
        replaced=one.replaced,
        story=index.story_of.get(one.id),
        copy_of=copy_of,
        why_not=reason,
        parts=tuple(parts),
        statements=statements,
        anchor=f"a-{one.id}",
        versions=index.versions.get(one.id, ()),
        changes=_changes(one, index),
    )


def _when(one: ArticleView) -> tuple[bool, str, str]:
    return by_date(one.published, one.id)


# ------------------------------------------------------------------------------------------ speakers and stories


def _speakers(
    index: Index, statements: Iterable[StatementView], positions: Iterable[PositionView]
) -> tuple[SpeakerView, ...]:
    """Everybody who holds one of these statements or positions, who says most first."""
    said: dict[str, list[StatementView]] = defaultdict(list)
    held: dict[str, list[PositionView]] = defaultdict(list)
    for statement in statements:
        if statement.holder:
            said[statement.holder.id].append(statement)
    for position in positions:
        held[position.holder.id].append(position)
    out = []
    for id in said.keys() | held.keys():
        speaker = index.speakers.get(id)
        if speaker is None:
            continue
        roles = {plain(role.text): RoleView(role.text, role.span.article, f"a-{role.span.article}")
                 for role in reversed(speaker.roles)}  # fmt: skip
        out.append(
            SpeakerView(
                id=id,
                name=speaker.name,
                kind=speaker.kind,
                anonymous=speaker.anonymous,
                spellings=tuple(sorted(speaker.spellings, key=lambda one: (-one.count, one.text))),
                roles=tuple(roles[key] for key in sorted(roles)),
                statements=tuple(
                    sorted(said[id], key=lambda one: (by_date(one.published, one.article), by_place(one)))
                ),
                positions=tuple(sorted(held[id], key=by_side)),
                flags=speaker.flags,
                because=speaker.because,
            )
        )
    return tuple(sorted(out, key=lambda one: (-len(one.statements), one.name, one.id)))


def _dates(articles: Sequence[ArticleView]) -> DateRange:
    known = sorted(article.published.value for article in articles if article.published.value)
    return DateRange(known[0] if known else None, known[-1] if known else None, len(articles) - len(known))


def _title(articles: Sequence[ArticleView]) -> str:
    """The headline of the earliest article that has one; else the first line that was kept; else where it came from."""
    for article in articles:
        if article.title and article.title.strip():
            return article.title
    for article in articles:
        for segment in article.segments:
            if segment.kept and segment.text.strip():
                return shorten(segment.text, TITLE_LENGTH)
    return articles[0].origin if articles else ""


def _stories(
    index: Index,
    articles: dict[str, ArticleView],
    disputes: Sequence[DisputeView],
    statements: Iterable[StatementView],
    positions: Iterable[PositionView],
) -> tuple[StoryView, ...]:
    members = {
        story.id: tuple(sorted((articles[id] for id in story.articles if id in articles), key=_when))
        for story in index.stories
    }
    related = {
        story.id: RelatedView(story.id, _title(members[story.id]), _dates(members[story.id]), len(members[story.id]))
        for story in index.stories
    }
    lines: dict[str, list[Story]] = defaultdict(list)
    for story in index.stories:
        lines[story.storyline].append(story)
    said: dict[str, list[StatementView]] = defaultdict(list)
    for statement in statements:
        said[index.story_of.get(statement.article, "")].append(statement)
    held: dict[str, list[PositionView]] = defaultdict(list)
    for position in positions:
        held[index.story_of.get(position.article or "", "")].append(position)

    out = []
    for story in index.stories:
        mine = members[story.id]
        here = [dispute for dispute in disputes if story.id in dispute.stories]
        silent = [position for dispute in here for position in dispute.positions if position.article is None]
        out.append(
            StoryView(
                id=story.id,
                title=related[story.id].title,
                articles=mine,
                outlets=tuple(dict.fromkeys(one.outlet for one in mine if one.outlet != UNKNOWN_OUTLET)),
                unknown_outlets=sum(one.outlet == UNKNOWN_OUTLET and not one.is_superseded for one in mine),
                origins=_groups(story, articles),
                dates=related[story.id].dates,
                storyline=story.storyline,
                related=tuple(
                    sorted((related[o.id] for o in lines[story.storyline] if o.id != story.id), key=_story_when)
                ),
                disputes=tuple(sorted(here, key=by_weight)),
                speakers=_speakers(index, said[story.id], held[story.id] + silent),
                statements=len(said[story.id]),
                decided=decided(index.words, story),
            )
        )
    return tuple(sorted(out, key=_story_when))


def _groups(story: Story, articles: dict[str, ArticleView]) -> tuple[tuple[ArticleView, ...], ...]:
    """Each origin by date, former versions behind; origins by the date of their first article."""
    groups = [
        tuple(sorted((articles[id] for id in group if id in articles), key=lambda one: (one.is_superseded, _when(one))))
        for group in story.origins
    ]
    return tuple(sorted((group for group in groups if group), key=lambda group: min(map(_when, group))))


def _story_when(one: StoryView | RelatedView) -> tuple[bool, str, str]:
    return one.dates.first is None, one.dates.first or "", one.id


def _drops(index: Index) -> tuple[DropView, ...]:
    """What was not carried on, in the order of the flow."""
    out = []
    for drop in index.drops:
        places = index.origins.get(drop.what) or index.places.get(drop.what) or (drop.what,)
        out.append(DropView(drop.what, places[0], drop.stage, drop.reason))
    order = {stage: place for place, stage in enumerate(STAGES)}
    return tuple(sorted(out, key=lambda one: (order.get(one.stage, len(order)), one.reason, one.label, one.what)))
