"""Sayings by rules: paragraph by paragraph, the cues of each sentence in turn, and quotations that go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dissensus.langs import Language
from dissensus.records import Block, BlockKind
from dissensus.stages.read import cueless, guards, rules
from dissensus.stages.read.build import Saying, own
from dissensus.stages.read.draft import Draft, Pair
from dissensus.stages.read.scan import MAX_UNIT, Found, Unit, within_cap

SURE = 0.85  # a draft of this confidence need not prove that its source is somebody
MIN_OWN_WORDS = 4  # a shorter unit (a heading, a stray word) is nobody's statement
MIN_UNMARKED_WORDS = 8  # a shorter paragraph without a final stop is a heading


@dataclass(slots=True)
class Speaker:
    """Who spoke last while an article is read, in which paragraph, and the saying that a quotation may go on with."""

    source: Pair | None = None
    block: int = -1
    saying: Saying | None = None
    length: int = 0  # characters of that saying's content

    def at(self, number: int) -> Pair | None:
        """Who spoke last, if in this paragraph or the one before."""
        return self.source if number - self.block <= 1 else None


def by_rules(unit: Unit, block: Block, number: int, last: Speaker) -> Iterator[Saying]:
    """The sayings of one unit: the drafts of the rules, or a quotation that goes on, or the outlet's own voice."""
    drafts = drafted(unit)
    if drafts:
        sayings = [Saying(draft, (unit.start, unit.end), draft.content) for draft in drafts]
        tops = [one for one in sayings if not any(inside(one.draft, other) for other in drafts)]
        speaking = [one for one in tops if one.draft.source]
        if speaking:
            last.source, last.block, last.saying = speaking[-1].draft.source[0], number, speaking[-1]
            last.length = sum(b - a for a, b in speaking[-1].content)
        yield from sayings
    else:
        yield from silent(unit, block, number, last)


def silent(unit: Unit, block: Block, number: int, last: Speaker) -> Iterator[Saying]:
    """A unit in which nobody is said to speak: a quotation that goes on, one set apart without marks, or the outlet's own
    voice."""
    near = last.at(number)
    going_on = cueless.lone_quotation(unit, near)
    if going_on:
        last.block = number
        yield from _going_on(unit, capped(going_on, unit), last)
        return
    reported = cueless.free_indirect(unit, near)
    if reported:  # what follows in this form goes on with it, and it with nothing else
        last.block = number
        if last.saying and last.saying.draft.rule != reported.rule:
            last.saying = None
        yield from _going_on(unit, capped(reported, unit), last)
        return
    unmarked = _unmarked_quotation(unit, block, near)
    if unmarked:
        last.block = number
        draft = capped(unmarked, unit)
        yield Saying(draft, (unit.start, unit.end), draft.content)
    elif sum(w.is_word for w in unit.words) >= MIN_OWN_WORDS:
        yield own(unit)


def _going_on(unit: Unit, draft: Draft, last: Speaker) -> Iterator[Saying]:
    """A quotation that goes on is more content of the saying before it, or the next one where that is full."""
    length = sum(b - a for a, b in draft.content)
    if last.saying and not draft.cut and last.length + length <= MAX_UNIT:
        last.saying.content = (*last.saying.content, *draft.content)
        last.saying.because.append(draft.rule)
        last.length += length
        return
    last.saying, last.length = Saying(draft, (unit.start, unit.end), draft.content), length
    yield last.saying


def _unmarked_quotation(unit: Unit, block: Block, near: Pair | None) -> Draft | None:
    """A paragraph of its own without a final stop, after somebody spoke: their words, set apart and without marks."""
    whole = unit.start == block.span.start and block.span.end - unit.end <= 1
    words = sum(w.is_word for w in unit.words)
    if (
        near is None
        or not whole
        or block.kind is not BlockKind.PARAGRAPH
        or words < MIN_UNMARKED_WORDS
        or unit.text[unit.end - 1] in ".?!:;…"
    ):
        return None
    return Draft((near,), (), ((unit.start, unit.end),), "unmarked_quotation", 0.5)


