"""The report: one HTML file that needs nothing else, neither a network nor scripts.

All foreign text is escaped; the only style and the only script are those of this package, named to the browser by their
hashes, so that it runs no other.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from dissensus.langs.names import name_of
from dissensus.records import MACHINE, Level, Stance
from dissensus.show import agreements, attributes, claimed, layout, mapped, numbers, places, stories, words
from dissensus.show.annotate import Paragraph, paragraphs, shown
from dissensus.show.changes import Change
from dissensus.show.layout import Card, Chapter
from dissensus.show.marked import marked_article
from dissensus.show.measured import MEASURED
from dissensus.show.profiles import profiles
from dissensus.show.reasons import in_words
from dissensus.show.segments import Passage
from dissensus.show.shapes import (
    ArticleView,
    CorpusView,
)
from dissensus.show.whole import write_whole

TEMPLATES = files("dissensus.show") / "templates"
# That of a view after what it builds on.
STYLES = (
    "report.css",
    "stories.css",
    "matrix.css",
    "agreements.css",
    "chronology.css",
    "numbers.css",
    "offers.css",
    "sources.css",
    "claim.css",
    "places.css",
    "profiles.css",
)
COPIES_SHOWN = 6  # copies of one text that stand open; the others are folded away
DROPS_SHOWN = 12  # losses of one kind that are named one by one
LONG_QUOTE, SHORT_QUOTE = (
    300,
    120,
)  # characters of a quotation in a list; the second where the articles' texts are left out
COUNTS = re.compile(
    r"^\d{1,9} assert, \d{1,9} deny or doubt$"
)  # a reason that the card shows: who stands on which side
NEAR = 160  # characters between two passages of one position, up to which they are read as one


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a paragraph: the number of a dispute, the side that its passage takes there (and the `row` in which it is
    laid out), and the `others` by what they do, with their names."""

    number: str
    row: str
    stance: str
    others: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """Things that were left out for one reason."""

    stage: str
    reason: str
    labels: tuple[str, ...]
    number: int


def write_report(view: CorpusView, path: str | Path, made: str) -> None:
    """Write the report whole or not at all. `made` is the time of making, in words, as it is to stand in the file.

    Raises DissensusError where it cannot be written.
    """
    write_whole(path, render_report(view, made), "the report", "report.html")


def render_report(view: CorpusView, made: str) -> str:
    """The report as one HTML document."""
    env = _environment()
    env.globals |= {"NO_TEXTS": view.left_out.no_texts, "QUOTE": SHORT_QUOTE if view.left_out.no_texts else LONG_QUOTE}
    style, script = "".join(map(_packaged, STYLES)), _packaged("report.js")
    chapters = layout.chapters(view)
    cards = [card for chapter in chapters for card in (*chapter.cards, *chapter.possible)]
    notes = _notes(cards)
    disputed = frozenset(position.id for card in cards for position in card.dispute.positions)
    differing = _differing([card for card in cards if card.dispute.level is not Level.ALL])
    return env.get_template("report.html.j2").render(
        view=view,
        made=made,
        style=Markup(style),  # ours, and it stands in a <style>
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        chapters=chapters,
        cards=cards,
        single=len(chapters) == 1,
        unread=layout.unread(view),
        losses=_losses(view),
        measured=MEASURED,
        makers=_makers(view),
        articles={article.id: article for article in view.articles},
        said={one.id: one for article in view.articles for one in article.statements},
        stories={chapter.story.id: chapter for chapter in chapters},
        body=lambda article: _body(article, notes, disputed),
        beside=lambda anchors: list(dict.fromkeys(one for anchor in anchors for one in differing.get(anchor, ()))),
        tabs=_tabs,
        claims=claimed.pages_of(cards, view),
        people=profiles(view),
        unsure_cards=sum(
            card.dispute.level is not Level.ALL and card.dispute.confidence < words.MEDIUM_CONFIDENCE for card in cards
        ),
        wording=_wording,
        levels=_present((card.dispute.level, words.LEVELS[card.dispute.level]) for card in cards),
        kinds=_present((card.dispute.kind, words.KINDS[card.dispute.kind]) for card in cards),
        stances=[(s, word) for s, word in words.SIDES if any(card.dispute.side(s) for card in cards)],
    )


