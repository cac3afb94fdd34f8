"""An article as published, in HTML: paragraphs with their statements marked in place, and the parts that were cut.

Marks may overlap freely; elements may not. So each passage becomes one element, and where two cross, the one that
begins later is split.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from dissensus.records import MACHINE
from dissensus.show.segments import BESIDE, Segment
from dissensus.show.shapes import PartView
from dissensus.show.words import BLOCKS, few_marks, turns, visible_controls

CLASSES = {"source": "src", "cue": "cue", "content": "say", "evidence": "ev"}
# What can be led to. An outlet's own voice is all that nobody else says: it can, but looks like the rest.
ANCHORED = frozenset({"source", "cue", "content", "own", "evidence", "claim"})
TURNED = "turned"  # the class of text with marks that turn the writing: what they begin ends with its element
FOLD_LINES = 8  # a longer run of cut lines is folded


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block, or a run of blocks cut by one rule. `lines` are its blocks as HTML, `why` says why it was cut, `note` which
    person kept it; `language` is the code of its language, where it was told; `anchors` are those that begin in it."""

    kept: bool
    kind: str
    why: str
    lines: tuple[Markup, ...]
    fold: bool = False
    language: str | None = None
    note: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """The segments `first` to `last` of a block that belong to one anchor."""

    first: int
    last: int
    anchor: str


def shown(text: str) -> Markup:
    """Text as published in HTML: escaped, control characters as pictures, no more marks on a letter than a line is high,
    and an element of its own where marks would turn the writing behind it."""
    text = few_marks(visible_controls(text))
    if not turns(text):
        return Markup(
            text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        )  # quotation marks harm attributes alone
    words = text.rstrip()  # a space at the end would go where the words end
    return Markup('<span class="{}">{}</span>{}').format(TURNED, words, text[len(words) :])


def paragraphs(part: PartView, notes: Mapping[str, Markup], disputed: Collection[str] = ()) -> list[Paragraph]:
    """A part block by block. `notes` by anchor are put behind the first passage of that anchor; `disputed` are the ids
    of the positions whose evidence is marked."""
    seen: set[str] = set()
    out: list[Paragraph] = []
    for block, run in groupby(part.segments, key=lambda segment: segment.block):
        pieces = list(run)
        first = pieces[0]
        if block is None and not "".join(piece.text for piece in pieces).strip():
            continue
        before = set(seen)
        html = _Block(pieces, notes, seen, disputed).html()
        anchors = tuple(sorted(seen - before))
        kept = first.kept or (block is None and len(part.segments) == len(pieces))
        kind = first.kind.value if first.kind else "paragraph"
        why = "" if kept else f"{BLOCKS[first.kind] if first.kind else 'in no block'}, {_rule(first)}"
        note = f"kept by {first.by}" if kept and first.by != MACHINE else ""
        last = out[-1] if out else None
        if last and not kept and not last.kept and last.why == why:
            lines = (*last.lines, html)
            code = first.language if first.language == last.language else None
            out[-1] = Paragraph(False, kind, why, lines, len(lines) > FOLD_LINES, code)
        else:
            out.append(Paragraph(kept, kind, why, (html,), False, first.language, note, anchors))
    return out


def _rule(first: Segment) -> str:
    """Who or what decided on a block."""
    return f"rule {first.rule or 'none'}" if first.by == MACHINE else f"by {first.by}"


class _Block:
    """One block on its way to HTML. `seen` are the anchors that the article has already: an id stands once."""

    def __init__(
        self, pieces: Sequence[Segment], notes: Mapping[str, Markup], seen: set[str], disputed: Collection[str]
    ) -> None:
        self.disputed = disputed
        self.pieces = pieces
        self.notes = notes
        self.seen = seen
        self.anchors = [frozenset(m.anchor for m in piece.marks if m.role in ANCHORED) for piece in pieces]

    def html(self) -> Markup:
        runs = []
        for anchor in sorted(set().union(*self.anchors)):
            held = [number for number, anchors in enumerate(self.anchors) if anchor in anchors]
            runs.append(_Run(held[0], held[-1], anchor))
        return self._nest(0, len(self.pieces) - 1, runs, None)

    def _nest(self, low: int, high: int, runs: list[_Run], around: str | None) -> Markup:
        """The segments `low` to `high` with these runs as elements, the widest outermost."""
        out = []
        at = low
        left = sorted(runs, key=lambda run: (run.first, -run.last, run.anchor))
        while left:
            run, inner, outer = left[0], [], []
            for other in left[1:]:
                if other.first > run.last:
                    outer.append(other)
                elif other.last <= run.last:
                    inner.append(other)
                else:  # they cross
                    inner.append(_Run(other.first, run.last, other.anchor))
                    outer.append(_Run(run.last + 1, other.last, other.anchor))
            out += [self._leaf(number, around) for number in range(at, run.first)]
            out.append(self._element(run, inner, around))
            at = run.last + 1
            left = sorted(outer, key=lambda one: (one.first, -one.last, one.anchor))
        out += [self._leaf(number, around) for number in range(at, high + 1)]
        return Markup("").join(out)

    def _element(self, run: _Run, inner: list[_Run], around: str | None) -> Markup:
        body = self._nest(run.first, run.last, inner, run.anchor)
        own = around is not None and all(around in self.anchors[n] for n in range(run.first, run.last + 1))
        classes = "w o" if own else "w"
        words = any(
            mark.anchor == run.anchor and mark.role not in BESIDE
            for piece in self.pieces[run.first : run.last + 1]
            for mark in piece.marks
        )
        if run.anchor in self.seen or not words:  # a source in another paragraph than its words is no place to lead to
            return Markup('<span class="{}">{}</span>').format(classes, body)
        self.seen.add(run.anchor)
        note = self.notes.get(run.anchor, Markup(""))
        return Markup('<span class="{}" id="{}">{}</span>{}').format(classes, run.anchor, body, note)

    def _leaf(self, number: int, around: str | None) -> Markup:
        piece = self.pieces[number]
        roles = {mark.role for mark in piece.marks if mark.role != "evidence" or mark.id in self.disputed}
        classes = [name for role, name in CLASSES.items() if role in roles]
        if around in self.anchors[number]:
            classes.append("o")
        text = shown(piece.text)
        return Markup('<span class="{}">{}</span>').format(" ".join(classes), text) if classes else text
