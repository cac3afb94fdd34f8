"""Text as code points: bytes to text, paragraphs, sentences, tokens and quotation marks, all as offsets."""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

REPLACEMENT = "\ufffd"
# No store holds NUL, and lone surrogates are not text; one for one, so that offsets stay.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes read as text: how, how many leading bytes are a mark of order, and how many characters were replaced."""

    text: str
    encoding: str
    skipped: int
    replaced: int


def storable(text: str) -> tuple[str, int]:
    """The text with characters that no store can hold replaced one for one, and their number."""
    return UNSTORABLE.subn(REPLACEMENT, text)


MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(content: bytes, encoding: str | None = None) -> Decoded:
    """Bytes as text, the same way each time.

    A mark of order decides, then `encoding` if given, then UTF-8 if it fits but for a stray byte in a thousand, then a
    guess by charset-normalizer. A byte that does not fit becomes one U+FFFD.
    """
    skipped = 0
    for mark, named in MARKS:
        if content.startswith(mark):
            encoding, skipped = named, len(mark)
            break
    body = content[skipped:]
    if encoding is None:
        encoding = _guess(body)
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    text, replaced = storable(body.decode(encoding, errors))
    return Decoded(text, encoding, skipped, replaced)


WESTERN = 0.05  # share of bytes beyond ASCII up to which a text is Western: too few for any guess, and no other script


def _guess(body: bytes) -> str:
    """The encoding of bytes that do not say it."""
    sample = body[:200_000]
    if sample.count(0) * 8 > len(sample):  # wide characters without a mark: every other byte of Latin text is NUL
        if sample[::2].count(0) and sample[1::2].count(0):
            return "utf-32-le" if sample[::4].count(0) <= sample[3::4].count(0) else "utf-32-be"
        return "utf-16-le" if sample[1::2].count(0) else "utf-16-be"
    stray = sum(0xDC80 <= ord(c) <= 0xDCFF for c in sample.decode("utf-8", "surrogateescape"))
    if stray * 1000 <= len(sample):
        return "utf-8"
    if sum(byte >= 0x80 for byte in sample) <= WESTERN * len(sample):
        return "cp1252"  # plain letters but for a name or a quotation mark here and there
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "utf-8"


class Token(NamedTuple):
    """A word or a mark with its place. `low` is for comparing: lower case, straight apostrophes. A tuple, for a text makes
    thousands and a frozen dataclass takes three times as long."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """A word or a number, no mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[0].isupper()


# A word keeps its hyphens, apostrophes and inner stops (U.S., 3.5, secretary-general); all else is one mark.
TOKEN = re.compile(r"\w+(?:[-'’.,](?=\w)\w+)*(?:(?<=\b[A-Z])\.)?|[^\w\s]")


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of a stretch of text."""
    out = []
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        first, last = match.span()
        out.append(Token(first, last, word, word.lower().replace("’", "'")))
    return out


RUN = 5  # words that two texts share by copying and seldom by chance: what signatures and comparisons count


def fingerprint(words: Sequence[str]) -> int:
    """64 bits of a run of words, the same on every machine: two runs meet by chance once in billions of pairs."""
    joined = " ".join(words).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest())


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of a paragraph as offsets, without the white space around them, by syntok."""
    end = len(text) if end is None else end
    starts = [at + start for at in sentence_starts(text[start:end])]
    if not starts:
        return []
    out = []
    for this, following in zip(starts, [*starts[1:], end], strict=True):
        stop = following
        while stop > this and text[stop - 1].isspace():
            stop -= 1
        if stop > this:
            out.append((this, stop))
    return _with_closing_marks(text, out)


# What syntok looks further at than the words beside a stop: brackets, which it skips, and blank lines. White space that it
# and this module's patterns do not agree on counts as such, too. Round brackets without others in them are left as they are.
BRACKETS = r"\([^()]*\)"
FAR = re.compile(
    "[\n\x1c-\x1f\u200b[{\uff5f\uff5b\uff3b\uff08\ufe5d\ufe5b\ufe59\ufd3e\u301a\u3018\u2985\u2983\u2329]|\\((?![^()]*\\))"
)
STOPS = ".!?;\u203c\u203d\u2047-\u2049\u3002\ufe52\ufe57\uff01\uff0e\uff1f\uff61"
ONE_STOP = re.compile(rf"[^({STOPS}]*(?:[.!?]+[\"”’']?\s*)?")
PLAIN = r"[^\W_]+(?:[-'’][^\W_]+)*,? "
INNER = re.compile(rf"{BRACKETS}|(?<!\S){PLAIN}((?:{PLAIN})+)(?={PLAIN})")  # a word on each side stays


def sentence_starts(text: str) -> list[int]:
    """Where syntok begins a sentence. Plain words bear on that only beside a stop: it is asked without the others, which
    take most of its time."""
    from syntok import segmenter

    if FAR.search(text):
        return [s[0].offset for p in segmenter.analyze(text) for s in p if s]
    if ONE_STOP.fullmatch(text):
        first = re.search(r"\S", text)
        return [first.start()] if first else []
    kept: list[str] = []
    places, left_out = [0], [0]  # from each place of the shortened text on, how much was left out before
    at = 0
    for match in INNER.finditer(text):
        if match[1] is None:
            continue
        kept.append(text[at : match.start(1)])
        at = match.end(1)
        places.append(places[-1] + len(kept[-1]))
        left_out.append(at - places[-1])
    kept.append(text[at:])
    found = (s[0].offset for p in segmenter.analyze("".join(kept)) for s in p if s)
    return [place + left_out[bisect_right(places, place) - 1] for place in found]