def _environment() -> Environment:
    env = Environment(
        loader=FunctionLoader(_packaged),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "line": words.clean_line,
        "shown": shown,
        "dir": lambda text: Markup(' dir="auto"') if words.runs_left(text) else "",
        "short": words.shorten,
        "file": words.file_of,
        "day": words.day,
        "dated": words.dated,
        "dated_in_full": words.dated_in_full,
        "candidates": words.candidates,
        "disagreement": words.disagreement,
        "language": words.language,
        "language_name": name_of,
        "interval": words.interval,
        "confidence": words.confidence,
        "link": words.safe_link,
        "in_original": words.in_original,
        "in_archive": words.in_archive,
        "maker": attributes.maker,
        "listed": words.listed,
        "act": attributes.act,
        "holder": attributes.holder,
        "source": attributes.source,
        "told": attributes.told,
        "pieces": _pieces,
        "held_by": claimed.name_of,
        "in_words": in_words,
        "counted": lambda reason: bool(COUNTS.match(reason)),
        "said_by": agreements.said_by,
    }
    env.globals |= {
        "count": words.count,
        "credit": stories.credit,
        "spread": stories.spread,
        "MACHINE": MACHINE,
        "FOLDED": COPIES_SHOWN,
        "marked": marked_article,
        "days": words.days,
        "revised": words.revised,
        "revised_in_full": words.revised_in_full,
        "LEVELS": words.LEVELS,
        "KINDS": words.KINDS,
        "SCOPES": words.SCOPES,
        "HOLDERS": words.HOLDERS,
        "FLAGS": words.FLAGS,
        "BARE": words.BARE,
        "COUNTED": numbers.NOTE,
        "NO_TEXTS": False,
        "MEDIUM": words.MEDIUM_CONFIDENCE,
        "QUOTE": LONG_QUOTE,
        "map_of": mapped.map_of,
        "unplaced": places.unplaced,
        "BEWARE": places.BEWARE,
        "BRING": places.BRING,
        "TABLE": places.TABLE,
        "UNKNOWN_OUTLET": words.UNKNOWN_OUTLET,
    }
    return env


