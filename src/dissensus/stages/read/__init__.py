"""read: who said what. Article and its kept blocks in; statements, mentions, times and quantities out.

Rules only (`rules.RULES`), one paragraph at a time. What no statement covers is the outlet's own voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dissensus.langs import Language, read_languages
from dissensus.langs.names import name_of
from dissensus.records import (
    Act,
    Article,
    Basis,
    Block,
    BlockKind,
    Drop,
    Hop,
    Kind,
    Maker,
    Mention,
    MentionKind,
    Quantity,
    Record,
    Span,
    SpeakerKind,
    Statement,
    Target,
    Time,
    Voice,
    make_id,
)
from dissensus.stages.read import attributes, cueless, guards, rules
from dissensus.stages.read.draft import Draft, Pair, no_cue
from dissensus.stages.read.figures import figures
from dissensus.stages.read.names import names
from dissensus.stages.read.scan import BREAK, MAX_UNIT, Found, Unit, bridged, units, within_cap
from dissensus.stages.read.sources import who
from dissensus.stages.read.times import new_clock, times

VERSION = "3"
MAKER = Maker("read", VERSION)
NAMING = frozenset({"call", "describe", "label", "brand", "portray", "characterize", "characterise"})
SURE = 0.85  # a draft of this confidence need not prove that its source is somebody
CUT = "content_cut_at_cap"  # why a statement's content is not all of what was said
MIN_OWN_WORDS = 4  # a shorter unit (a heading, a stray word) is nobody's statement
READ_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.LIST, BlockKind.HEADING})


@dataclass(slots=True)
class Reading:
    """An article while it is read: what came before matters to `this was stated by` and to quotations that go on."""

    article: Article
    language: Language
    made: list[Statement] = field(default_factory=list)
    last_source: Pair | None = None  # who spoke last, and in which block
    last_block: int = -1
    last_statement: int = -1  # its place in `made`
    more: dict[int, list[Span]] = field(default_factory=dict)  # by place in `made`, quotations that go on with it
    length: int = 0  # characters of the last statement's content, with these
    named: list[Pair] = field(default_factory=list)


def read(article: Article, blocks: Sequence[Block]) -> Iterator[Record]:
    """Statements with their sources as mentions, then times and quantities; for a language without a file a Drop that
    says so, and nothing else. A block in another language than its article is not read."""
    language = read_languages().get(article.language or "")
    if language is None:
        if any(block.kept for block in blocks):
            reason = _not_read(article.language)
            yield Drop(make_id("drop", article.id, "read", reason), article.id, "read", reason)
        return
    reading = Reading(article, language)
    text = article.parts.text
    clock = new_clock(article.published.value, language)
    for number, block in _paragraphs(article, blocks):
        for unit in units(text, block.span.start, block.span.end, language):
            statements = list(_read_unit(reading, unit, block, number))
            reading.made.extend(statements)
            reading.named.extend(names(unit, block.kind is BlockKind.TITLE))
            for figure in figures(text, unit.start, unit.end):
                span = Span(article.id, "text", figure.start, figure.end)
                yield Quantity(span, figure.value, figure.unit, figure.thing, figure.bound, MAKER)
            for found in times(text, unit.start, unit.end, clock):
                span = Span(article.id, "text", found.start, found.end)
                yield Time(span, found.type, found.interval, MAKER, found.value)
    unique = {statement.id: statement for statement in _with_more(reading)}
    yield from unique.values()
    yield from _mentions(reading, list(unique.values()))


def _paragraphs(article: Article, blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """The blocks that are read, with their numbers. Where a line without any breaks was cut by sentences (`clean`), those
    that one quotation spans are one block again."""
    text = article.parts.text
    lines: list[list[tuple[int, Block]]] = []
    for number, block in enumerate(blocks):
        if not block.kept or block.kind not in READ_KINDS or block.span.part != "text":
            continue
        if block.language not in {None, article.language}:  # the rules are those of the article's language
            continue
        last, before = lines[-1][-1] if lines else (-2, block)
        gap = text[before.span.end : block.span.start]
        if last == number - 1 and gap and not gap.strip() and not BREAK.search(gap):
            lines[-1].append((number, block))
        else:
            lines.append([(number, block)])
    for line in lines:
        yield from bridged(text, line) if len(line) > 1 else line


def _not_read(code: str | None) -> str:
    """Why an article in this language is not read; views tell it by how it begins."""
    if code is None:
        return "language not told: its text is too short, or in several languages"
    known = ", ".join(name_of(code) for code in read_languages())
    return f"language {name_of(code)} ({code}) has no reading rules yet; there are some for {known}"


def _read_unit(reading: Reading, unit: Unit, block: Block, number: int) -> Iterator[Statement]:
    """The statements of one unit: the drafts of the rules, or a quotation that goes on, or the outlet's own voice."""
    drafts = _drafts(unit)
    if drafts:
        tops = [d for d in drafts if not any(_inside(d, other) for other in drafts)]
        made: dict[int, Statement] = {}
        for i, draft in enumerate(drafts):
            made[i] = _statement(reading, unit, draft)
        for i, draft in enumerate(drafts):
            parent = next((k for k, other in enumerate(drafts) if k != i and _inside(draft, other)), None)
            if parent is not None:
                above = made[parent].id
                depth = 1 + sum(_inside(drafts[parent], other) for other in drafts)
                made[i] = replace(made[i], parent=above, depth=depth)
            yield made[i]
        speaking = [d for d in tops if d.source]
        if speaking:
            reading.last_source, reading.last_block = speaking[-1].source[0], number
            reading.last_statement = len(reading.made) + drafts.index(speaking[-1])
            reading.length = sum(b - a for a, b in speaking[-1].content)
        return
    near = reading.last_source if number - reading.last_block <= 1 else None
    going_on = cueless.lone_quotation(unit, near)
    if going_on:
        reading.last_block = number
        yield from _going_on(reading, unit, going_on)
        return
    unmarked = _unmarked_quotation(unit, block, near)
    if unmarked:
        reading.last_block = number
        yield _statement(reading, unit, _capped(unmarked, unit))
        return
    if sum(w.is_word for w in unit.words) >= MIN_OWN_WORDS:
        yield _own(reading, unit)


