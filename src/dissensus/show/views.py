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
    Story,
    Voice,
)
from dissensus.show.changes import Change, changes
from dissensus.show.origins import Tie, grouped, ties, unsure
from dissensus.show.segments import Mark, Placed, cut_segments, joined
from dissensus.show.shapes import (
    AgencyView,
    ArticleView,
    ClaimView,
    CorpusView,
    Counts,
    DateRange,
    DisputeView,
    DropView,
    HolderView,
    OriginView,
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
    "AgencyView",
    "ArticleView",
    "ClaimView",
    "CorpusView",
    "Counts",
    "DateRange",
    "DisputeView",
    "DropView",
    "HolderView",
    "OriginView",
    "PartView",
    "PositionView",
    "RelatedView",
    "RoleView",
    "SpeakerView",
    "StatementView",
    "StoryView",
    "corpus_view",
]

from dissensus.show.agreements import together
from dissensus.show.chronology import happenings
from dissensus.show.corrections import decided
from dissensus.show.joins import (
    Index,
    anchor_of,
    bare_positions,
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
from dissensus.show.numbers import counted
from dissensus.show.places import located

STAGES = ("ingest", "clean", "read", "group", "link", "judge")
NOT_KEPT = "nothing of the page was kept as the article"
TITLE_LENGTH = 100  # characters of the first line, for a story none of whose articles has a headline


def corpus_view(store: Store) -> CorpusView:
    """Everything in a store as it is shown."""
    index = read_index(store)
    statements = {one.id: statement_view(one, index) for one in index.statements.values()}
    bare = bare_positions(index)
    positions = {one.id: position_view(one, index, bare) for one in index.positions.values()}
    disputes = [dispute_view(one, positions, index) for one in index.disputes]
    articles = _articles(index, statements, positions, disputes)
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
            origins=sum(len(story.origins) for story in stories) + len(ordered) - len(in_story & articles.keys()),
            stories=len(stories),
            disputes=sum(dispute.level is not Level.ALL for dispute in disputes),
            statements=len(statements),
            speakers=sum(speaker.speaks for speaker in speakers),
            drops=len(index.drops),
        ),
    )


# ------------------------------------------------------------------------------------------------ the articles


def _articles(
    index: Index,
    statements: dict[str, StatementView],
    positions: dict[str, PositionView],
    disputes: Sequence[DisputeView],
) -> dict[str, ArticleView]:
    placed = _placed(index, positions, disputes)
    told: dict[str, list[StatementView]] = defaultdict(list)
    for one in statements.values():
        told[one.article].append(one)
    why = {drop.what: drop.reason for drop in reversed(index.drops) if drop.stage in {"clean", "read"}}
    folded = _folded(index)
    return {
        id: _article(
            article,
            index,
            placed=placed.get(id, ()),
            statements=tuple(sorted(told[id], key=by_place)),
            reason=None if told[id] else why.get(id) or why.get(article.page),
            tied=folded.get(id),
        )
        for id, article in index.articles.items()
    }


def _placed(
    index: Index, positions: dict[str, PositionView], disputes: Sequence[DisputeView]
) -> dict[str, list[Placed]]:
    """By article, every span that is marked in it; what an outlet prints of others is marked as theirs."""
    out: dict[str, list[Placed]] = defaultdict(list)

    def place(spans: Sequence[Span], article: str, id: str, role: str, anchor: str, *, numbered: bool = True) -> None:
        for number, span in enumerate(joined(spans, index.articles[article].parts), 1):
            name = anchor if number == 1 or not numbered else f"{anchor}-{number}"
            out[article].append(Placed(span, Mark(id, role, name)))

    for one in index.statements.values():
        own = one.voice is Voice.OWN
        place(one.content, one.article, one.id, "own" if own else "content", anchor_of("s", one.id))
        place(one.source, one.article, one.id, "source", anchor_of("s", one.id), numbered=False)
        place(one.cue, one.article, one.id, "cue", anchor_of("s", one.id), numbered=False)
    for position in positions.values():
        if position.article and not position.bare:
            place(position.spans, position.article, position.id, "evidence", anchor_of("p", position.id))
    for claim in {dispute.claim.id: index.claims[dispute.claim.id] for dispute in disputes}.values():
        place(claim.spans, claim.article, claim.id, "claim", anchor_of("c", claim.id))
    return out