def capped(draft: Draft, unit: Unit) -> Draft:
    """The draft with no more content than a statement may have; one that runs to where its unit breaks off is cut too."""
    content = within_cap(unit.text, draft.content)
    runs_on = content and unit.breaks_off and not any(w.is_word for w in unit.words[:-1] if w.start >= content[-1][1])
    return replace(draft, content=content, cut=bool(draft.cut or runs_on or content != draft.content))


def drafted(unit: Unit) -> list[Draft]:
    """Each cue asked once, in order; contents of one speaker that follow each other do not overlap."""
    drafts = cueless.according_to(unit)
    for found in unit.cues:
        if any(a <= unit.words[found.first].start < b for d in drafts for a, b in (*d.cue, *d.source)):
            continue
        if guards.commits_nobody(unit, found):
            continue
        draft: Draft | None = None
        if found.cue.noun or not (guards.is_noun_here(unit, found) or guards.is_bare_infinitive(unit, found)):
            draft = next(filter(None, (rule(unit, found) for rule in rules.RULES)), None)
        noun = _as_noun(unit, found)
        if draft is None and noun is not None:
            draft = rules.owned_noun(unit, noun)
        if (
            draft
            and draft.source
            and not guards.names_a_speaker(unit, draft.source[0], found.cue.lemma, draft.rule, draft.confidence >= SURE)
        ):
            continue
        if draft and not any(d.content == draft.content and d.content for d in drafts):
            drafts.append(draft)
    if not drafts:
        anybody = cueless.quoted_by_anybody(unit)
        drafts = [anybody] if anybody else []
    drafts = [d for d in drafts if not any(_steals(d, other) for other in drafts)]
    return [capped(_cut_at_next(draft, drafts, unit), unit) for draft in drafts]


def _steals(draft: Draft, other: Draft) -> bool:
    """Does a draft's source take in another's cue: then it is no source."""
    return draft is not other and any(s < d and c < e for s, e in draft.source for c, d in other.cue)


def _as_noun(unit: Unit, found: Found) -> Found | None:
    """The noun of the same form as a verb (`claims`, `report`)."""
    cue = unit.language.cues.get("the " + found.cue.form)
    return replace(found, cue=cue) if cue and not found.cue.noun else None


def _cut_at_next(draft: Draft, drafts: list[Draft], unit: Unit) -> Draft:
    """A content ends where the same speaker's next saying begins (`said A, adding that B`), and where somebody else is
    set against it (`said A, but Y denied B`)."""
    if draft.rule in ("trailing", "according_to") or not draft.content:
        return draft
    contrast = endings(unit.language)[0]
    a, b = draft.content[-1]
    for other in drafts:
        if other is draft or not other.cue:
            continue
        at = other.cue[0][0]
        if other.rule == "trailing" and a < other.content[0][1] < b:
            b = other.content[0][1]
        elif other.rule in ("participle", "shared_subject") and a < at < b and other.source == draft.source:
            b = at
        elif (
            other.source
            and a < other.source[0][0] < b
            and (
                contrast.search(unit.text, a, other.source[0][0])
                or (
                    draft.shape != "clause"
                    and other.rule == "clause"
                    and unit.text[a : other.source[0][0]].rstrip().endswith(",")
                )
            )
        ):
            b = other.source[0][0]
    b = without_loose_end(unit, a, b)
    return replace(draft, content=(*draft.content[:-1], (a, b))) if b - a > 2 else draft


def without_loose_end(unit: Unit, start: int, end: int) -> int:
    """Where a stretch ends without what only leads to the next."""
    loose_end = endings(unit.language)[1]
    while end > start and (match := loose_end.search(unit.text, start, end)):
        end = match.start()
    return end


@cache
def endings(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What sets somebody else against what was said, and what a content does not end in."""
    return re.compile(language.grammar.contrast), re.compile(language.grammar.loose_end)


def inside(inner: Draft, outer: Draft) -> bool:
    """Does a draft's cue lie in another's content."""
    return inner is not outer and any(a <= s and e <= b for s, e in inner.cue for a, b in outer.content)