def _packaged(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _present(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The values that a filter offers: those that occur, each once."""
    return sorted(set(pairs))


# ---------------------------------------------------------------------------------------------------- the layout


def _notes(cards: Sequence[Card]) -> dict[str, Markup]:
    """For each marked passage the links back to where it is laid out."""
    notes: dict[str, list[Markup]] = defaultdict(list)
    link = Markup('<a class="ref {}" href="#{}">{} {}</a>')
    for card in cards:
        claim = card.dispute.claim
        at = {(p.span.article, p.span.part, p.span.start) for one in card.dispute.positions for p in one.passages[:1]}
        if not any((p.span.article, p.span.part, p.span.start) in at for p in claim.passages[:1]):
            notes[claim.anchor].append(link.format("wording", f"d-{card.dispute.id}", card.number, "claim"))
        for side in card.sides:
            for row in side.rows:
                for position in (row.first, *row.more):
                    starts = [piece[0].anchor for piece in _pieces(position.passages)]
                    for anchor in dict.fromkeys((position.anchor, *starts)):
                        notes[anchor].append(link.format(side.stance, row.anchor, card.number, side.word))
    return {anchor: Markup("").join(links) for anchor, links in notes.items()}


def _differing(cards: Sequence[Card]) -> dict[str, list[Beside]]:
    """By the anchor of a position who stands against it, as far as that is not uncertain."""
    out: dict[str, list[Beside]] = defaultdict(list)
    for card in cards:
        against = {
            True: ((stance, tuple(card.names(stance))) for stance in (Stance.DENIES, Stance.DOUBTS)),
            False: ((Stance.ASSERTS, tuple(card.names(Stance.ASSERTS))),),
        }
        told = {
            side: tuple((words.PASSIVE[stance], names) for stance, names in found if names)
            for side, found in against.items()
        }
        for side in card.sides:
            if side.stance not in words.PASSIVE:
                continue
            for row in side.rows:
                others = told[side.stance is Stance.ASSERTS]
                for position in (row.first, *row.more):
                    out[position.anchor].append(Beside(card.number, row.anchor, side.word, others))
    return out


def _tabs(chapter: Chapter) -> list[tuple[str, str, int | None]]:
    """What stands under a story: how its anchors begin, what it is called, and how many there are of it."""
    story = chapter.story
    found: list[tuple[str, str, int | None, object]] = [
        ("di", "Disputes", len(chapter.cards), True),
        ("ma", "Who stands where", None, chapter.cards or chapter.denials.alone),
        ("ag", "Agreements", len(story.agreements), story.agreements),
        ("al", "Only in one", sum(len(one.statements) for one in story.alone), story.alone),
        ("nu", "Numbers", len(story.numbers), story.numbers),
        ("so", "Sources", None, chapter.sources.ties),
        ("ch", "Chronology", len(story.chronology), story.chronology),
        ("pl", "Places", len(story.places), story.places),
        ("of", "Offers and demands", sum(len(party.offers) for party in chapter.offers), chapter.offers),
        ("ta", "Articles", len(story.articles), True),
        ("sp", "Who speaks", len(chapter.speakers), chapter.speakers),
    ]
    return [(anchor, title, number) for anchor, title, number, there in found if there]


def _pieces(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Passages in rows of those that stand near each other: what is read as one, and what is gathered from all over a text."""
    out: list[list[Passage]] = []
    for one in passages:
        last = out[-1][-1].span if out else None
        is_near = last and last.part == one.span.part and 0 <= one.span.start - last.end <= NEAR
        if is_near:
            out[-1].append(one)
        else:
            out.append([one])
    return out


def _body(
    article: ArticleView, notes: dict[str, Markup], disputed: frozenset[str]
) -> list[tuple[str, list[Paragraph]]]:
    """The parts of an article with their paragraphs, in the order of a page."""
    return [(part.name, paragraphs(part, notes, disputed)) for part in article.parts]


def _wording(article: ArticleView, before: ArticleView, change: Change) -> list[tuple[str, str]]:
    """A block that is not what it was, as runs of text with what became of each: what was taken out of it stands before
    what was put in its stead."""
    if change.newer is None:
        return [(before.passage(change.older), "taken")] if change.older else []
    if change.older is None:
        return [(article.passage(change.newer), "put")]
    whole, start = article.passage(change.newer), change.newer.start
    runs: list[tuple[str, str]] = []
    at = 0
    for edit in change.edits:
        runs.append((whole[at : edit.at - start], "kept"))
        at = edit.at - start
        if edit.taken:
            runs.append((before.passage(edit.taken), "taken"))
        if edit.put:
            runs.append((whole[at : edit.put.end - start], "put"))
            at = edit.put.end - start
    return [run for run in (*runs, (whole[at:], "kept")) if run[0]]


def _makers(view: CorpusView) -> list[str]:
    """The nets and rules that read these articles, each once."""
    return sorted({attributes.maker(one.maker) for article in view.articles for one in article.statements})


def _losses(view: CorpusView) -> list[Loss]:
    """What was left out of articles that we have, counted by stage and reason."""
    unread = {id for article in view.not_read for id in (article.id, article.page)}
    late = [drop for drop in layout.late(view) if drop.what not in unread]
    counted = Counter((drop.stage, drop.reason) for drop in late)
    return [
        Loss(
            stage, reason, tuple(d.label for d in late if (d.stage, d.reason) == (stage, reason))[:DROPS_SHOWN], number
        )
        for (stage, reason), number in counted.items()
    ]
