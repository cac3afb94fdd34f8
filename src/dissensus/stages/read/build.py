"""From a saying, found by rules or by a net, to a Statement: its attributes, what it answers, what it is nested in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dissensus.langs import Language
from dissensus.records import (
    Act,
    Article,
    Hop,
    Maker,
    Span,
    Statement,
    Target,
    Voice,
    make_id,
)
from dissensus.stages.read.attributes import Aim, Spans, agency, describe
from dissensus.stages.read.draft import Draft, Pair
from dissensus.stages.read.scan import Unit, within_cap

CUT = "content_cut_at_cap"  # why a statement's content is not all of what was said
OWN = "own_voice"
OWN_CONFIDENCE = 0.7
BACK = 4  # sayings before a denial among which what it denies is looked for


@dataclass(slots=True)
class Saying:
    """A draft, the sentence in which it is said, and what joined it later: quotations that go on, the reasons for that."""

    draft: Draft
    sentence: Pair
    content: tuple[Pair, ...]
    because: list[str] = field(default_factory=list)

    @property
    def spans(self) -> list[Pair]:
        """All of it, in no order."""
        return [*self.draft.source, *self.draft.cue, *self.content]


def build(article: Article, language: Language, sayings: Sequence[Saying], maker: Maker) -> list[Statement]:
    """The statements of an article's sayings, in their order; one that stands in another's content is nested in it."""
    made: list[Statement] = []
    for number, saying in enumerate(sayings):
        if not saying.content:
            saying.content = within_cap(article.parts.text, _said_before(saying, sayings[:number]))
            saying.because.append("said_before")
        before = list(zip(sayings[max(0, number - BACK) : number], made[-BACK:], strict=True))
        made.append(_statement(article, language, saying, maker, before))
    parents = _parents(sayings)
    outer = _agency(article, sayings)

    def depth_of(number: int) -> int:
        return 1 + depth_of(parents[number]) if number in parents else 0

    return [
        replace(
            one,
            parent=made[parents[number]].id if number in parents else None,
            depth=depth_of(number),
            chain=(*outer, *one.chain),
        )
        if outer or number in parents
        else one
        for number, one in enumerate(made)
    ]


def _agency(article: Article, sayings: Sequence[Saying]) -> tuple[Hop, ...]:
    """The agency whose text the article is, as the outermost hop of all that is said in it."""
    found = agency(article.parts.text, [one.sentence for one in sayings], article.agencies, article.outlet)
    return (Hop(found.name, found.relation, _spans(article, found.spans)),) if found else ()


def own(unit: Unit) -> Saying:
    """A sentence that no statement covers: the outlet's own voice."""
    content = within_cap(unit.text, [(unit.start, unit.end)])
    cut = unit.breaks_off or content[-1][1] < unit.end
    draft = Draft((), (), content, OWN, OWN_CONFIDENCE, cut=cut)
    return Saying(draft, (unit.start, unit.end), content)


def _spans(article: Article, pairs: Sequence[Pair]) -> tuple[Span, ...]:
    return tuple(Span(article.id, "text", a, b) for a, b in pairs)


def _said_before(saying: Saying, before: Sequence[Saying]) -> tuple[Pair, ...]:
    """What `this was stated by X` points at: the longest saying of the sentence before it; its own sentence if there is
    none."""
    if not before:
        return (saying.sentence,)
    near = [one.spans for one in before if one.sentence == before[-1].sentence]
    return (max(((min(a for a, _ in spans), max(b for _, b in spans)) for spans in near), key=lambda s: s[1] - s[0]),)


def _statement(
    article: Article, language: Language, saying: Saying, maker: Maker, earlier: Sequence[tuple[Saying, Statement]]
) -> Statement:
    draft, content = saying.draft, saying.content
    told = describe(article.parts.text, Spans(draft.source, draft.cue, content), saying.sentence, language)
    spans = [_spans(article, pairs) for pairs in (draft.source, draft.cue, content)]
    reasons = (draft.rule, *told.because, *saying.because, *([CUT] if draft.cut else []))
    return Statement(
        id=make_id("statement", article.id, "text", *spans),
        article=article.id,
        part="text",
        voice=Voice.OWN if draft.rule == OWN else Voice.ATTRIBUTED,
        source=spans[0],
        cue=spans[1],
        content=spans[2],
        kind=told.kind,
        act=told.act,
        polarity=told.polarity,
        confidence=draft.confidence,
        because=tuple(dict.fromkeys(reasons)),
        maker=maker,
        negation=_spans(article, told.negation),
        hedges=_spans(article, told.hedges),
        certainty=told.certainty,
        edits=_spans(article, told.edits),
        conditions=_spans(article, told.conditions),
        target=_target(article, saying, told.target, earlier),
        basis=told.basis,
        anonymous=told.anonymous,
        chain=tuple(Hop(link.name, link.relation, _spans(article, link.spans)) for link in told.chain),
    )


def _target(
    article: Article, saying: Saying, aim: Aim | None, earlier: Sequence[tuple[Saying, Statement]]
) -> Target | None:
    """What a denial or a doubt answers, whom an accusation is for, or of whom something is demanded; the saying before it where
    the words only point back."""
    if aim is None:
        return None
    spans = _spans(article, aim.spans)
    if aim.back:
        for before, statement in reversed(earlier):
            own_words = bool(saying.draft.source) and saying.draft.source[0] in before.draft.source
            if statement.act not in (Act.DENIES, Act.DOUBTS, Act.DECLINES) and not own_words:
                return Target(spans, statement.id, aim.name)
    return Target(spans, None, aim.name)


def _parents(sayings: Sequence[Saying]) -> dict[int, int]:
    """For each saying whose cue stands in another's longer content, the one with the shortest such content. As a parent is
    always longer, none is its own ancestor."""
    contents = sorted((a, b, number) for number, saying in enumerate(sayings) for a, b in saying.content)
    longest = [0]
    for _, end, _ in contents:
        longest.append(max(longest[-1], end))  # no content up to here reaches further
    lengths = [sum(b - a for a, b in saying.content) for saying in sayings]
    out: dict[int, int] = {}
    for number, saying in enumerate(sayings):
        if not saying.draft.cue:
            continue
        start, end = saying.draft.cue[0]
        around: list[tuple[int, int]] = []
        for place in range(bisect_right(contents, (start, float("inf"), 0)) - 1, -1, -1):
            if longest[place + 1] < end:
                break
            _, stop, other = contents[place]
            if stop >= end and lengths[other] > lengths[number]:
                around.append((lengths[other], other))
        if around:
            out[number] = min(around)[1]
    return out
