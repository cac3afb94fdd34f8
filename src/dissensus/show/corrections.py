"""What persons said, in plain words: who, when, what, and whether it has an effect now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rich.console import Console

from dissensus.passages import found, parsed, words_at
from dissensus.records import (
    Article,
    Block,
    Edge,
    Mention,
    Relation,
    Span,
    Speaker,
    Statement,
    Story,
    Verdict,
    Voice,
)
from dissensus.show.edges import rights
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.words import UNKNOWN_OUTLET, clean_line, count, dated, day, isolated, quoted, shorten
from dissensus.store import Store
from dissensus.verdicts import articles_of, in_order, ledger, speaker_words, story_words, words_by_article

NAMES = 6  # things that a line names, of more it counts the rest
AROUND = 40  # characters of the text before and behind a mention
NAME_LENGTH = 60  # characters of a headline or of a passage in a line
IN_EFFECT = "in effect"
TAKEN_BACK = "taken back"
SPOKEN = (Relation.SAME_SPEAKER, Relation.NAMED, Relation.SAME_STORY)  # of which the words that stand are known
OVERRULED = "overruled by a later word"
NOT_HERE = "rests until all its articles are here"
ELSEWHERE = "rests until its two speakers stand in one storyline"
NOBODY = "rests: nobody who says anything is named there now"
GONE = "rests: the words that it was about are gone"
PARTED = "rests: other words part the two stories"


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What a person said at one time: `id` is that of one of its words, `words` all their ids, `what` tells it, `state` what
    became of it."""

    id: str
    by: str
    at: str | None
    what: str
    state: str
    words: tuple[str, ...]


def corrections_view(store: Store) -> tuple[CorrectionView, ...]:
    """All that persons said and did not take back, and what was taken back, the last one last."""
    look = _Look(store)
    together: dict[tuple[object, ...], list[Edge]] = defaultdict(list)
    for word in in_order(look.words):
        alone = word.id if word.at is None else None
        together[word.by, word.at, word.relation, word.verdict is Verdict.UNSURE, alone].append(word)
    return tuple(
        CorrectionView(
            id=said[0].id,
            by=said[0].by,
            at=said[0].at,
            what=_what(look, said),
            state=_states([_state(look, word) for word in said]),
            words=tuple(word.id for word in said),
        )
        for said in together.values()
    )


def print_corrections(views: Sequence[CorrectionView], console: Console, only: Collection[str] = ()) -> None:
    """A paragraph for each: id, who and when, what, and what became of it; those with one of the ids in `only`, where not
    all are wanted."""
    shown = [one for one in views if not only or not set(only).isdisjoint(one.words)]
    for one in shown:
        when = f", {day(one.at)}" if one.at else ""
        label = f"{one.id[:ID_LENGTH]}  "
        print_line(console, f"{isolated(one.by)}{when}: {isolated(one.what)} · {one.state}", label=label, hang=2)
    if not shown:
        print_line(console, "Nobody has corrected anything.")


def decided(words: Iterable[Edge], story: Story) -> tuple[str, ...]:
    """What persons decided on a story by these standing words, each once: `merged by a person: Ada Lind`."""
    inside = set(story.articles)
    out = {
        f"{word.because[0]}: {word.by}": None
        for word in words
        if (len(articles_of(word) & inside) == 2) == (word.verdict is Verdict.SAME) and articles_of(word) & inside
    }
    return tuple(out)


def print_mentions(store: Store, speaker: Speaker, mentions: Sequence[Mention], console: Console) -> None:
    """A speaker's mentions with their numbers, each in the words around it, articles under their headlines."""
    articles = {one.id: one for one in store.fetch(Article, articles={m.span.article for m in mentions})}
    print_line(console, f"{isolated(speaker.name)} · {count(len(mentions), 'mention')}", style="bold")
    above = ""
    for number, mention in enumerate(mentions, 1):
        article, span = articles[mention.span.article], mention.span
        if article.id != above:
            outlet = isolated(article.outlet or UNKNOWN_OUTLET)
            title = isolated(shorten(article.title or "(no headline)", NAME_LENGTH))
            print_line(console, f"{title} · {outlet}, {dated(article.published)}", label=f"{article.id[:ID_LENGTH]}  ")
        above = article.id
        text = article.parts.of(span.part)
        before = (
            text[max(span.start - AROUND, 0) : span.start].partition(" ")[2]
            if span.start > AROUND
            else text[: span.start]
        )
        around = f"{before}[{text[span.start : span.end]}]{text[span.end : span.end + AROUND].rpartition(' ')[0]}"
        print_line(console, isolated(clean_line(around)), label=f"{number:>5}  ", hang=2)


