"""What a report leaves out on request: the ends of long quotations, and the running text of the articles.

A view goes in, the same view with less in it comes out, before anything is laid out: so the report, the brief and the
terminal leave out the same. What is left of a quotation is word for word, from its beginning; `[…]` is ours and stands where
something is left out. Spans stay those of the whole passage, so that a citation still says where all of it stands, and
what is quoted keeps its anchor: a link leads where it led before.

Names are blacked out by `redacted.py`. That goes first: a cut may part a name, and then it is not found any more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence, Set
from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

from dissensus.errors import LimitError
from dissensus.records import MACHINE, BlockKind, Interval, Maker, Span
from dissensus.show.agreements import Alone
from dissensus.show.annotate import ANCHORED
from dissensus.show.changes import Change
from dissensus.show.places import PlaceView
from dissensus.show.segments import GAP, Context, Mark, Passage, Segment, quote
from dissensus.show.shapes import (
    ArticleView,
    ClaimView,
    CorpusView,
    PartView,
    PositionView,
    RelatedView,
    RoleView,
    SpeakerView,
    StatementView,
    StoryView,
)
from dissensus.show.words import OURS

OWN = "own"  # the role of what an outlet says itself
LEAST = 40  # characters of a quotation: in less there is often no clause
THIN = 4  # characters of signs between two passages that are shown with them
# Fields with words of an article, in whatever view they stand; headlines and names are no quotations.
QUOTED = frozenset(
    {
        "quote",
        "words",
        "wording",
        "source",
        "cue",
        "target_words",
        "negation",
        "hedges",
        "edits",
        "conditions",
        "roles",
        "qualifiers",
    }
)
# What no view below it is looked for in: it has none, or is changed as a whole.
ATOMS = (Segment, Context, Passage, Mark, Span, Interval, Maker, Change)

T = TypeVar("T")


# ------------------------------------------------------------------------------------------------------ the walk


class Walk:
    """Rebuilds a view with all views in it: `change` is handed each of them before those that it holds, `text` each string
    with the name of its field. What stands in several places is rebuilt once, and what stays as it was is not rebuilt."""

    def __init__(  # noqa: D107
        self, change: Callable[[Any], Any], text: Callable[[str, str], str] = lambda _, value: value
    ) -> None:
        self.change = change
        self.text = text
        self.done: dict[int, tuple[object, object]] = {}

    def __call__(self, one: T) -> T:
        """The view anew."""
        if id(one) not in self.done:
            self.done[id(one)] = one, self._rebuilt(self.change(one))
        return self.done[id(one)][1]  # type: ignore[return-value]

    def _rebuilt(self, one: Any) -> Any:
        if isinstance(one, ATOMS):
            return one
        new = {}
        for name in _fields(type(one)):
            value = getattr(one, name)
            made = self._value(name, value)
            if made is not value:
                new[name] = made
        return replace(one, **new) if new else one

    def _value(self, name: str, value: Any) -> Any:
        if type(value) is str:  # and none of our own words, which are enums
            return self.text(name, value)
        if isinstance(value, tuple):
            made = tuple(self._value(name, one) for one in value)
            return value if all(a is b for a, b in zip(value, made, strict=True)) else made
        return self(value) if is_dataclass(value) else value


_NAMES: dict[type, tuple[str, ...]] = {}  # by class those of its fields


def _fields(kind: type) -> tuple[str, ...]:
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(kind))
    return _NAMES[kind]


# ------------------------------------------------------------------------------------------ the articles' texts


def without_texts(view: CorpusView) -> CorpusView:
    """The view without the running text of its articles. Passages that are quoted stay, each with who says so, word for
    word and at its place; `[…]` stands for the rest, as for what has changed between versions.

    What an outlet says in its own voice is running text, unless a claim, a position, a day, a figure, a place or an agreement
    is told by it.
    """
    return replace(Walk(_Texts(view).change)(view), left_out=replace(view.left_out, texts=True))


class _Texts:
    """Articles without their running text; with a `length` no passage in them is longer."""

    def __init__(self, view: CorpusView, length: int | None = None) -> None:
        self.length = length
        self.quoted = _quoted(view)
        self.parts = {one.id: tuple(map(self._part, one.parts)) for one in view.articles}
        # Where it is said that something is left out, for what can be shown no more.
        self.left = {
            one.id: {new.name: _at(new) for old, new in zip(one.parts, self.parts[one.id], strict=True) if new != old}
            for one in view.articles
        }

    def change(self, one: Any) -> Any:
        """A view with what is left of the text in it."""
        if isinstance(one, Alone):
            return replace(one, own=())
        if isinstance(one, PositionView):  # the sentences around a quotation are running text
            return replace(one, context=replace(one.context, before="", after=""))
        if not isinstance(one, ArticleView):
            return one
        parts = self.parts[one.id] if one.id in self.parts else tuple(map(self._part, one.parts))
        return replace(one, parts=parts, changes=tuple(map(self._changed, one.changes)))

    def _part(self, part: PartView) -> PartView:
        if part.name == "title":
            return part
        segments = _Remains(self.quoted, self.length).of(part.segments)
        return part if segments == part.segments else replace(part, segments=segments)

    def _changed(self, change: Change) -> Change:
        older, newer = self._place(change.older), self._place(change.newer)
        if (older, newer) == (change.older, change.newer):
            return change
        return Change(change.kind, older, newer)

    def _place(self, span: Span | None) -> Span | None:
        places = self.left.get(span.article, {}) if span else {}
        if span is None or span.part not in places:
            return span
        start, end = places[span.part]
        return Span(span.article, span.part, start, end)


def _at(part: PartView) -> tuple[int, int]:
    """Where a part says for the first time that something is left out."""
    at = "".join(segment.text for segment in part.segments).find(OURS)
    return (at, at + len(OURS)) if at >= 0 else (0, 0)


def _quoted(view: CorpusView) -> frozenset[str]:
    """The anchors of what is quoted somewhere else than among all that is said in an article, by a speaker, or of a
    place."""
    found: set[str] = set()
    seen: set[int] = set()
    left: list[object] = [view]
    while left:
        one = left.pop()
        if isinstance(one, tuple):
            left += one
        elif (
            is_dataclass(one)
            and id(one) not in seen
            and not isinstance(one, ArticleView | SpeakerView | Alone | PlaceView)
        ):
            seen.add(id(one))
            found.add(str(getattr(one, "anchor", "")))
            left += [getattr(one, name) for name in _fields(type(one))]
    return frozenset(found)


class _Remains:
    """What is left of a part. Within a block with passages `[…]` stands between them; blocks in a row without any are one
    paragraph `[…]`. `length` is how much may stand at a stretch: a passage that begins within one that was cut is begun
    anew. What is left out and quoted elsewhere can still be led to: its anchors stand before the `[…]`."""

    def __init__(self, quoted: Set[str], length: int | None) -> None:
        self.quoted = quoted
        self.length = length
        self.out: list[Segment] = []

    def of(self, segments: Sequence[Segment]) -> tuple[Segment, ...]:
        """The segments that are left of these."""
        left: list[Segment] = []
        for _, run in groupby(segments, key=lambda one: one.block):
            block = list(run)
            if not any(map(self._stays, block)):
                left += block
                continue
            self._paragraph(left)
            self._block(block)
            left = []
        self._paragraph(left)
        return tuple(self.out)

    def _stays(self, one: Segment) -> bool:
        return any(mark.role in ANCHORED and (mark.role != OWN or mark.anchor in self.quoted) for mark in one.marks)

    def _is_led_to(self, mark: Mark, one: Segment) -> bool:
        return mark.anchor in one.anchors and (mark.role != OWN or mark.anchor in self.quoted)

    def _paragraph(self, left: Sequence[Segment]) -> None:
        """One paragraph for the blocks that are left out."""
        written = [one for one in left if one.text.strip()]
        if not written:
            return
        known = next((one for one in written if one.block is not None), written[0])
        like = replace(known, kept=True, kind=BlockKind.PARAGRAPH, rule=None, language=None, by=MACHINE)
        self._ours(OURS, left, like)

    def _block(self, block: Sequence[Segment]) -> None:
        gap: list[Segment] = []
        room, was_cut, begun = self.length, False, False
        for piece in block:
            if not self._stays(piece) or (was_cut and not piece.anchors):  # nothing, or more of what was cut
                gap.append(piece)
                continue
            if was_cut or not _is_thin(gap):
                self._ours(" " if was_cut else f"{' ' * begun}{OURS} ", gap, piece)
                room = self.length
            else:
                self.out += gap
            text = piece.text if room is None else cut(piece.text, room)
            self.out.append(piece if text == piece.text else replace(piece, text=text))
            room = None if room is None else max(room - len(text), 0)
            gap, was_cut, begun = [], text != piece.text, True
        if was_cut or not _is_thin(gap):
            self._ours("" if was_cut else f" {OURS}", gap, block[-1])
        else:
            self.out += gap

    def _ours(self, text: str, left: Sequence[Segment], like: Segment) -> None:
        """Words of ours in the place of others, behind the anchors of these."""
        start, end = (left[0].start, left[-1].end) if left else (like.start, like.start)
        blank = replace(like, text="", start=start, end=start, marks=(), anchors=())
        for one in left:
            if marks := tuple(mark for mark in one.marks if mark.role in ANCHORED and self._is_led_to(mark, one)):
                self.out.append(replace(blank, marks=marks, anchors=tuple(dict.fromkeys(m.anchor for m in marks))))
        if text:
            self.out.append(replace(blank, text=text, end=end))


def _is_thin(gap: Sequence[Segment]) -> bool:
    """Are there only a few signs between two passages: the stop, the comma."""
    text = "".join(piece.text for piece in gap)
    return len(text) <= THIN and not any(map(str.isalnum, text))


# --------------------------------------------------------------------------------------------- long quotations


def check_length(length: int | None) -> None:
    """Can quotations be cut to this; LimitError where they cannot."""
    if length is not None and length < LEAST:
        raise LimitError(f"--quote-length {length}: too short to quote anything; {LEAST} characters is the least")


def capped(view: CorpusView, length: int) -> CorpusView:
    """The view with no quotation longer than `length` characters, `[…]` included, and without the running text of the
    articles. Passages that are quoted together share the length; what stands around them has what they leave of it.

    LimitError for fewer than 40 characters. Typed claims are not answered, for the store would answer with whole passages.
    """
    check_length(length)
    cap = _Cap(view, length)
    return replace(Walk(cap.change, cap.text)(view), asked=None, left_out=replace(view.left_out, length=length))


class _Cap:
    """Cuts quotations. Two that differ are not cut to the same words, for these would be taken for the words of both."""

    def __init__(self, view: CorpusView, length: int) -> None:
        self.length = length
        self.texts = _Texts(view, length)
        self.headlines = {article.title for article in view.articles}
        self.whole: dict[str, str] = {}  # by what was made of it
        self.made: dict[str, str] = {}

    def text(self, name: str, value: str) -> str:
        """A string of a view, cut if it is a quotation, or a name so long that it is words of an article."""
        if name in {"name", "holder_name"}:
            return cut(value, self.length)
        return self.quoted(value) if name in QUOTED else value

    def change(self, one: Any) -> Any:
        """A view whose parts are cut together."""
        if isinstance(one, PositionView | StatementView | ClaimView):
            return self._together(one)
        if isinstance(one, ArticleView | Alone):
            return self.texts.change(one)
        if (
            isinstance(one, StoryView | RelatedView) and one.title not in self.headlines
        ):  # it is the first line of a text
            return replace(one, title=cut(one.title, self.length))
        if isinstance(one, Passage | RoleView):
            return replace(one, text=cut(one.text, self.length)) if len(one.text) > self.length else one
        words, found = getattr(one, "words", None), getattr(one, "quote", None)
        if isinstance(words, str) and isinstance(found, str) and len(found) > self.length:
            return replace(one, quote=around(found, words, self.length))
        return one

    def _together(self, one: PositionView | StatementView | ClaimView) -> PositionView | StatementView | ClaimView:
        full = quote(one.passages)
        short = self.quoted(full)
        found = _shared(one.passages, short) if short != full else one.passages
        if isinstance(one, ClaimView):
            return replace(one, passages=found)
        if isinstance(one, StatementView):
            return replace(one, passages=found, quote=self.quoted(one.quote))
        words = self.quoted(one.quote)
        return replace(one, passages=found, quote=words, context=_beside(one.context, self.length - len(words)))

    def quoted(self, text: str) -> str:
        """A quotation, cut if it is too long."""
        if len(text) <= self.length:
            return text
        if text not in self.made:
            short = cut(text, self.length)
            while self.whole.get(short, text) != text and len(short) > len(OURS):
                short = cut(text, len(short) - 1)
            self.whole[short] = text
            self.made[text] = short
        return self.made[text]


def cut(text: str, length: int) -> str:
    """The beginning of a text, cut at a word, with `[…]`; all of it if that is no longer than `length`."""
    if len(text) <= length:
        return text
    room = max(length - len(OURS) - 1, 0)
    if not text[room].isspace():
        word = max((at for at in range(room) if text[at].isspace()), default=0)
        room = word if word > room // 2 else room
    while room and unicodedata.combining(text[room]):  # a letter keeps its marks
        room -= 1
    head = text[:room].rstrip()
    return f"{head} {OURS}" if head else OURS


def cut_before(text: str, length: int) -> str:
    """The end of a text, cut at a word, with `[…]` before it; all of it if that is no longer than `length`."""
    if len(text) <= length:
        return text
    start = len(text) - max(length - len(OURS) - 1, 0)
    at = next((at for at in range(start, len(text)) if text[at - 1].isspace()), len(text))
    tail = text[at:]
    return f"{OURS} {tail}" if tail.strip() else ""


def around(text: str, words: str, length: int) -> str:
    """A piece of a text in which these words of it stand, with `[…]` where it is cut."""
    short = cut(text, length)
    at = text.find(words)
    if at < 0 or at + len(words) <= len(short.removesuffix(OURS)):
        return short
    room = length - len(words) - 2 * (len(OURS) + 1)
    start = max(at - max(room, 0) // 2, 0)
    start = next((place for place in range(start, at) if text[place - 1].isspace()), at)
    return f"{OURS} {cut(text[start:], length - len(OURS) - 1)}"


def _shared(found: Sequence[Passage], short: str) -> tuple[Passage, ...]:
    """Passages cut where their quotation is; of those behind the cut `[…]` is left, with their places."""
    room = len(short.removesuffix(OURS).rstrip())
    out = []
    for passage in found:
        if room < len(passage.text):
            head = passage.text[: max(room, 0)].rstrip()
            passage = replace(passage, text=f"{head} {OURS}" if head else OURS)  # noqa: PLW2901
            room = 0
        room -= len(passage.text) + len(GAP)
        out.append(passage)
    return tuple(out)


def _beside(context: Context, room: int) -> Context:
    """What stands around a quotation as far as there is room: first its own sentence, then those beside it."""
    lead = cut_before(context.lead, room) if room > len(OURS) else ""
    room -= len(lead)
    trail = cut(context.trail, room) if room > len(OURS) else ""
    room -= len(trail)
    before = context.before if lead == context.lead and len(context.before) <= room else ""
    room -= len(before)
    after = context.after if trail == context.trail and len(context.after) <= room else ""
    return Context(before, lead, trail, after)