def _with_closing_marks(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A closing quotation mark that stands alone at a sentence's beginning belongs to the one before."""
    out: list[tuple[int, int]] = []
    for first, end in spans:
        start = first
        if out and text[start] in "”»’" and out[-1][1] <= start:
            out[-1] = (out[-1][0], start + 1)
            start += 1
            while start < end and text[start].isspace():
                start += 1
        if start < end:
            out.append((start, end))
    return out


def head(text: str, start: int, end: int, limit: int) -> int:
    """Where a stretch is cut that may have `limit` characters: its end if that is within, else the last end of a
    sentence that leaves half of them or more, else the last end of a word, else the limit."""
    if end - start <= limit:
        return end
    stop = start + limit
    whole = sentences(text, start, stop)[:-1]  # the last one goes on
    if whole and whole[-1][1] - start >= limit // 2:
        return whole[-1][1]
    at = stop
    while at > start and not text[at].isspace():
        at -= 1
    while at > start and text[at - 1].isspace():
        at -= 1
    return at if at > start else stop


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run between quotation marks: with its marks from `start` to `end`. `closed` is False where the mark is missing."""

    start: int
    end: int
    closed: bool


CLOSING = {"“": "”", "«": "»", "„": "“”", "‘": "’", '"': '"', "‹": "›", "'": "'", "‚": "‘’", "「": "」", "『": "』"}
CLOSING |= {"»": "«", "›": "‹"}  # as printed in German books
OPENING = re.compile(f"[{''.join(CLOSING)}]")
CLOSERS = {closers: re.compile(f"[{closers}]") for closers in CLOSING.values()}


def quotations(text: str, start: int, end: int, *, single: bool = False) -> list[Quotation]:
    """The quotations of one paragraph, outermost only. An opening mark that nothing closes runs to the paragraph's end, as
    where a speech goes on over several paragraphs; a lone straight mark that nothing closes opens nothing unless it opens
    the paragraph. Time goes with the length: a mark that nothing closes is looked for once. A straight single mark, which
    is an apostrophe mostly, counts with `single` alone."""
    out = []
    lone: set[str] = set()  # opening marks that nothing closes from here on
    at = start
    while at < end:
        mark = OPENING.search(text, at, end)
        if mark is None:
            break
        at = mark.start()
        if (
            text.startswith("''", at) and (twin := text.find("''", at + 2, end)) > 0
        ):  # two for one, as typewriters had it
            out.append(Quotation(at, twin + 2, True))
            at = twin + 2
            continue
        closers = CLOSING[text[at]]
        if (text[at] == "'" and not single) or not _opens(text, at, start):
            at += 1
            continue
        close = None if text[at] in lone else _closing(text, at, end, closers)
        if close is not None:
            out.append(Quotation(at, close + 1, True))
            at = close + 1
        elif text[at] == "“" or (text[at] == '"' and not text[start:at].strip()):
            out.append(Quotation(at, end, False))
            break
        else:
            lone.add(text[at])
            at += 1
    return out


def _opens(text: str, at: int, start: int) -> bool:
    """A mark opens after white space, a bracket, a dash or nothing; only typographic double marks need no such place. A
    mark that is an apostrophe too opens nothing before a space or a figure (`the '90s`)."""
    if text[at] in "'»›" and (at + 1 >= len(text) or text[at + 1].isspace() or text[at + 1].isdigit()):
        return False
    return text[at] in "“«„「『" or at == start or text[at - 1].isspace() or text[at - 1] in "([—–-:"


def _closing(text: str, at: int, end: int, closers: str) -> int | None:
    for mark in CLOSERS[closers].finditer(text, at + 1, end):
        i = mark.start()
        if text[i] in "’'" and i + 1 < end and text[i + 1].isalnum():
            continue  # an apostrophe
        if text[i] == "'" and text[i - 1].isspace():
            continue
        return i
    return None


# ending|instead, the longest first
ENDINGS = """ational|at ations|at ation|at itions|it ition|it iness|y ness| ments|ment ures| ure| ingly| edly| ally|al ities|it
ity|it ing| ied|y ies|y ed| es| ly| s| e|"""
SUFFIXES = tuple(tuple(pair.split("|")) for pair in ENDINGS.split())


def stem(word: str) -> str:
    """A key that the forms of one word share, mostly: light suffix stripping on lower case, for comparing only."""
    word = word.removesuffix("'s").removesuffix("s'")
    if len(word) < 4 or not word.isalpha():
        return word
    for ending, instead in SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word


def plain(name: str) -> str:
    """A name for comparing: Latin letters in lower case without marks, one space between words."""
    from anyascii import anyascii

    return " ".join(re.findall(r"[a-z0-9]+", anyascii(name).lower().replace("'", "")))
