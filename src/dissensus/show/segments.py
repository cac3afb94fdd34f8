"""An article's text cut into the pieces that are shown alike, and the passages that are quoted from it.

Slicing only: the pieces of a part, joined, are the part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dissensus.records import MACHINE, Block, BlockKind, Parts, Span
from dissensus.text import sentences

GAP = " … "  # between two passages of one quotation that do not touch
BESIDE = frozenset({"source", "cue"})  # roles that belong to a statement and are not its words
CONTEXT = 300  # characters on either side of a passage at most, so that a wall of text stays out of a margin


@dataclass(frozen=True, slots=True)
class Mark:
    """That a piece of text belongs to a statement, a position or a claim: its id, and as what (source, cue, content,
    evidence of a position, wording of a claim). `anchor` names the run of spans it is part of."""

    id: str
    role: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a part with one and the same set of marks. `block` numbers the block of the ledger it lies in, None
    between blocks; `kind`, `rule`, `language` and `by` are that block's. `anchors` are those whose quoted words begin
    here."""

    text: str
    start: int
    end: int
    kept: bool
    block: int | None
    kind: BlockKind | None
    rule: str | None
    marks: tuple[Mark, ...]
    anchors: tuple[str, ...]
    language: str | None = None
    by: str = MACHINE


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of an article word for word, with the anchor of their place in it."""

    text: str
    span: Span
    anchor: str


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a quotation, verbatim and in this order: the sentence before, the rest of its own sentence up
    to it and behind it, the sentence after. Empty where the paragraph begins or ends."""

    before: str = ""
    lead: str = ""
    trail: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A span that is to be marked in its article."""

    span: Span
    mark: Mark


def cut_segments(text: str, blocks: Sequence[Block], placed: Iterable[Placed]) -> tuple[Segment, ...]:
    """One part as segments. `blocks` are this part's, sorted; a part without blocks is kept as a whole."""
    opens: dict[int, list[Mark]] = {}
    closes: dict[int, list[Mark]] = {}
    bounds = {0, len(text)}
    first: dict[str, int] = {}
    for item in placed:
        start, end = max(item.span.start, 0), min(item.span.end, len(text))
        if start >= end:
            continue
        opens.setdefault(start, []).append(item.mark)
        closes.setdefault(end, []).append(item.mark)
        bounds |= {start, end}
        if item.mark.role not in BESIDE:
            first[item.mark.anchor] = min(start, first.get(item.mark.anchor, start))
    for block in blocks:
        bounds |= {block.span.start, block.span.end}
    anchors: dict[int, list[str]] = {}
    for anchor, at in sorted(first.items()):
        anchors.setdefault(at, []).append(anchor)

    out: list[Segment] = []
    active: list[Mark] = []
    number = 0
    edges = sorted(at for at in bounds if 0 <= at <= len(text))
    for start, end in pairwise(edges):
        for mark in closes.get(start, ()):
            active.remove(mark)
        active.extend(opens.get(start, ()))
        while number < len(blocks) and blocks[number].span.end <= start:
            number += 1
        inside = number < len(blocks) and blocks[number].span.start <= start
        block_here = blocks[number] if inside else None
        out.append(
            Segment(
                text=text[start:end],
                start=start,
                end=end,
                kept=block_here.kept if block_here else not blocks,
                block=number if inside else None,
                kind=block_here.kind if block_here else None,
                rule=block_here.rule if block_here else None,
                marks=tuple(sorted(set(active), key=lambda mark: (mark.id, mark.role, mark.anchor))),
                anchors=tuple(anchors.get(start, ())),
                language=block_here.language if block_here else None,
                by=block_here.by if block_here else MACHINE,
            )
        )
    return tuple(out)


def joined(spans: Iterable[Span], parts: Parts) -> list[Span]:
    """Spans of one article in reading order, those that touch or have only white space between them made one."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.part, one.start, one.end)):
        last = out[-1] if out else None
        if last and last.part == span.part and not parts.of(span.part)[last.end : span.start].strip():
            out[-1] = Span(last.article, last.part, last.start, max(last.end, span.end))
        else:
            out.append(span)
    return out


def passages(spans: Iterable[Span], parts: Parts, anchor: str) -> tuple[Passage, ...]:
    """The passages at these spans; the first has the anchor itself, the next `anchor-2` ..."""
    out = []
    for number, span in enumerate(joined(spans, parts), 1):
        text = parts.of(span.part)[span.start : span.end]
        out.append(Passage(text, span, anchor if number == 1 else f"{anchor}-{number}"))
    return tuple(out)


def quote(found: Sequence[Passage]) -> str:
    """Passages as one quotation, with an ellipsis where something stands between them."""
    return GAP.join(passage.text for passage in found)


def context(found: Sequence[Passage], parts: Parts, blocks: Sequence[Block]) -> Context:
    """What stands around the first and the last passage, within their paragraphs."""
    if not found:
        return Context()
    first, last = found[0].span, found[-1].span
    head, tail = parts.of(first.part), parts.of(last.part)
    around, behind = _paragraph(first, head, blocks), _paragraph(last, tail, blocks)
    here = list(sentences(head, *around))
    there = here if (first.part, around) == (last.part, behind) else list(sentences(tail, *behind))
    starts = [at for at, _ in here if at <= first.start][-2:]
    ends = [at for _, at in there if at >= last.end][:2]
    begin, stop = (starts or [first.start])[-1], (ends or [last.end])[0]
    return Context(
        before=head[max(starts[0], begin - CONTEXT) : begin] if len(starts) == 2 else "",
        lead=head[max(begin, first.start - CONTEXT) : first.start],
        trail=tail[last.end : min(stop, last.end + CONTEXT)],
        after=tail[stop : min(ends[1], stop + CONTEXT)] if len(ends) == 2 else "",
    )


def _paragraph(span: Span, text: str, blocks: Sequence[Block]) -> tuple[int, int]:
    """The block around a span, or the lines around it where no ledger is."""
    for block in blocks:
        if block.span.part == span.part and block.span.start <= span.start and span.end <= block.span.end:
            return block.span.start, block.span.end
    low = text.rfind("\n", 0, span.start) + 1
    high = text.find("\n", span.end)
    return low, len(text) if high < 0 else high