def _folded(index: Index) -> dict[str, tuple[str | None, Tie]]:
    """For each article that is not the first of its origin: that one, unless it is a version of it, and what ties it."""
    out: dict[str, tuple[str | None, Tie]] = {}
    for story in index.stories:
        for group in grouped(story, index.articles, index.versions):
            work = index.versions.get(group[0], ())
            out |= {id: (None if id in work else group[0], tie) for id, tie in ties(group, index.bonds).items()}
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
    tied: tuple[str | None, Tie] | None,
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
        copy_of=tied[0] if tied else None,
        why_not=reason,
        parts=tuple(parts),
        statements=statements,
        anchor=f"a-{one.id}",
        versions=index.versions.get(one.id, ()),
        changes=_changes(one, index),
        tie=tied[1] if tied else None,
        why_here=index.members[one.id].because if one.id in index.members else (),
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
        groups = grouped(story, index.articles, index.versions)
        shared = together(said[story.id], groups, articles, index)
        silent = [position for dispute in here for position in dispute.positions if position.article is None]
        out.append(
            StoryView(
                id=story.id,
                title=related[story.id].title,
                articles=mine,
                outlets=_outlets(mine),
                unknown_outlets=_unknown(mine),
                origins=_origins(groups, articles),
                unsure=tuple(unsure(groups, index.bonds)),
                dates=related[story.id].dates,
                storyline=story.storyline,
                related=tuple(
                    sorted((related[o.id] for o in lines[story.storyline] if o.id != story.id), key=_story_when)
                ),
                disputes=tuple(sorted(here, key=by_weight)),
                speakers=_speakers(index, said[story.id], held[story.id] + silent),
                statements=len(said[story.id]),
                decided=decided(index.words, story),
                chronology=happenings(said[story.id], index),
                numbers=counted(said[story.id], groups, index),
                places=located(mine, said[story.id], index),
                agreements=shared.agreements,
                alone=shared.alone,
            )
        )
    return tuple(sorted(out, key=_story_when))


def _outlets(articles: Iterable[ArticleView]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.outlet for one in articles if one.outlet != UNKNOWN_OUTLET))


def _unknown(articles: Iterable[ArticleView]) -> int:
    return sum(one.outlet == UNKNOWN_OUTLET and not one.is_superseded for one in articles)


def _origins(groups: Sequence[Sequence[str]], articles: dict[str, ArticleView]) -> tuple[OriginView, ...]:
    """The origins of a story, numbered, with the agencies that their articles credit."""
    members = [tuple(articles[id] for id in group) for group in groups]
    credits = [{plain(name): name for one in reversed(group) for name in one.agencies} for group in members]
    outlets = {name for group in members for one in group for name in _names(one.outlet)}
    return tuple(
        OriginView(
            number=number,
            articles=group,
            outlets=_outlets(group),
            unknown_outlets=_unknown(group),
            agencies=tuple(
                AgencyView(
                    name,
                    key in outlets,
                    tuple(n for n, other in enumerate(credits, 1) if key in other and n != number),
                )
                for key, name in sorted(told.items())
            ),
        )
        for number, (group, told) in enumerate(zip(members, credits, strict=True), 1)
    )


def _story_when(one: StoryView | RelatedView) -> tuple[bool, str, str]:
    return one.dates.first is None, one.dates.first or "", one.id


def _names(outlet: str) -> tuple[str, str]:
    """What an outlet may be credited as: by its name, and where that is an address by what it has of a name."""
    name = plain(outlet)
    return name, name.removeprefix("www.").partition(".")[0]


def _drops(index: Index) -> tuple[DropView, ...]:
    """What was not carried on, in the order of the flow."""
    out = []
    for drop in index.drops:
        places = index.origins.get(drop.what) or index.places.get(drop.what) or (drop.what,)
        out.append(DropView(drop.what, places[0], drop.stage, drop.reason))
    order = {stage: place for place, stage in enumerate(STAGES)}
    return tuple(sorted(out, key=lambda one: (order.get(one.stage, len(order)), one.reason, one.label, one.what)))
