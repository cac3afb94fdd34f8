"""What a person means who speaks of speakers and stories: whom a name stands for, and the words that say what is wanted.

Nothing is written here, and every word is on what outlives a re-run (`verdicts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from dissensus.errors import CorrectionError, UnknownId
from dissensus.passages import spelling, written
from dissensus.records import (
    Article,
    Edge,
    Mention,
    MentionKind,
    Relation,
    Speaker,
    Statement,
    Story,
    Verdict,
    Voice,
    make_id,
)
from dissensus.stages import link
from dissensus.store import Store
from dissensus.verdicts import pair, standing

PREFIX_LENGTH = 6  # the shortest beginning of an id that may stand for it
LISTED = 6  # names that a message lists
Pair = tuple[str, str, Verdict]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What of a speaker is to be split off: all of these spellings, all in these articles or of these outlets, the mentions
    of these numbers (from 1, as `mentions_of` has them)."""

    spellings: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    mentions: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Is anything to be split off."""
        return bool(self.spellings or self.articles or self.outlets or self.mentions)


# ------------------------------------------------------------------------------------------------- whom a name means


def speaker_named(store: Store, name: str) -> Speaker:
    """The speaker of this id, of an id that begins so, of this name or spelling; UnknownId if there is not just one."""
    known = store.fetch(Speaker)
    wanted = spelling(name)
    tries = (
        [one for one in known if one.id == name],
        [one for one in known if len(name) >= PREFIX_LENGTH and one.id.startswith(name)],
        [one for one in known if wanted and spelling(one.name) == wanted],
        [one for one in known if wanted and wanted in {spelling(form.text) for form in one.spellings}],
    )
    found = next((some for some in tries if some), [])
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownId(f"{name}: no such speaker; `dissensus show speakers` lists them with their ids")
    listed = ", ".join(f"{one.name} ({one.id[:8]})" for one in found[:LISTED])
    raise UnknownId(f"{name}: means {len(found)} speakers: {listed}; give an id")


def story_named(store: Store, name: str) -> Story:
    """The story of this id, of an id that begins so, that absorbed one of this id, or that holds the article of this id or
    origin; UnknownId if there is not just one."""
    known = store.fetch(Story)
    long = len(name) >= PREFIX_LENGTH
    found = [s for s in known if s.id == name] or [s for s in known if long and s.id.startswith(name)]
    found = found or [s for s in known if long and any(id.startswith(name) for id in s.former_ids)]
    if not found:
        article = article_named(store, name, "story or article").id
        found = [s for s in known if article in s.articles]
    if len(found) != 1:
        trouble = f"means {len(found)} stories" if found else "stands in no story"
        raise UnknownId(f"{name}: {trouble}; `dissensus show stories` lists them with their ids")
    return found[0]


def article_named(store: Store, name: str, what: str = "article") -> Article:
    """The article of this id, of an id that begins so, or of this origin; UnknownId if there is not just one."""
    origins = {page.id: page.origins for page in store.captures()}
    known = store.fetch(Article)
    found = [a for a in known if a.id == name] or [a for a in known if name in origins.get(a.page, ())]
    found = found or [a for a in known if len(name) >= PREFIX_LENGTH and a.id.startswith(name)]
    found = found or [a for a in known if name and any(o.endswith("/" + name) for o in origins.get(a.page, ()))]
    if len(found) != 1:
        trouble = f"means {len(found)} articles" if found else f"no such {what}"
        raise UnknownId(f"{name}: {trouble}; `dissensus show stories` lists them with their ids")
    return found[0]


def mentions_of(store: Store, speaker: Speaker) -> list[Mention]:
    """A speaker's mentions as `link` takes them, articles by date, each in the order of its text."""
    ids = {span.article for span in speaker.mentions}
    lines = {story.storyline for story in store.fetch(Story, articles=ids)}
    line = {id for story in store.fetch(Story) if story.storyline in lines for id in story.articles}
    articles = store.fetch(Article, articles=line)
    when = {a.id: (a.published.value or "9999", a.id) for a in articles}
    spans = set(speaker.mentions)
    seen = link.seen(articles, store.fetch(Statement, articles=line), store.fetch(Mention, articles=line))
    found = {m.span: m for m in seen if m.span in spans}
    return sorted(found.values(), key=lambda m: (when[m.span.article], m.span))


