"""A paragraph made ready for the rules: units of speech with their words, quotations and cues."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dissensus.langs import Cue, Language
from dissensus.records import Block
from dissensus.text import Quotation, Token, head, quotations, sentences, tokens

MAX_CUE_WORDS = 5
# Characters of a unit that are read, and of a statement's content (docs/faults.md, row 10). Whatever is longer is a list
# run together, a page without stops, or a speech.
MAX_UNIT = 2_000
MAX_QUOTED = 1_000  # characters that are read of a quotation in a longer unit, so that who says it is read as well


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in a unit: the words `first` to `last` (indices, end exclusive) and what the language says of them. `apart` is
    the word of it that stands later in its clause (`teilte ... mit`)."""

    first: int
    last: int
    cue: Cue
    apart: int | None = None


@dataclass(slots=True)
class Unit:
    """A sentence, or the sentences that one quotation spans. `quoted[i]` says that word i stands between quotation marks.
    `breaks_off` says that it goes on behind `end`, where it is not read."""

    text: str
    start: int
    end: int
    words: list[Token]
    quotes: list[Quotation]
    quoted: list[bool]
    language: Language
    paragraph_start: bool
    breaks_off: bool = False
    _cues: list[Found] | None = None

    @property
    def cues(self) -> list[Found]:
        """Its cues, looked for when they are asked for first."""
        if self._cues is None:
            self._cues = _cues(self)
        return self._cues

    def low(self, i: int) -> str:
        """Word i for comparing, or nothing beyond the ends."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def quote_at(self, i: int) -> Quotation | None:
        """The quotation in which word i stands."""
        if 0 <= i < len(self.words) and self.quoted[i]:
            return next((q for q in self.quotes if q.start <= self.words[i].start < q.end), None)
        return None

    def trimmed(self, first: int, last: int) -> tuple[int, int] | None:
        """Offsets of words first to last (end exclusive) without commas, stops and dashes at the borders; None if nothing
        is left. A quotation mark at a border stays."""
        while first < last and self.words[first].text in ",.;:—–-)":
            first += 1
        while last > first and self.words[last - 1].text in ",;:—–-(":
            last -= 1
        if not any(w.is_word for w in self.words[first:last]):
            return None
        return self.words[first].start, self.words[last - 1].end


def units(text: str, start: int, end: int, language: Language) -> Iterator[Unit]:
    """The units of one paragraph, in order."""
    quotes = quotations(text, start, end)
    spans = sentences(text, start, end)
    if language.grammar.stop_before_mark:
        spans = _split_behind(text, spans, quotes)
    spoken = [q for q in quotes if not _is_name(text, q, language)]
    spans = _merge(text, spans, quotes, language)
    at = 0  # the first quotation that does not end before the unit
    for number, (a, b) in enumerate(spans):
        while at < len(spoken) and spoken[at].end <= a:
            at += 1
        beyond = at
        while beyond < len(spoken) and spoken[beyond].start < b:
            beyond += 1
        read = _read(text, a, b, spoken[at:beyond])
        inside = [q for q in spoken[at:beyond] if q.start < read[-1][1]]
        words = [word for first, last in read for word in tokens(text, first, last)]
        unit = Unit(text, a, read[-1][1], words, inside, _quoted(words, inside), language, number == 0)
        unit.breaks_off = unit.end < b
        yield unit


OPENING, CLOSING = "“«„‘'\"‹", "”»“’'\"›"


def inner(unit: Unit, start: int, end: int) -> Unit | None:
    """What stands in a unit between two offsets, read as a unit of its own, without the quotation marks around it."""
    words = [word for word in unit.words if start <= word.start and word.end <= end]
    if words and words[0].text in OPENING:
        words = words[1:]
    if words and words[-1].text in CLOSING:
        words = words[:-1]
    if not words:
        return None
    start, end = words[0].start, words[-1].end
    quotes = [one for one in quotations(unit.text, start, end) if not _is_name(unit.text, one, unit.language)]
    return Unit(unit.text, start, end, words, quotes, _quoted(words, quotes), unit.language, unit.paragraph_start)


BREAK = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def bridged(text: str, line: Sequence[tuple[int, Block]]) -> Iterator[tuple[int, Block]]:
    """The numbered blocks of one line, those that a closed quotation spans as one, under the number of the last."""
    quotes = [q for q in quotations(text, line[0][1].span.start, line[-1][1].span.end) if q.closed]
    at, whole = 0, line[0]
    for number, block in line[1:]:
        while at < len(quotes) and quotes[at].end <= block.span.start:
            at += 1
        if at < len(quotes) and quotes[at].start < whole[1].span.end:
            whole = number, replace(whole[1], kind=block.kind, span=replace(whole[1].span, end=block.span.end))
        else:
            yield whole
            whole = number, block
    yield whole


def _quoted(words: Sequence[Token], quotes: Sequence[Quotation]) -> list[bool]:
    """For each word, whether it stands in one of these quotations."""
    if not quotes:
        return [False] * len(words)
    out, at = [], 0
    for word in words:
        while at < len(quotes) and quotes[at].end <= word.start:
            at += 1
        out.append(at < len(quotes) and quotes[at].start <= word.start)
    return out


def _read(text: str, start: int, end: int, quotes: Sequence[Quotation]) -> list[tuple[int, int]]:
    """The stretches of a unit that are read: all of it up to `MAX_UNIT` characters. In a longer one a long quotation is
    cut to its head, for who says it may stand behind it, and then the unit."""
    if end - start <= MAX_UNIT:
        return [(start, end)]
    stretches, at = [], start
    for quote in quotes:
        if quote.closed and quote.end - quote.start > MAX_QUOTED:
            stretches.append((at, head(text, quote.start, quote.end, MAX_QUOTED)))
            at = quote.end - 1
    stretches.append((at, end))
    out: list[tuple[int, int]] = []
    left = MAX_UNIT
    for first, last in stretches:
        if left <= 0:
            break
        out.append((first, head(text, first, last, left)))
        left -= last - first
    return [stretch for stretch in out if stretch[0] < stretch[1]]


def within_cap(text: str, content: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """A content within `MAX_UNIT` characters, cut at the end of a sentence."""
    out, left = [], MAX_UNIT
    for start, end in content:
        if left <= 0:
            break
        stop = head(text, start, end, left)
        out.append((start, stop))
        left = left - (stop - start) if stop == end else 0
    return tuple(out)


MAX_NAME_WORDS = 5


def _is_name(text: str, quote: Quotation, language: Language) -> bool:
    """A name between quotation marks (`the "Harbour Times"`) is no quotation."""
    inner = text[quote.start + 1 : quote.end - 1].rstrip()
    if not quote.closed or not inner[-1:].isalnum():
        return False
    words = [w for w in tokens(text, quote.start, quote.end) if w.is_word]
    return (1 if language.grammar.nouns_are_capitalised else 2) <= len(words) <= MAX_NAME_WORDS and (
        all(w.is_capital or w.low in language.grammar.quoted_name_words for w in words)
    )


def _split_behind(text: str, spans: list[tuple[int, int]], quotes: list[Quotation]) -> list[tuple[int, int]]:
    """Sentences, parted where a quotation that ends in a stop is over and white space follows."""
    ends = [q.end for q in quotes if q.closed and text[q.end - 2] in ".?!…" and text[q.end : q.end + 1].isspace()]
    out = []
    for start, end in spans:
        at = start
        for cut in ends:
            if at < cut < end and text[cut:end].lstrip()[:1].isupper():
                out.append((at, cut))
                at = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
        out.append((at, end))
    return out


def _merge(
    text: str, spans: list[tuple[int, int]], quotes: list[Quotation], language: Language
) -> list[tuple[int, int]]:
    """Sentences that a quotation bridges are one unit, and so are those that only the stop of a title parts (`Rep. Doe`)."""
    out: list[tuple[int, int]] = []
    starts = [quote.start for quote in quotes]
    for a, b in spans:
        near = bisect_left(starts, a)  # quotations do not overlap: only the last to begin before can bridge
        last = quotes[max(near - 1, 0) : near]
        joins = out and (_ends_in_title(text, *out[-1], language) or _ends_in_ordinal(text, *out[-1], language))
        if out and (joins or _bridged(a, out[-1][1], last)):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _bridged(start: int, before: int, quotes: list[Quotation]) -> bool:
    return any(q.start < start < q.end and q.start < before for q in quotes)


def _ends_in_title(text: str, start: int, end: int, language: Language) -> bool:
    last = text[max(start, end - 12) : end].rsplit(None, 1)[-1:]
    return bool(last) and last[0].endswith(".") and last[0][:1].isupper() and last[0][:-1].lower() in language.titles


def _ends_in_ordinal(text: str, start: int, end: int, language: Language) -> bool:
    """`am 14. [Mai]`: a number of one or two digits whose stop makes it an ordinal."""
    mark = language.numbers.ordinal
    last = text[max(start, end - 4) : end].rsplit(None, 1)[-1:]
    return (
        bool(mark)
        and bool(last)
        and last[0].endswith(mark)
        and last[0][: -len(mark)].isdigit()
        and len(last[0]) <= MAX_ORDINAL
    )


MAX_ORDINAL = 3  # characters: a year ends its sentence


def _cues(unit: Unit) -> list[Found]:
    """Every cue outside quotation marks, the longest at each place; nouns only where somebody owns them."""
    found = []
    begins = _reach(unit.language)
    i = 0
    while i < len(unit.words):
        word = unit.words[i]
        if word.low not in begins:
            i += 1
            continue
        if unit.quoted[i] or not word.is_word or _ends_name(unit, i):
            i += 1
            continue
        hit = _longest(unit, i)
        if hit:
            found.append(hit)
            i = hit.last
        else:
            i += 1
    return found


RUNNING = 0.5  # share of words in lower case from which a unit is no headline of capital words


def _ends_name(unit: Unit, i: int) -> bool:
    """Does a word only end a name (`the United States`, `Channel Report`): one with a capital behind another, where words have
    capitals for nothing else; a word of outlets' names anywhere."""
    if i == 0 or not (unit.words[i].is_capital and unit.words[i - 1].is_capital):
        return False
    if unit.low(i) in unit.language.outlet_words:
        return True
    words = [w for w in unit.words if w.text.isalpha()]
    small = sum(w.text.islower() for w in words)
    return not unit.language.grammar.nouns_are_capitalised and small > RUNNING * len(words)


