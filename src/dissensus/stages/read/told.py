"""Sayings by a net: what it tagged, and what the rules find nested in it or where it is silent."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dissensus.langs import Language
from dissensus.pieces import Paragraph
from dissensus.records import Block, BlockKind
from dissensus.stages.read import rules
from dissensus.stages.read.build import OWN, OWN_CONFIDENCE, Saying
from dissensus.stages.read.draft import Draft, Pair
from dissensus.stages.read.mended import handed_back, mended
from dissensus.stages.read.nested import goes_on, nested, quoted_by
from dissensus.stages.read.posts import with_posts
from dissensus.stages.read.sayings import MIN_OWN_WORDS, Speaker, drafted, endings, silent, without_loose_end
from dissensus.stages.read.scan import Unit, inner, within_cap
from dissensus.stages.read.tagger import Tagged, Tagger
from dissensus.stages.read.turns import with_turns
from dissensus.text import sentences

STOP = re.compile(r"[.!?…>]\S?\s")  # where a sentence may end
WORD = re.compile(r"[“«„\"]?\w")
TAGGED = "tagged"  # the rule of what a net found


def paragraph(block: Block) -> Paragraph:
    """A block as a tagger takes it."""
    return Paragraph(block.span.start, block.span.end, block.kind is BlockKind.TITLE)


class Told:
    """What a tagger found in an article, handed out sentence by sentence."""

    def __init__(self, text: str, blocks: Sequence[Block], tagger: Tagger, language: Language) -> None:
        """The tagger reads all of these blocks at once."""
        self.text = text
        paragraphs = [paragraph(block) for block in blocks]
        found = handed_back(text, tagger(text, paragraphs), language.grammar.but | language.grammar.joiners)
        self.found = with_posts(text, paragraphs, with_turns(text, paragraphs, found))
        pieces = ((*span, i) for i, one in enumerate(self.found) for span in one.content)
        self.pieces = sorted(pieces)
        spans = ((*span, i) for i, one in enumerate(self.found) for span in (*one.source, *one.cue, *one.content))
        self.spans = sorted(spans)
        self.made: dict[int, Saying] = {}

    def sayings(self, unit: Unit, block: Block, number: int, last: Speaker) -> Iterator[Saying]:
        """The sayings that begin in a unit, then those nested in what stands there; if none stands there, what the rules
        say of a unit in which nobody is said to speak."""
        here = self._here(unit)
        if not here:
            yield from silent(unit, block, number, last)
            return
        for i in here:
            one = self.found[i]
            if i in self.made or not (one.cue or one.content)[0][0] < unit.end:
                continue
            one = mended(one, unit, self.found)
            saying = self.made[i] = self._saying(one, unit)
            if one.source:
                last.source, last.saying = one.source[0], saying
                last.length = sum(b - a for a, b in saying.content)
            yield saying
        if any(self.found[i].source for i in here):
            last.block = number
        yield from self._own_head(unit, here)
        yield from self._nested(unit)
        yield from self._carried(unit)

    def _own_head(self, unit: Unit, here: Sequence[int]) -> Iterator[Saying]:
        """`X left, saying C`: that X left is the outlet's own."""
        grammar, spans = unit.language.grammar, []
        for i in here:
            draft = self.made[i].draft if i in self.made else self.found[i]
            spans += [a for a, b in (*draft.cue, *draft.content, *self.found[i].content) if b > unit.start]
        at = next((k for k, word in enumerate(unit.words) if spans and word.start >= min(spans)), 0)
        if at <= MIN_OWN_WORDS or unit.low(at - 1) != "," or not unit.low(at).endswith(grammar.gerund_endings):
            return
        if not any(unit.words[at].start == a for i in here if i in self.made for a, _ in self.made[i].draft.cue):
            return
        head = ((unit.start, unit.words[at - 2].end),)
        yield Saying(Draft((), (), head, OWN, OWN_CONFIDENCE), (unit.start, unit.end), head)

    def _here(self, unit: Unit) -> list[int]:
        """Which of the found have a span in a unit, in the order of these spans."""
        out: dict[int, None] = {}
        for start, end, i in self.spans[self._first(self.spans, unit) :]:
            if start >= unit.end:
                break
            if end > unit.start:
                out[i] = None
        return list(out)

    @staticmethod
    def _first(spans: Sequence[tuple[int, int, int]], unit: Unit) -> int:
        """The place of the first of these spans (sorted; they do not overlap) that ends in a unit or behind it."""
        first = bisect_left(spans, (unit.start, 0, 0))
        while first > 0 and spans[first - 1][1] > unit.start:
            first -= 1
        return first

    def _saying(self, one: Tagged, unit: Unit) -> Saying:
        content = within_cap(self.text, one.content)
        cut = content != one.content
        if self._points_back(one, unit):
            content, cut = (), False  # what it points at is its content (`build`)
        draft = Draft(one.source, one.cue, content, one.rule or TAGGED, one.confidence, cut=cut)
        return Saying(draft, (unit.start, unit.end), content)

    def _part_from(self, unit: Unit, part: Unit, i: int, draft: Draft) -> None:
        """`A said X, but B denied it`: what is set against a content is no part of it, up to the end of its sentence."""
        outer, at = self.made.get(i), draft.source[0][0]
        if at < part.start:
            return
        contrast = endings(unit.language)[0]
        if outer is None or not contrast.search(unit.text, part.start, at):
            return
        if any(quote.start <= at < quote.end for quote in unit.quotes):
            return
        stop = without_loose_end(unit, part.start, at)
        if stop > part.start:
            outer.content = tuple(
                kept
                for a, b in outer.content
                for kept in (((a, stop), *self._behind(part.end, b)) if a <= part.start < b else ((a, b),))
            )

    def _behind(self, start: int, end: int) -> Iterator[Pair]:
        """What there is to read of a content behind a sentence of it."""
        word = WORD.search(self.text, start, end)
        if word:
            yield word.start(), end

    def _points_back(self, one: Tagged, unit: Unit) -> bool:
        """`This was stated by the engineer`: all that is said stands before."""
        if not one.source or not one.cue or one.source[0] < one.cue[0] or len(one.content) > 1:
            return False
        start, end = one.content[0]
        return self.text[start:end].lower() in unit.language.attributes.pointing and end <= one.cue[0][0]

    def _nested(self, unit: Unit) -> Iterator[Saying]:
        """What the rules find in each content that stands here: somebody's words on another's words."""
        for start, end, i in self.pieces[self._first(self.pieces, unit) :]:
            if start >= unit.end:
                break
            if end <= unit.start:
                continue
            for part in self._sentences(unit, max(start, unit.start), min(end, unit.end)):
                for draft in self._drafts(part, i):
                    if draft.source and draft.cue and draft.content:
                        self._part_from(unit, part, i, draft)
                        yield Saying(draft, (unit.start, unit.end), draft.content)

    def _drafts(self, part: Unit, i: int) -> Iterator[Draft]:
        """What the rules find in a sentence of a content; no two by one cue."""
        outer = self.made.get(i)
        more = goes_on(part, outer.draft.source[0]) if outer and outer.draft.source else None
        cues: list[Pair] = []
        drafts = [*([more[0]] if more else []), *(drafted(part) if part.cues else ()), *nested(part)]
        for made in drafts:
            draft = made if made.source and made.cue else None
            if draft is None or any(a < d and c < b for a, b in cues for c, d in draft.cue):
                continue
            cues.extend(draft.cue)
            if more and outer and made is more[0]:
                stop = more[1]
                outer.content = tuple((a, min(b, stop)) if a <= part.start < b else (a, b) for a, b in outer.content)
            yield draft

    def _sentences(self, unit: Unit, start: int, end: int) -> Iterator[Unit]:
        """The sentences of a content, for a unit holds all those that a quotation bridges."""
        several = STOP.search(self.text, start, end - 1)
        for first, last in sentences(self.text, start, end) if several else ((start, end),):
            part = inner(unit, first, last)
            if part is not None:
                yield part

    def _carried(self, unit: Unit) -> Iterator[Saying]:
        """`C, as stated by X`: who carries all that the sentence says, whoever else says it there; the corpus that the net
        learned from marks one of the two."""
        by = unit.language.grammar.by
        if not any(word.low == by for word in unit.words):
            return
        taken = [(a, b) for a, b, _ in self.spans[self._first(self.spans, unit) :] if a < unit.end]
        for found in unit.cues:
            draft = rules.stated_by(unit, found) if unit.low(found.last) == by else None
            if draft is None or draft.rule != "as_stated_by":
                continue
            if not any(a < d and c < b for a, b in taken for c, d in (*draft.cue, *draft.source)):
                yield Saying(draft, (unit.start, unit.end), draft.content)
        for i, word in enumerate(unit.words):
            draft = quoted_by(unit, i) if word.low == by else None
            if draft and not any(a < d and c < b for a, b in taken for c, d in draft.cue):
                yield Saying(draft, (unit.start, unit.end), draft.content)
