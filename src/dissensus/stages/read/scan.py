"""A paragraph made ready for the rules: units of speech with their words, quotations and cues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dissensus.langs import Cue, Language
from dissensus.text import Quotation, Token, quotations, sentences, tokens

MAX_CUE_WORDS = 5
MAX_UNIT = 2_000  # characters; a unit beyond that (a list run together, a page without stops) is cut to its head


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in a unit: the words `first` to `last` (indices, end exclusive) and what the language says of them."""

    first: int
    last: int
    cue: Cue


@dataclass(slots=True)
class Unit:
    """A sentence, or the sentences that one quotation spans. `quoted[i]` says that word i stands between quotation marks."""

    text: str
    start: int
    end: int
    words: list[Token]
    quotes: list[Quotation]
    quoted: list[bool]
    language: Language
    paragraph_start: bool
    cues: list[Found] = field(default_factory=list)

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
    spans = _merge(text, sentences(text, start, end), quotes, language)
    for a, stop in spans:
        b = min(stop, a + MAX_UNIT)
        words = tokens(text, a, b)
        inside = [q for q in quotes if q.start < b and a < q.end]
        inside = [q for q in inside if not _is_name(text, q)]
        quoted = [any(q.start <= w.start < q.end for q in inside) for w in words]
        unit = Unit(text, a, b, words, inside, quoted, language, not text[start:a].strip())
        unit.cues = _cues(unit)
        yield unit


MAX_NAME_WORDS = 5


def _is_name(text: str, quote: Quotation) -> bool:
    """A name between quotation marks (`the "Harbour Times"`) is no quotation."""
    words = [w for w in tokens(text, quote.start, quote.end) if w.is_word]
    inner = text[quote.start + 1 : quote.end - 1].rstrip()
    return (
        2 <= len(words) <= MAX_NAME_WORDS
        and quote.closed
        and inner[-1:].isalnum()
        and all(w.is_capital or w.low in ("of", "the", "and") for w in words)
    )


def _merge(
    text: str, spans: list[tuple[int, int]], quotes: list[Quotation], language: Language
) -> list[tuple[int, int]]:
    """Sentences that a quotation bridges are one unit, and so are those that only the stop of a title parts (`Rep. Doe`)."""
    out: list[tuple[int, int]] = []
    for a, b in spans:
        if out and (_ends_in_title(text, *out[-1], language) or _bridged(a, out[-1][1], quotes)):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _bridged(start: int, before: int, quotes: list[Quotation]) -> bool:
    return any(q.start < start < q.end and q.start < before for q in quotes)


def _ends_in_title(text: str, start: int, end: int, language: Language) -> bool:
    last = text[max(start, end - 12) : end].rsplit(None, 1)[-1:]
    return bool(last) and last[0].endswith(".") and last[0][:1].isupper() and last[0][:-1].lower() in language.titles


def _cues(unit: Unit) -> list[Found]:
    """Every cue outside quotation marks, the longest at each place; nouns only where somebody owns them."""
    found = []
    i = 0
    while i < len(unit.words):
        word = unit.words[i]
        named = word.is_capital and i > 0 and unit.words[i - 1].is_capital and word.low in unit.language.outlet_words
        if unit.quoted[i] or not word.is_word or named:
            i += 1
            continue
        hit = _longest(unit, i)
        if hit:
            found.append(hit)
            i = hit.last
        else:
            i += 1
    return found


def _longest(unit: Unit, i: int) -> Found | None:
    cues = unit.language.cues
    for n in range(min(MAX_CUE_WORDS, len(unit.words) - i), 0, -1):
        if any(unit.quoted[i : i + n]):
            continue
        form = " ".join(w.low for w in unit.words[i : i + n])
        cue = cues.get(form)
        if cue and not cue.noun:
            return Found(i, i + n, cue)
    noun = cues.get("the " + unit.words[i].low)
    return Found(i, i + 1, noun) if noun else None
