"""What several accounts of a story tell alike, and what one of them alone tells, for terminal, report and programs.

Nothing is computed: statements are put together by the edges that say which tell the same (`told_alike`), and articles of one text
count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console

from dissensus.records import Edge, Verdict, Voice
from dissensus.show import attributes
from dissensus.show.around import places
from dissensus.show.joins import Index, by_publication
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.shapes import ArticleView, CorpusView, StatementView, StoryView, folded, in_reading_order
from dissensus.show.stories import print_head
from dissensus.show.words import confidence, count, isolated, quoted, shorten, teller

QUOTE_LENGTH = 240  # characters of a quotation on a terminal
SHOWN = 8  # statements of one origin that are told one by one on a terminal; the others are counted
NOTE = "By their words alone: what is told alike in other words is missed."


@dataclass(frozen=True, slots=True)
class Agreement:
    """What statements of two origins or more tell alike. `middle` is the one that the others were compared with; `statements`
    are all of them, the earliest first; `origins` are the numbers of the origins that tell it."""

    middle: StatementView
    statements: tuple[StatementView, ...]
    origins: tuple[int, ...]

    @property
    def wordings(self) -> tuple[tuple[StatementView, ...], ...]:
        """The statements, those of one holder in the very same words together."""
        return folded(self.statements)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who says it, each once: those who are named, else the outlet."""
        return tuple(dict.fromkeys(said_by(one) for one in self.statements))


@dataclass(frozen=True, slots=True)
class Alone:
    """What no other origin of the story comes near: the number of the origin, its first article, and its statements in their
    order, those that somebody is named for and those of the outlet itself."""

    origin: int
    article: ArticleView
    attributed: tuple[StatementView, ...]
    own: tuple[StatementView, ...]

    @property
    def statements(self) -> tuple[StatementView, ...]:
        """All of them."""
        return self.attributed + self.own


@dataclass(frozen=True, slots=True)
class Together:
    """What the accounts of a story share, what most origins tell first, and what each tells alone."""

    agreements: tuple[Agreement, ...] = ()
    alone: tuple[Alone, ...] = ()


def said_by(one: StatementView) -> str:
    """Who says it: the holder's name, the article's word for one who is not known, or the outlet."""
    if one.voice is Voice.OWN:
        return teller(one.outlet, one.origin)
    return (one.holder.name if one.holder else one.source) or attributes.UNNAMED


def together(
    said: Iterable[StatementView], groups: Sequence[Sequence[str]], articles: Mapping[str, ArticleView], index: Index
) -> Together:
    """Of the statements of a story what is told alike and what alone. `groups` are the articles of its origins."""
    origin = {article: number for number, group in enumerate(groups, 1) for article in group}
    if len(groups) < 2:
        return Together()
    known = {one.id: one for one in said if one.article in origin}
    same, near = _by_middle(known, index.alike)
    agreements, lonely = [], []
    for middle, members in same.items():
        numbers = sorted({origin[one.article] for one in members})
        if len(numbers) > 1:
            agreements.append(Agreement(known[middle], tuple(sorted(members, key=by_publication)), tuple(numbers)))
        elif not any(origin.get(known[id].article) not in numbers for one in members for id in near.get(one.id, ())):
            lonely += [one for one in members if origin[one.article] == numbers[0]][:1]  # a copy says it again
    lonely += [known[e.left] for e in index.alike if e.verdict is Verdict.DIFFERENT and e.left in known]
    by_origin: dict[int, list[StatementView]] = defaultdict(list)
    for one in sorted(lonely, key=by_publication):
        by_origin[origin[one.article]].append(one)
    return Together(
        tuple(sorted(agreements, key=lambda one: (-len(one.origins), by_publication(one.statements[0])))),
        tuple(_alone(number, articles[groups[number - 1][0]], by_origin[number]) for number in sorted(by_origin)),
    )


def _by_middle(
    known: Mapping[str, StatementView], edges: Iterable[Edge]
) -> tuple[dict[str, list[StatementView]], dict[str, list[str]]]:
    """By the statement in the middle all that say the same; and by statement what only comes near it."""
    same: dict[str, list[StatementView]] = {}
    near: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.left in known and edge.right in known:
            if edge.verdict is Verdict.SAME:
                same.setdefault(edge.right, [known[edge.right]]).append(known[edge.left])
            elif edge.verdict is Verdict.UNSURE:
                near[edge.left].append(edge.right)
    return same, near