def end_of(store: Store, speaker: Speaker) -> str:
    """A passage that names a speaker, by the name that is shown if there is one; of an outlet that nobody names one of its
    articles. CorrectionError where there is neither."""
    wanted = spelling(speaker.name)
    found = mentions_of(store, speaker)
    named = [m for m in found if m.kind is MentionKind.NAME]
    shown = [m for m in named if spelling(m.name) == wanted]
    for mention in (*shown[:1], *named[:1], *found[:1]):
        return _passage(store, mention)
    for span in speaker.mentions[:1]:  # a body that only its voice names
        return written(span, _article(store, span.article).parts)
    for article in _own_articles(store, speaker):
        if article.outlet:
            return article.id
        raise CorrectionError(f"{speaker.name}: nobody knows which outlet this is, so nothing can be said of it")
    raise CorrectionError(f"{speaker.name}: no passage names this speaker alone; name another one")


def _own_articles(store: Store, speaker: Speaker) -> list[Article]:
    """The articles in which an outlet speaks for itself, by id."""
    held = {e.left for e in store.fetch(Edge) if e.relation is Relation.HELD_BY and e.right == speaker.id}
    ids = {s.article for s in store.fetch(Statement) if s.id in held and s.voice is Voice.OWN}
    return sorted(store.fetch(Article, articles=ids), key=lambda a: a.id)


def _passage(store: Store, mention: Mention) -> str:
    return written(mention.span, _article(store, mention.span.article).parts)


def _article(store: Store, id: str) -> Article:
    article = store.get(Article, id)
    if article is None:
        raise UnknownId(f"{id}: an article that is no longer in this corpus; read it again")
    return article


# ------------------------------------------------------------------------------------------------------ what is said


def splitting(store: Store, speaker: Speaker, leaving: Leaving) -> list[Pair]:
    """The few pairs that say what is to leave a speaker. CorrectionError where that is nothing, or all."""
    every = mentions_of(store, speaker)
    chosen = _chosen(store, speaker, leaving, every)
    goes = [m for m in every if m.id in chosen]
    stays = [m for m in every if m.id not in chosen]
    if not stays:
        raise CorrectionError(f"{speaker.name}: all {len(goes)} mentions would leave; name fewer")
    found = [*_by_name(goes, stays), *_alone(goes, every)]
    # A full name, for a short form goes with the name before it.
    anybody = max(stays, key=lambda m: (m.kind is MentionKind.NAME, len(m.name.split()), -every.index(m)))
    return [(_passage(store, m), _passage(store, other or anybody), Verdict.DIFFERENT) for m, other in found]


def giving(store: Store, speaker: Speaker, statements: Sequence[Statement]) -> list[Pair]:
    """The pairs by which whoever is named as the source of these statements leaves the speaker that they have, and is this
    one. CorrectionError where a statement has no source, or this speaker already."""
    of = {span: one for one in store.fetch(Speaker) for span in one.mentions}
    taken: dict[str, set[int]] = {}
    found: list[Pair] = []
    end = end_of(store, speaker)
    for statement in statements:
        span = next(iter(statement.source), None)
        mention = next((m for m in store.fetch(Mention, articles=[statement.article]) if m.span == span), None)
        if mention is None:
            raise CorrectionError(f"{statement.id}: names no source that could be somebody's; choose another statement")
        holder = of.get(mention.span)
        if holder is not None and holder.id == speaker.id:
            raise CorrectionError(f"{statement.id}: is said by {speaker.name} already; choose another statement")
        if holder is not None:
            number = next(n for n, m in enumerate(mentions_of(store, holder), 1) if m.span == mention.span)
            taken.setdefault(holder.id, set()).add(number)
        found.append((end, _passage(store, mention), Verdict.SAME))
    for id, numbers in taken.items():
        holder = speaker_named(store, id)
        if len(numbers) < len(mentions_of(store, holder)):
            found += splitting(store, holder, Leaving(mentions=tuple(sorted(numbers))))
    return list(dict.fromkeys(found))