def _going_on(reading: Reading, unit: Unit, draft: Draft) -> Iterator[Statement]:
    """A quotation that goes on is more content of the statement before it, or the next one where that is full."""
    draft = _capped(draft, unit)
    length = sum(b - a for a, b in draft.content)
    if not draft.cut and reading.length + length <= MAX_UNIT:
        more = reading.more.setdefault(reading.last_statement, [])
        more += [Span(reading.article.id, "text", a, b) for a, b in draft.content]
        reading.length += length
    else:
        reading.last_statement, reading.length = len(reading.made), length
        yield _statement(reading, unit, draft)


def _with_more(reading: Reading) -> list[Statement]:
    """All statements, each with the quotations that go on with it, under the id that this content gives it."""
    renamed = {}
    for place, more in reading.more.items():
        one = reading.made[place]
        content = (*one.content, *more)
        id_ = make_id("statement", one.article, one.part, one.source, one.cue, content)
        renamed[one.id] = id_
        because = tuple(dict.fromkeys([*one.because, "lone_quotation"]))
        reading.made[place] = replace(one, id=id_, content=content, because=because)
    return [_pointing(statement, renamed) for statement in reading.made]


def _pointing(statement: Statement, renamed: dict[str, str]) -> Statement:
    """The same statement, where it points at one whose id has changed."""
    target, parent = statement.target, statement.parent
    if target and target.statement in renamed:
        target = replace(target, statement=renamed[target.statement])
    if parent in renamed:
        parent = renamed[parent]
    return replace(statement, target=target, parent=parent)


def _capped(draft: Draft, unit: Unit) -> Draft:
    """The draft with no more content than a statement may have; one that runs to where its unit breaks off is cut too."""
    content = within_cap(unit.text, draft.content)
    runs_on = content and unit.breaks_off and not any(w.is_word for w in unit.words[:-1] if w.start >= content[-1][1])
    return replace(draft, content=content, cut=bool(draft.cut or runs_on or content != draft.content))


def _drafts(unit: Unit) -> list[Draft]:
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
    return [_capped(_cut_at_next(draft, drafts, unit), unit) for draft in drafts]


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
                CONTRAST.search(unit.text, a, other.source[0][0])
                or (
                    draft.shape != "clause"
                    and other.rule == "clause"
                    and unit.text[a : other.source[0][0]].rstrip().endswith(",")
                )
            )
        ):
            b = other.source[0][0]
    text = unit.text
    while b > a and (match := LOOSE_END.search(text, a, b)):
        b = match.start()
    return replace(draft, content=(*draft.content[:-1], (a, b))) if b - a > 2 else draft


CONTRAST = re.compile(r"(?:[,;]\s+(?:but|while|although|though|whereas)|;)\s+(?:[\w’']+\s+){0,2}$")
LOOSE_END = re.compile(r"(?:[\s,;]|\b(?:and|but|while|although|though|whereas))$")


def _inside(inner: Draft, outer: Draft) -> bool:
    """Does a draft's cue lie in another's content."""
    return inner is not outer and any(a <= s and e <= b for s, e in inner.cue for a, b in outer.content)


def _unmarked_quotation(unit: Unit, block: Block, near: Pair | None) -> Draft | None:
    """A paragraph of its own without a final stop, after somebody spoke: their words, set apart and without marks."""
    whole = unit.start == block.span.start and block.span.end - unit.end <= 1
    words = sum(w.is_word for w in unit.words)
    if (
        near is None
        or not whole
        or block.kind is not BlockKind.PARAGRAPH
        or words < 8
        or unit.text[unit.end - 1] in ".?!:;…"
    ):
        return None
    return Draft((near,), (), ((unit.start, unit.end),), no_cue(), Act.ASSERTS, "unmarked_quotation", 0.5)


