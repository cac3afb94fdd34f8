"""Languages as plain data: one file a language, one table line here names it.

A language without a file is cleaned and shown as *not read*. Nothing outside this folder asks which language it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dissensus.records import Act, BlockKind, SpeakerKind


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells of saying. `form` is as it stands in text; `takes` are the shapes of content it can have:
    `clause` (that ..., or a bare clause), `object` (a noun phrase), `infinitive` (to ...), `quote` alone."""

    form: str
    lemma: str
    act: Act
    takes: frozenset[str]
    noun: bool = False
    participle: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """All that the stages know of a language. Words are lower case and without apostrophe variants (’ is ')."""

    code: str
    name: str
    script: str  # a Unicode script name, as `unicodedata.name` begins: LATIN, CYRILLIC ...
    # dates
    months: Mapping[str, int]
    weekdays: Mapping[str, int]  # Monday is 0
    # leftovers of pages, by the kind of block they betray: phrases that open or fill a line
    leftovers: Mapping[BlockKind, tuple[str, ...]]
    # words that tell an outlet's name from other names ("Times", "Post", "Herald")
    outlet_words: frozenset[str]
    # saying
    cues: Mapping[str, Cue]
    according_to: tuple[str, ...]
    hedges: Mapping[str, float]  # phrase -> how much it takes back, 0 to 1
    negators: frozenset[str]
    denial_nouns: frozenset[str]
    # who speaks
    pronouns: Mapping[str, str]  # pronoun -> he, she, they, it, i, we
    titles: frozenset[str]
    role_nouns: Mapping[str, SpeakerKind]
    voice_nouns: frozenset[str]  # roles that speak for a body
    document_nouns: frozenset[str]
    anonymous_nouns: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    # words
    stopwords: frozenset[str]
    like_words: tuple[frozenset[str], ...]  # stems that news uses for the same thing


def read_languages() -> Mapping[str, Language]:
    """Every language that can be read, by its ISO 639-1 code."""
    from dissensus.langs import en

    return {language.code: language for language in (en.LANGUAGE,)}