# ---------------------------------------------------------------------------------------------------- what is said


class _Look:
    """A store, each noun fetched once and only if it is asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.words = store.persons_edges()

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Those that words are about."""
        ids = {id for word in self.words for id in (*articles_of(word), word.right)}
        return {one.id: one for one in self.store.fetch(Article, articles=ids)}

    @cached_property
    def standing(self) -> frozenset[str]:
        """The ids of the words on speakers and stories that stand."""
        return frozenset(word.id for word in (*speaker_words(self.words), *story_words(self.words)))

    @cached_property
    def stories(self) -> dict[str, Story]:
        """By article its story."""
        return {article: story for story in self.store.fetch(Story) for article in story.articles}

    @cached_property
    def speakers(self) -> dict[str, Speaker]:
        """By id."""
        return {one.id: one for one in self.store.fetch(Speaker)}

    @cached_property
    def voices(self) -> dict[str, str]:
        """By article the speaker that its outlet is."""
        held = rights(self.store.fetch(Edge), Relation.HELD_BY)
        own = (one for one in self.store.fetch(Statement, articles=set(self.articles)) if one.voice is Voice.OWN)
        return {one.article: held[one.id] for one in own if one.id in held}

    @cached_property
    def holders(self) -> dict[Span, str]:
        """By passage the speaker whom it names."""
        return {span: one.id for one in self.speakers.values() for span in one.mentions}

    @cached_property
    def mentioned(self) -> dict[str, list[Span]]:
        """By article the passages of all mentions that words can be about."""
        out: dict[str, list[Span]] = defaultdict(list)
        mentions = (mention.span for mention in self.store.fetch(Mention, articles=set(self.articles)))
        for span in {*mentions, *self.holders}:
            out[span.article].append(span)
        return out

    def named(self, end: str) -> set[str]:
        """The ids of the speakers that an end of a word can mean."""
        passage = parsed(end)
        if passage is None:
            return {self.voices[end]} if end in self.voices else set()
        article = self.articles.get(passage[0].article)
        if article is None:
            return set()
        return {
            self.holders[span] for span in found(end, article.parts, self.mentioned[article.id]) if span in self.holders
        }

    def told(self, end: str) -> str:
        """What an end of a word is, in words: a passage, an article."""
        passage = parsed(end)
        article = self.articles.get(passage[0].article if passage else end)
        if article is None:
            return f"something in an article that is not here ({(passage[0].article if passage else end)[:ID_LENGTH]})"
        words = words_at(passage[0], article.parts) if passage else article.title or "an article without headline"
        return quoted(shorten(words, NAME_LENGTH)) or "words that are gone"

    def outlet(self, end: str) -> str:
        """What an end of a word on speakers is."""
        article = self.articles.get(end)
        return quoted(article.outlet or "") if article and parsed(end) is None else self.told(end)