def _alone(number: int, article: ArticleView, found: Sequence[StatementView]) -> Alone:
    texts = dict.fromkeys(one.quote for one in found)
    firsts = [next(one for one in found if one.quote == text) for text in texts]
    return Alone(
        number,
        article,
        tuple(one for one in firsts if one.voice is Voice.ATTRIBUTED),
        tuple(one for one in firsts if one.voice is Voice.OWN),
    )


# ----------------------------------------------------------------------------------------------- terminal and JSON


def print_agreements(view: CorpusView, console: Console) -> None:
    """Story by story what two origins or more tell alike."""
    some = False
    for number, story in enumerate(in_reading_order(view.stories), 1):
        if not story.agreements:
            continue
        some = True
        print_head(number, story, console)
        for one in story.agreements:
            _print_agreement(one, console)
        console.print()
    print_line(console, NOTE if some else "No two accounts of a story were found to tell the same.", style="dim")


def _print_agreement(one: Agreement, console: Console) -> None:
    print_line(console, f"{count(len(one.origins), 'origin')}: {quoted(_words(one.middle))}", 3, hang=2)
    for same in one.wordings:
        first = same[0]
        words = "" if first.quote == one.middle.quote else f": {quoted(_words(first))}"
        print_line(console, f"{isolated(said_by(first))} {attributes.act(first.act)}{words}", 5, hang=2)
        print_line(console, f"{places(same)} · id {first.id[:ID_LENGTH]}", 7, hang=2, style="dim")


def print_only(view: CorpusView, console: Console) -> None:
    """Story by story what one origin alone tells."""
    some = False
    for number, story in enumerate(in_reading_order(view.stories), 1):
        if not story.alone:
            continue
        some = True
        print_head(number, story, console)
        for one in story.alone:
            print_line(console, f"Only in {isolated(teller(one.article.outlet, one.article.origin))}", 3, style="bold")
            for said in one.statements[:SHOWN]:
                how = (
                    f"{isolated(said_by(said))} {attributes.act(said.act)}: " if said.voice is Voice.ATTRIBUTED else ""
                )
                print_line(console, f"{how}{quoted(_words(said))}", 5, hang=2)
                print_line(console, f"{confidence(said.confidence)} · id {said.id[:ID_LENGTH]}", 7, style="dim")
            if len(one.statements) > SHOWN:
                print_line(console, f"and {len(one.statements) - SHOWN} more", 5, style="dim")
        console.print()
    print_line(console, NOTE if some else "Nothing was found that one account alone tells.", style="dim")


def _words(one: StatementView) -> str:
    return isolated(shorten(one.quote, QUOTE_LENGTH))


def agreements_as_dict(view: CorpusView) -> dict[str, object]:
    """The agreements for programs: stories in reading order; ids and spans as in the export."""
    return {
        "stories": [
            {
                "story": story.id,
                "title": story.title,
                "agreements": [
                    {
                        "wording": one.middle.quote,
                        "middle": one.middle.id,
                        "origins": list(one.origins),
                        "statements": [_statement(said) for said in one.statements],
                    }
                    for one in story.agreements
                ],
            }
            for story in in_reading_order(view.stories)
        ]
    }


def only_as_dict(view: CorpusView) -> dict[str, object]:
    """What one origin alone tells, for programs."""
    return {"stories": [_only(story) for story in in_reading_order(view.stories)]}


def _only(story: StoryView) -> dict[str, object]:
    return {
        "story": story.id,
        "title": story.title,
        "alone": [
            {
                "origin": one.origin,
                "article": one.article.id,
                "statements": [_statement(said) for said in one.statements],
            }
            for one in story.alone
        ],
    }


def _statement(one: StatementView) -> dict[str, object]:
    return {
        "statement": one.id,
        "by": said_by(one),
        "voice": one.voice.value,
        "act": one.act.value,
        "article": one.article,
        "outlet": one.outlet,
        "published": one.published.value,
        "quote": one.quote,
        "spans": [[passage.span.part, passage.span.start, passage.span.end] for passage in one.passages],
        "confidence": round(one.confidence, 3),
    }
