from __future__ import annotations

import ast
import unicodedata
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from dissensus.langs import Language, read_languages
from dissensus.langs.lookalikes import LOOKALIKES, SCRIPTS
from dissensus.records import Act, SpeakerKind


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


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("sagte", "sagen"),
        ("bestritt", "bestreiten"),
        ("widersprachen", "widersprechen"),
        ("zurückgewiesen", "zurückweisen"),
        ("mitteilte", "mitteilen"),
        ("eingeräumt", "einräumen"),
        ("dementiert", "dementieren"),
        ("äußerte", "äußern"),
    ],
)
def test_german_forms_are_made_rightly(form: str, lemma: str) -> None:
    assert read_languages()["de"].cues[form].lemma == lemma


@pytest.mark.parametrize(
    ("form", "apart", "act"),
    [("teilte", "mit", Act.ASSERTS), ("wies", "zurück", Act.DENIES), ("räumt", "ein", Act.ADMITS)],
)
def test_a_german_cue_may_have_a_word_that_stands_apart(form: str, apart: str, act: Act) -> None:
    assert act in {cue.act for cue in read_languages()["de"].split_cues[form] if cue.apart == apart}


def test_a_compound_is_of_the_kind_of_its_last_noun() -> None:
    roles = read_languages()["de"].role_nouns
    assert roles["hafensprecherin"] is roles["sprecherin"]
    assert roles["verkehrsministerium"] is SpeakerKind.BODY
    assert roles["verkehrsministeriums"] is SpeakerKind.BODY
    assert roles.get("fähre") is None


# What a language leaves empty where it has no such thing, by field.
OWN = {
    "en": {"split_cues", "according_behind", "according_nouns", "subjunctive", "hearsay", "closing_infinitives", "genitives",
           "object_articles", "attaching", "leads", "likewise", "answers", "relative_articles", "impersonal", "ordinal",
           "stop_before_mark", "nouns_are_capitalised", "verb_second"},
    "de": {"finite", "adverb_endings", "helpers", "before_participle", "made", "made_when", "needs_no_that", "addressed",
           "never_before_speaker", "adjectives", "voice_titles", "owner_endings", "doubtful", "auxiliaries", "month_first",
           "money_scales"},
}  # fmt: skip


LOOKED_FOR = {"attributes", "nesting", "pointing"}


def empty_fields(data: object) -> set[str]:
    """The fields of a language's data that hold nothing, but for those in which what is left out is not looked for."""
    found = set()
    for field in fields(data):  # type: ignore[arg-type]
        value = getattr(data, field.name)
        if is_dataclass(value) and field.name not in LOOKED_FOR:
            found |= empty_fields(value)
        elif field.name not in LOOKED_FOR and not value:
            found.add(field.name)
    return found


def test_languages_fill_the_same_fields_but_for_what_they_have_not(language: Language) -> None:
    assert empty_fields(language) <= OWN[language.code]


def word_lists(path: Path) -> list[str]:
    """Texts that are split into four words or more, and literal collections of as many words: lists of a language's words."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.expr):
            continue
        words: list[str] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            text = node.func.value
            words = text.value.split() if isinstance(text, ast.Constant) and isinstance(text.value, str) else []
        elif isinstance(node, ast.Set | ast.Tuple | ast.List):
            words = [str(e.value) for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
        plain = [w for w in words if w.isalpha() and w.islower() and w not in OUR_NAMES]
        if len(plain) >= 4:
            found.append(f"{path.name}:{node.lineno}: {' '.join(plain[:6])}")
    return found


SOURCE = Path(__file__).parents[1] / "src/dissensus/stages"
# Names of rules, roles, fields and classes: ours, and of no language.
OUR_NAMES = frozenset(
    "trailing colon clause object infinitive participle quote title role roles text source cue content start end".split()
)


@pytest.mark.parametrize(
    "path",
    [path for stage in ("read", "link", "judge") for path in sorted((SOURCE / stage).glob("*.py"))],
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_no_stage_holds_words_of_a_language(path: Path) -> None:
    assert word_lists(path) == []