def _what(look: _Look, said: Sequence[Edge]) -> str:
    """What was said at one time, all of one relation."""
    first = said[0]
    tell = look.outlet if first.relation in (Relation.SAME_SPEAKER, Relation.NAMED) else look.told
    lefts, rights_ = (_listed(map(tell, ends)) for ends in zip(*((w.left, w.right) for w in said), strict=True))
    same = [word for word in said if word.verdict is Verdict.SAME]
    if first.verdict is Verdict.UNSURE:
        back = f"{lefts} and {rights_}" if first.relation in (Relation.SAME_SPEAKER, Relation.SAME_STORY) else lefts
        return f"took back what was said of {back}"
    match first.relation:
        case Relation.LEDGER:
            done = {Verdict.SAME: "kept", Verdict.DIFFERENT: "cut"}
            parts = (f"{done[word.verdict]} {look.told(word.left)}" for word in said)
            return _listed(parts)
        case Relation.NAMED:
            return f"named {lefts} {quoted(first.right)}"
        case Relation.SAME_SPEAKER if 0 < len(same) < len(said):
            return f"gave {_listed(tell(w.right) for w in same)} to the speaker {_listed(tell(w.left) for w in same)}"
        case Relation.SAME_SPEAKER if same:
            return f"merged the speakers {_listed(map(tell, (e for w in said for e in (w.left, w.right))))}"
        case Relation.SAME_SPEAKER:
            return f"split the speaker {lefts} off {rights_}"
        case Relation.SAME_STORY if len(same) == len(said):
            return f"merged the stories of {_listed(map(tell, (e for w in said for e in (w.left, w.right))))}"
        case Relation.SAME_STORY:
            parted = [word for word in said if word.verdict is Verdict.DIFFERENT]
            lefts, rights_ = (
                _listed(map(tell, ends)) for ends in zip(*((w.left, w.right) for w in parted), strict=True)
            )
            return f"took {lefts} out of the story of {rights_}"
    return f"{first.relation}: {first.left[:ID_LENGTH]}, {first.right[:ID_LENGTH]} {first.verdict}"


def _listed(things: Iterable[str]) -> str:
    """Each thing once, the first ones by name."""
    every = list(dict.fromkeys(things))
    more = len(every) - NAMES
    return ", ".join(every[:NAMES]) + (f" and {count(more, 'more', 'more')}" if more > 0 else "")


# ---------------------------------------------------------------------------------------------- what became of it


def _states(states: Sequence[str]) -> str:
    """The states of words that were said together as one."""
    every = list(dict.fromkeys(states))
    if len(every) == 1:
        return every[0]
    return "; ".join(f"{states.count(one)} of {len(states)} {one}" for one in every)


def _state(look: _Look, word: Edge) -> str:
    if word.verdict is Verdict.UNSURE:
        return TAKEN_BACK
    if word.relation in SPOKEN and word.id not in look.standing:
        return TAKEN_BACK if _is_taken_back(look, word) else OVERRULED
    if not articles_of(word) <= look.articles.keys():
        return NOT_HERE
    match word.relation:
        case Relation.LEDGER:
            return _on_ledger(look, word)
        case Relation.SAME_STORY:
            return _on_stories(look, word)
        case Relation.SAME_SPEAKER | Relation.NAMED:
            return _on_speakers(look, word)
    return IN_EFFECT


def _is_taken_back(look: _Look, word: Edge) -> bool:
    """Did anybody take back later what was said between the two ends?"""
    later = (one for one in look.words if one.verdict is Verdict.UNSURE and (one.at or "") > (word.at or ""))
    return any((one.relation, one.left, one.right) == (word.relation, word.left, word.right) for one in later)


def _on_ledger(look: _Look, word: Edge) -> str:
    article = look.articles[word.right]
    words = words_by_article(look.words).get(article.id, [])
    now = ledger(article, look.store.fetch(Block, articles=[article.id]), words)
    if word.id in {idle.id for idle in now.idle}:
        return GONE
    if word.id in {row.edge.id for row in now.rows if row.edge}:
        return IN_EFFECT
    return TAKEN_BACK if _is_taken_back(look, word) else OVERRULED


def _on_stories(look: _Look, word: Edge) -> str:
    left, right = (look.stories.get(end) for end in (word.left, word.right))
    one = left is not None and left is right
    return IN_EFFECT if one == (word.verdict is Verdict.SAME) else PARTED


def _on_speakers(look: _Look, word: Edge) -> str:
    left = look.named(word.left)
    if word.relation is Relation.NAMED:
        if len(left) != 1:
            return NOBODY
        return IN_EFFECT if look.speakers[min(left)].name == word.right else OVERRULED
    right = look.named(word.right)
    lines = {story.storyline for id in articles_of(word) if (story := look.stories.get(id))}
    if len(lines) > 1:
        return ELSEWHERE
    if len(left) != 1 or len(right) != 1:
        return NOBODY
    return IN_EFFECT if (left == right) == (word.verdict is Verdict.SAME) else OVERRULED
