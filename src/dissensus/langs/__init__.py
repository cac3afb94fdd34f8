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


@dataclass(frozen=True, slots=True, eq=False)
class TimeWords:
    """The words of time of a language; months and weekdays stand in `Language`. `stages/read/times` reads them."""

    capitals: bool  # months and weekdays begin with a capital letter
    month_first: bool  # 6/8/2025 is the eighth of June
    classes: Mapping[str, Mapping[str, int | str]]  # name of a class -> word or phrase -> what it stands for
    phrases: Mapping[str, tuple[str, str]]  # fixed phrase -> TIMEX3 value and type; without a value it is no time
    holidays: Mapping[str, str]  # name -> month and day, or how to reckon it
    doubtful: frozenset[str]  # months and weekdays that are other words or names too
    before_month: frozenset[str]  # what stands before a month that has no day and no year
    future: frozenset[str]  # words near an expression that lies ahead
    past: frozenset[str]  # words near an expression that lies behind
    past_endings: tuple[str, ...]
    auxiliaries: frozenset[str]  # before a form with such an ending they take its past away


@dataclass(frozen=True, slots=True)
class Language:
    """All that the stages know of a language. Words are lower case and without apostrophe variants (’ is ')."""

    code: str
    name: str
    script: str  # a Unicode script name, as `unicodedata.name` begins: LATIN, CYRILLIC ...
    # dates
    months: Mapping[str, int]
    weekdays: Mapping[str, int]  # Monday is 0
    times: TimeWords
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
