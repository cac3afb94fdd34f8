"""Signs that rules go by: phrases that open a line, headings of lists, names in bylines, mastheads and credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dissensus.langs.en_pages import BYLINE_WORDS, CREDIT_WORDS, LEFTOVERS, NOT_AUTHORS, OUTLET_WORDS, PAYWALL
from dissensus.records import BlockKind
from dissensus.stages.clean.ledger import FULL_STOP, WORD, Line, Scene, squeeze, words_of

LIST_WORDS = 30  # a line of a list of links is no longer
PAYWALL_WORDS = 30
BYLINE_LENGTH = 14  # words
BYLINE = re.compile(rf"({'|'.join(map(re.escape, BYLINE_WORDS))})\b\s?:?\s")
MASTHEAD_LINES = 4


def related_zone(lines: Sequence[Line]) -> frozenset[int]:
    """The headings of related-links lists and the lines of the lists.

    A list goes on while its lines have bullets or look like headlines; where the first has a bullet, all have.
    Running text ends it.
    """
    zone: set[int] = set()
    inside = bulleted = False
    for index, line in enumerate(lines):
        if line.inside is False or line.preset is not None:
            continue
        if is_related_heading(line):
            zone.add(index)
            inside = True
            following = lines[index + 1] if index + 1 < len(lines) else None
            bulleted = following is not None and following.is_bulleted
            continue
        if not inside:
            continue
        member = line.is_bulleted if bulleted else (line.is_bulleted or not FULL_STOP.search(line.text))
        inside = member and line.words <= LIST_WORDS
        if inside:
            zone.add(index)
    return frozenset(zone)


def is_related_heading(line: Line) -> bool:
    """Is the whole line a phrase such as "Read also"."""
    return line.low.rstrip(" :.…>»") in RELATED


def _by_first_letter(phrases: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    sorted_ = sorted(phrases, key=len, reverse=True)
    return {first: tuple(p for p in sorted_ if p[0] == first) for first in {p[0] for p in sorted_}}


PHRASES = {kind: _by_first_letter(phrases) for kind, phrases in LEFTOVERS.items()}
RELATED = frozenset(LEFTOVERS[BlockKind.RELATED])
PAYWALLS = re.compile("|".join(re.escape(phrase) for phrase in PAYWALL))


def opens_with(low: str, kind: BlockKind) -> str | None:
    """The longest phrase of a kind that a line opens with, at a word's end."""
    for phrase in PHRASES[kind].get(low[:1], ()):
        if low.startswith(phrase) and not (phrase[-1].isalnum() and low[len(phrase) : len(phrase) + 1].isalnum()):
            return phrase
    return None


def is_paywall(line: Line) -> bool:
    """Does a short line say that the rest is for payers."""
    return line.words <= PAYWALL_WORDS and PAYWALLS.search(line.low) is not None


def authors_of(line: Line) -> tuple[str, ...]:
    """Who a byline names; nothing if the line is none."""
    opening = BYLINE.match(line.low) if line.words <= BYLINE_LENGTH else None
    if opening is None:
        return ()
    rest = " ".join(line.text.split())[opening.end(1) :].lstrip(" :")
    names = []
    for piece in re.split(r",\s|\s(?:and|&)\s|\s[|•·–-]\s", rest):
        words = piece.strip(" .,").split()
        named = 2 <= len(words) <= 4 and all(
            w[0].isupper() or w in {"de", "van", "von", "da", "al", "bin"} for w in words
        )
        if named and not any(w.lower() in NOT_AUTHORS or w.lower() in OUTLET_WORDS for w in words):
            names.append(" ".join(words))
        elif not names:
            return ()
    return tuple(names)


def masthead_of(scene: Scene, index: int) -> str | None:
    """The outlet that a line at the head of the page names: a short name with a word of outlets' names in it, or the
    name that the page's host spells; a slogan or section may follow after a stroke."""
    line = scene.lines[index]
    if index >= MASTHEAD_LINES or line.words > 12 or not line.opens or line.ends_sentence or line.is_bulleted:
        return None
    name, _, slogan = (part.strip() for part in re.split(r"(\s[|–—•·-]\s|$)", line.text, maxsplit=1)[:3])
    words = name.split()
    if (
        not 1 <= len(words) <= 5
        or not all(w[0].isupper() or w in SMALL_WORDS for w in words)
        or not words[0][0].isupper()
    ):
        return None
    if scene.domain and _spelt_by(words, scene.domain):
        return name
    telling = {w.lower() for w in words} & OUTLET_WORDS or {w.lower() for w in WORD.findall(slogan)} & OUTLET_WORDS
    following = scene.lines[index + 1] if index + 1 < len(scene.lines) else None
    headed = following is not None and not following.is_running
    return name if telling and headed and len(words) >= 2 else None


SMALL_WORDS = words_of("of the de la el di del der die das and & du le les")


def _spelt_by(words: Sequence[str], domain: str) -> bool:
    """Is a name what a host spells: elfaro-city.example for El Faro de City."""
    labels = [squeeze(label) for label in domain.lower().removeprefix("www.").split(".")[:-1]]
    whole = squeeze("".join(words))
    short = squeeze("".join(w for w in words if w not in SMALL_WORDS))
    bare = squeeze("".join(w for w in words if w.lower() not in SMALL_WORDS))
    return len(bare) >= 4 and any(label in {whole, short, bare} for label in labels)


def is_credit(text: str) -> bool:
    """Is `Somebody/SOMETHING` a picture's credit and not "and/or": capitals after the stroke, or a word of credits."""
    before, _, after = text.rpartition("/")
    if not after.strip() or len(before.split()) < 1:
        return False
    words = {w.lower() for w in WORD.findall(text)}
    capital = all(w[0].isupper() for w in WORD.findall(after))
    return capital and (
        after.strip(" )").isupper() or bool(words & (CREDIT_WORDS | OUTLET_WORDS)) or len(before.split()) <= 4
    )