@cache
def _reach(language: Language) -> Mapping[str, int]:
    """By the words that a cue may begin with, how many words the longest one has, nouns and split cues aside."""
    out = dict.fromkeys(language.split_cues, 0)
    for form, cue in language.cues.items():
        words = (form.removeprefix("the ") if cue.noun else form).split(" ")
        out[words[0]] = max(out.get(words[0], 0), 0 if cue.noun else len(words))
    return out


def _longest(unit: Unit, i: int) -> Found | None:
    cues = unit.language.cues
    if _is_noun(unit, i):
        noun = cues.get("the " + unit.words[i].low)
        return Found(i, i + 1, noun) if noun else None
    split = _split(unit, i)
    if split:
        return split
    reach = _reach(unit.language).get(unit.words[i].low, 0)
    for n in range(min(reach, MAX_CUE_WORDS, len(unit.words) - i), 0, -1):
        if any(unit.quoted[i : i + n]):
            continue
        form = " ".join(w.low for w in unit.words[i : i + n])
        cue = cues.get(form)
        if cue and not cue.noun:
            return Found(i, i + n, cue)
    noun = cues.get("the " + unit.words[i].low)
    return Found(i, i + 1, noun) if noun else None


def _is_noun(unit: Unit, i: int) -> bool:
    """Where nouns are capitalised, a word with a capital that opens nothing is one."""
    if not unit.language.grammar.nouns_are_capitalised:
        return False
    opens = i == 0 or unit.words[i - 1].text in ".:?!;“”„»«"
    return unit.words[i].is_capital and not opens


MAX_APART = 30  # words between the two of a split cue


def _split(unit: Unit, i: int) -> Found | None:
    """A cue that begins with word i and ends in one that closes its clause, the nearest of those that can."""
    known = unit.language.split_cues.get(unit.low(i), ())
    for k in range(i + 1, min(i + MAX_APART, len(unit.words))) if known else ():
        if unit.words[k].text in ".:;?!" and not unit.quoted[k]:
            break
        cue = next((cue for cue in known if cue.apart == unit.low(k)), None)
        closes = (
            k + 1 >= len(unit.words)
            or not unit.words[k + 1].is_word
            or unit.low(k + 1) in unit.language.grammar.joiners
        )
        if cue and closes and not unit.quoted[k]:
            return Found(i, i + 1, cue, k)
    return None
