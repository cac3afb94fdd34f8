"""Names that mix scripts or only look like another: kept apart from whoever they look like, and told.

A name that is all Cyrillic is the same name in Latin letters, and the two are compared in Latin letters (`text.plain`).
One that mixes both, or that a reader takes for Latin letters though it is none, is compared by its own letters alone: it
is one with nobody but who is written just so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from dissensus.langs.lookalikes import LATIN, SCRIPTS
from dissensus.records import Speaker
from dissensus.text import plain

MIXED_SCRIPT = "mixed_script"  # the flag of a speaker
WORD = re.compile(r"[^\W_]+")


@cache
def _script(letter: str) -> str:
    """The script of a letter, if it is one of those that are taken for each other; else nothing."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return script if script in SCRIPTS and letter.isalpha() else ""


def scripts(name: str) -> frozenset[str]:
    """Which of the scripts that are taken for each other a name is written in. Forms of one letter are that letter."""
    if name.isascii():
        return frozenset({"LATIN"}) if any(map(str.isalpha, name)) else frozenset()
    return frozenset(map(_script, unicodedata.normalize("NFKC", name))) - {""}


def look(name: str) -> str:
    """What a name looks like to who reads Latin letters, small, without marks on letters and signs between them."""
    letters = unicodedata.normalize("NFKD", name).translate(LATIN).casefold()
    return " ".join(WORD.findall("".join(c for c in letters if unicodedata.category(c) not in {"Mn", "Cf"})))


def name_key(name: str) -> str:
    """A name for comparing: as `plain`, but for words in other letters that mix with Latin ones or look like them, which
    keep their letters."""
    if name.isascii():
        return plain(name)
    mixed = len(scripts(name)) > 1
    return " ".join(_word_key(word, mixed) for word in name.split()).strip()


def _word_key(word: str, mixed: bool) -> str:
    if not scripts(word) - {"LATIN"} or not (mixed or look(word).isascii()):
        return plain(word)
    letters = unicodedata.normalize("NFKD", word).casefold().replace("'", "").replace("’", "")
    return " ".join(WORD.findall("".join(c for c in letters if unicodedata.category(c) not in {"Mn", "Cf"})))


def flagged(speakers: Iterable[Speaker], home: str) -> list[Speaker]:
    """The speakers, those flagged of which a spelling mixes scripts, or looks like a spelling in another script while
    not being of `home`, the script of the language."""
    listed = list(speakers)
    looks: dict[str, set[frozenset[str]]] = defaultdict(set)
    for speaker in listed:
        for form in (speaker.name, *(spelling.text for spelling in speaker.spellings)):
            looks[look(form)].add(scripts(form))
    return [replace(one, flags=(MIXED_SCRIPT,)) if _misleads(one, looks, home) else one for one in listed]


def _misleads(speaker: Speaker, looks: dict[str, set[frozenset[str]]], home: str) -> bool:
    for form in (speaker.name, *(spelling.text for spelling in speaker.spellings)):
        written = scripts(form)
        others = looks[look(form)] - {written}
        if len(written) > 1 or (written and home not in written and any(len(other) == 1 for other in others)):
            return True
    return False