def _statement(reading: Reading, unit: Unit, draft: Draft) -> Statement:
    article, text, language = reading.article, reading.article.parts.text, reading.language
    content = draft.content or within_cap(text, _said_before(reading, unit))
    spans = [tuple(Span(article.id, "text", a, b) for a, b in pairs) for pairs in (draft.source, draft.cue, content)]
    naming = draft.found.cue.lemma in NAMING
    negation = attributes.negations(text, content, language, naming=naming)
    speaker = who(text, *draft.source[0], language) if draft.source else None
    outlet = speaker is not None and speaker.speaker is SpeakerKind.OUTLET
    act = attributes.act(draft.act, draft.negated)
    hops = tuple(
        Hop(name, relation, (Span(article.id, "text", a, b),))
        for name, relation, (a, b) in attributes.chain(text, unit.start, unit.end, language)
        if (a, b) not in draft.source
    )
    because = (
        draft.rule,
        *(("cue_negated",) if draft.negated else ()),
        *(("said_before",) if not draft.content else ()),
        *((CUT,) if draft.cut else ()),
    )
    return Statement(
        id=make_id("statement", article.id, "text", *spans),
        article=article.id,
        part="text",
        voice=Voice.ATTRIBUTED,
        source=spans[0],
        cue=spans[1],
        content=spans[2],
        kind=attributes.kind(text, content),
        act=act,
        polarity=attributes.polarity(negation),
        confidence=draft.confidence,
        because=because,
        maker=MAKER,
        negation=tuple(Span(article.id, "text", a, b) for a, b in negation),
        hedges=tuple(
            Span(article.id, "text", a, b) for a, b in attributes.hedges(text, (*draft.cue, *content), language)
        ),
        target=_target(reading, draft, act, content),
        basis=attributes.basis(text[unit.start : unit.end], outlet),
        chain=hops,
    )


def _said_before(reading: Reading, unit: Unit) -> tuple[Pair, ...]:
    """What `this was stated by X` points at: all of the statement before it; itself if there is none."""
    if not reading.made:
        return ((unit.start, unit.end),)
    before = reading.made[-1]
    spans = (*before.source, *before.cue, *before.content, *reading.more.get(len(reading.made) - 1, ()))
    return ((min(s.start for s in spans), max(s.end for s in spans)),)


def _target(reading: Reading, draft: Draft, act: Act, content: tuple[Pair, ...]) -> Target | None:
    """What a denial or a doubt answers: its object, and the statement before it where the object only points back."""
    if act not in (Act.DENIES, Act.DOUBTS):
        return None
    article, text = reading.article, reading.article.parts.text
    spans = tuple(Span(article.id, "text", a, b) for a, b in content)
    if attributes.points_back(text, content):
        source = draft.source[0] if draft.source else None
        for earlier in reversed(reading.made[-4:]):
            own_words = any((s.start, s.end) == source for s in earlier.source)
            if earlier.act not in (Act.DENIES, Act.DOUBTS, Act.DECLINES) and not own_words:
                return Target(spans, earlier.id)
    return Target(spans)


def _own(reading: Reading, unit: Unit) -> Statement:
    """A sentence in the outlet's own voice."""
    article, text = reading.article, reading.article.parts.text
    content = within_cap(text, [(unit.start, unit.end)])
    spans = tuple(Span(article.id, "text", a, b) for a, b in content)
    cut = unit.breaks_off or content[-1][1] < unit.end
    negation = attributes.negations(text, content, reading.language)
    return Statement(
        id=make_id("statement", article.id, "text", (), (), spans),
        article=article.id,
        part="text",
        voice=Voice.OWN,
        source=(),
        cue=(),
        content=spans,
        kind=Kind.INDIRECT,
        act=Act.ASSERTS,
        polarity=attributes.polarity(negation),
        confidence=0.7,
        because=("own_voice", CUT) if cut else ("own_voice",),
        maker=MAKER,
        negation=tuple(Span(article.id, "text", a, b) for a, b in negation),
        hedges=tuple(Span(article.id, "text", a, b) for a, b in attributes.hedges(text, content, reading.language)),
        basis=Basis.NONE,
    )


def _mentions(reading: Reading, statements: list[Statement]) -> Iterator[Mention]:
    """The sources, read closely, and every other name of the text."""
    article, text = reading.article, reading.article.parts.text
    sources = sorted({span for statement in statements for span in statement.source})
    for span in sources:
        found = who(text, span.start, span.end, reading.language)
        yield Mention(
            id=make_id("mention", span),
            span=span,
            kind=found.kind,
            name=found.name,
            speaker_kind=found.speaker,
            maker=MAKER,
            roles=tuple(Span(article.id, "text", a, b) for a, b in found.roles),
            of=found.of,
        )
    for start, end in sorted(set(reading.named)):
        if any(s.start <= start and end <= s.end for s in sources):
            continue
        found = who(text, start, end, reading.language)
        span = Span(article.id, "text", start, end)
        yield Mention(make_id("mention", span), span, MentionKind.NAME, found.name, found.speaker, MAKER, of=found.of)
