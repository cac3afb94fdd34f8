from __future__ import annotations

import unicodedata

import pytest

from dissensus.langs import Language, read_languages
from dissensus.langs.lookalikes import LOOKALIKES, SCRIPTS
from dissensus.records import Act


@pytest.fixture(params=sorted(read_languages()))
def language(request: pytest.FixtureRequest) -> Language:
    return read_languages()[request.param]


def test_words_are_in_lower_case_with_straight_apostrophes(language: Language) -> None:
    words = [
        *language.cues,
        *language.hedges,
        *language.negators,
        *language.stopwords,
        *language.titles,
        *language.role_nouns,
    ]
    assert [w for w in words if w != w.lower() or "’" in w] == []


def test_a_cue_says_what_it_does_and_what_it_takes(language: Language) -> None:
    assert {cue.act for cue in language.cues.values()} >= {
        Act.ASSERTS,
        Act.ASKS,
        Act.DENIES,
        Act.DOUBTS,
        Act.DEMANDS,
        Act.WARNS,
    }
    assert all(cue.takes <= {"clause", "object", "infinitive", "quote"} and cue.takes for cue in language.cues.values())
    assert all(cue.form in (form, form.removeprefix("the ")) for form, cue in language.cues.items())


def test_no_word_stands_for_two_matters(language: Language) -> None:
    seen: dict[str, int] = {}
    for i, words in enumerate(language.like_words):
        for word in words:
            seen.setdefault(word, i)
    assert len(language.like_words) == len(set(language.like_words))
    assert seen


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("denies", "deny"),
        ("said", "say"),
        ("pointed out", "point out"),
        ("declined to comment", "decline to comment"),
        ("vowing", "vow"),
    ],
)
def test_english_forms_are_made_rightly(form: str, lemma: str) -> None:
    assert read_languages()["en"].cues[form].lemma == lemma


def test_months_and_weekdays_are_numbered(language: Language) -> None:
    assert set(language.months.values()) == set(range(1, 13))
    assert set(language.weekdays.values()) == set(range(7))


@pytest.mark.parametrize("script", LOOKALIKES)
def test_a_look_alike_is_a_letter_of_its_script_beside_a_latin_one_of_the_same_size(script: str) -> None:
    letters, alike = LOOKALIKES[script]
    assert script in SCRIPTS
    assert len(set(letters)) == len(letters) == len(alike)
    assert {unicodedata.name(letter).split()[0] for letter in letters} == {script}
    assert alike.isascii()
    assert [a.isupper() for a in letters] == [b.isupper() for b in alike]