def _chosen(store: Store, speaker: Speaker, leaving: Leaving, every: Sequence[Mention]) -> set[str]:
    """The ids of the mentions that are named. CorrectionError for a name that none of them has."""
    chosen: set[str] = set()

    def take(found: Iterable[Mention], name: str, what: str, choose: str) -> None:
        ids = {m.id for m in found}
        if not ids:
            raise CorrectionError(f"{name}: no such {what} of {speaker.name}; {choose}")
        chosen.update(ids)

    forms = ", ".join(form.text for form in speaker.spellings[:LISTED])
    named = [m for m in every if m.kind is MentionKind.NAME]
    for name in leaving.spellings:
        take((m for m in named if spelling(m.name) == spelling(name)), name, "spelling", f"choose among: {forms}")
    for name in leaving.articles:
        article = article_named(store, name).id
        take(
            (m for m in every if m.span.article == article),
            name,
            "article",
            "it is not mentioned there; choose another",
        )
    known = {a.id: a.outlet for a in store.fetch(Article, articles={m.span.article for m in every})}
    outlets = ", ".join(sorted({outlet for outlet in known.values() if outlet})[:LISTED]) or "none is known"
    for name in leaving.outlets:
        its = [m for m in every if spelling(known.get(m.span.article) or "") == spelling(name)]
        take(its, name, "outlet", f"choose among: {outlets}")
    for number in leaving.mentions:
        take(every[number - 1 : number] if number > 0 else (), str(number), "mention", f"choose from 1 to {len(every)}")
    return chosen


def _by_name(goes: Sequence[Mention], stays: Sequence[Mention]) -> list[tuple[Mention, Mention | None]]:
    """Names that leave, each with one that stays and tells the reach: none of that spelling, then all so spelt leave; one
    in another article, then all so spelt in its own; one in its own article, then it alone."""
    out: dict[str, tuple[Mention, Mention | None]] = {}
    reached: set[object] = set()
    for mention in goes:
        if mention.kind is not MentionKind.NAME:
            continue
        form = spelling(mention.name)
        alike = [m for m in stays if m.kind is MentionKind.NAME and spelling(m.name) == form]
        here = [m for m in alike if m.span.article == mention.span.article]
        reach: object = mention.id if here else (form, mention.span.article) if alike else form
        if reach not in reached:
            reached.add(reach)
            out[mention.id] = (mention, next(iter(here or alike), None))
    return list(out.values())


def _alone(goes: Sequence[Mention], every: Sequence[Mention]) -> list[tuple[Mention, Mention | None]]:
    """Roles and pronouns that leave without the name before them in their article, or the first one behind."""
    leaving = {m.id for m in goes}
    out: list[tuple[Mention, Mention | None]] = []
    for mention in goes:
        names = [m for m in every if m.kind is MentionKind.NAME and m.span.article == mention.span.article]
        before = [m for m in names if m.span < mention.span]
        follows = (before[-1:] or names[:1]) if mention.kind is not MentionKind.NAME else [mention]
        if not follows or follows[0].id not in leaving:
            out.append((mention, None))
    return out


def joining(store: Store, stories: Sequence[Story]) -> list[Pair]:
    """The pairs that make stories one: the founding articles of each with the first's, and every two articles of different
    ones that a person parted."""
    first, *others = stories
    found = [(_founder(first), _founder(story), Verdict.SAME) for story in others]
    parted = {
        pair(word) for word in standing(store.persons_edges(), Relation.SAME_STORY) if word.verdict is Verdict.DIFFERENT
    }
    told = {tuple(sorted(ends)) for *ends, _ in found}
    across = ((a, b) for one, other in combinations(stories, 2) for a in one.articles for b in other.articles)
    return found + [(a, b, Verdict.SAME) for a, b in across if tuple(sorted((a, b))) in parted - told]


def _founder(story: Story) -> str:
    """The article of which a story has its id; the first one if that is not told."""
    return next((a for a in story.articles if make_id("story", a) == story.id), story.articles[0])


def parting(story: Story, articles: Sequence[str], *, together: bool) -> list[Pair]:
    """The pairs that take articles out of a story, as one story of their own if they stay together."""
    stays = [id for id in story.articles if id not in articles]
    found = [(left, right, Verdict.DIFFERENT) for left in articles for right in stays]
    return found + [(articles[0], other, Verdict.SAME) for other in articles[1:] if together]
