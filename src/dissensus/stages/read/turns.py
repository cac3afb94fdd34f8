"""A conversation written down turn by turn: a name in capitals, a colon, what that person says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dissensus.pieces import Paragraph
from dissensus.stages.read.draft import Pair
from dissensus.stages.read.tagger import Tagged

NAME = r"[A-Z][A-Z.\u2019'-]{1,30}"  # of two letters or more: Q and A are nobody
TURN = re.compile(rf"""\s{{0,8}}(["\u201c]?)({NAME}(?: {NAME}){{0,4}})(:)\s{{1,8}}(?=\w|["\u201c\u2018'\[(])""")
LEAST_TURNS = 3
TURN_TAKEN = "turn"
SURE = 0.9
REOPENED = '"\u201c'
ASIDE = "(["  # (CROSSTALK)


def with_turns(text: str, paragraphs: Sequence[Paragraph], found: Sequence[Tagged]) -> list[Tagged]:
    """What a tagger found, and each turn as a statement instead of what it made of names, colons and whole turns. What
    it found within a turn is left: it is nested in it."""
    return instead(list(_turns(text, paragraphs)), found)


def instead(sure: Sequence[Tagged], found: Sequence[Tagged]) -> list[Tagged]:
    """What a tagger found, and these statements, of which the page's own form is proof, instead of what it made of their
    sources, cues and whole contents."""
    if not sure:
        return list(found)
    leads = [_lead(one) for one in sure]
    said = sorted(span for one in sure for span in one.content)
    kept = []
    for one in found:
        if any(a < end and start < b for start, end in (*one.source, *one.cue) for a, b in leads):
            continue
        around = next(((a, b) for a, b in said for cue in one.cue[:1] if a <= cue[0] and cue[1] <= b), None)
        content = tuple(
            span for span in one.content if _beside(span, said) or (around is not None and _in(span, around))
        )
        if content and not (around is not None and content[0][0] <= around[0]):
            kept.append(replace(one, content=content))
    return sorted([*kept, *sure], key=lambda one: one.content[0])


def _lead(one: Tagged) -> Pair:
    """From where to where source and cue stand."""
    spans = (*one.source, *one.cue)
    return min(a for a, _ in spans), max(b for _, b in spans)


def _in(span: Pair, around: Pair) -> bool:
    return around[0] <= span[0] and span[1] <= around[1]


def _beside(span: Pair, said: Sequence[Pair]) -> bool:
    return not any(a < span[1] and span[0] < b for a, b in said)


def _turns(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Tagged]:
    """The turns, where at least two people take them and one of them again. A quotation mark that is opened again goes on
    with a turn that began with one."""
    starts = [(one, TURN.match(text, one.start, one.end)) for one in paragraphs]
    names = Counter(match[2] for _, match in starts if match)
    if len(names) < 2 or names.total() < LEAST_TURNS or names.most_common(1)[0][1] < 2:
        return
    turn: Tagged | None = None
    quoted = False
    for one, match in starts:
        end = one.start + len(text[one.start : one.end].rstrip())
        if match and match.end() < end:
            if turn:
                yield turn
            quoted = bool(match[1])
            turn = Tagged((match.span(2),), (match.span(3),), ((match.end(), end),), SURE, TURN_TAKEN)
        elif (
            turn and quoted and end - one.start > 2 and text[one.start] in REOPENED and text[one.start + 1] not in ASIDE
        ):
            turn = replace(turn, content=(*turn.content, (one.start + 1, end)))
        elif turn:
            yield turn
            turn = None
    if turn:
        yield turn
