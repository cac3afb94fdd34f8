"""Words of names in many languages: titles, particles, generations, legal forms, endings of cases and of gender.

Names travel between languages, so these words stand together, in Latin letters and without marks, and every name is
compared with all of them. They are words that stand in names; titles that only one language uses before names stand in
its own file (`Language.titles`).
"""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a name and no part of it.
HONORIFICS = _words(
    "mr mrs ms miss mx dr prof professor sir dame lord lady sen senator rep gov governor president premier minister "
    "chancellor ambassador judge justice rev reverend pope gen general col colonel maj major capt captain lt sgt adm "
    "commodore pastor rabbi cardinal archbishop brigadier marshal detective constable superintendent chaplain "
    "monsieur madame mme mlle herr frau prasident signor signora senor senora don dona pan pani gospodin gospozha "
    "sheikh shaikh shaykh haji hajji mullah maulavi imam ayatollah sayyid hon"
)
# Between or before the words of a name: their absence tells nobody apart.
PARTICLES = _words(
    "al el ul ur as ad an de da do dos das di du del della des la le les van von der den ter ten zu zum af av y e ash abu abou"
)
# The word behind is the father's (or forefather's) name: two names that have it in other places are two people.
SON_OF = _words("bin ibn ben bint binti")
# What follows says where from, and is no part of a person's name.
OF = _words("of from")
# Generations, each as a number; a father and a son share all other words.
GENERATIONS: Mapping[str, int] = {
    "sr": 1, "senior": 1, "jr": 2, "junior": 2, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
# Numbers behind a body's or a ship's name, which tell one from another.
ROMAN = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xx".split())
# Endings of cases in Russian and Ukrainian, as `plain` writes them, longest first; compared words end in one of these.
CASES = tuple(
    sorted(
        (
            "a o u e i y om em im ym oy iy ey oi ii yi ya yu iya iyu aya ayem aem iey yem oyu uyu "
            "ogo omu ego emu ovi evi ami akh ykh ikh"
        ).split(),
        key=lambda e: (-len(e), e),
    )
)
# How a woman's surname or first name ends where a man's ends otherwise (nothing: in a consonant).
GENDERED: tuple[tuple[str, str], ...] = (
    ("a", ""), ("a", "o"), ("aya", "iy"), ("aia", "ii"), ("aia", "i"), ("a", "i"), ("a", "y"), ("a", "us"),
)  # fmt: skip
# What a body is in law, in short and in full: two names that differ in nothing else are one body's as a rule.
LEGAL_FORMS = tuple(
    sorted(
        (
            "limited liability company", "open joint stock company", "public joint stock company", "joint stock company",
            "closed joint stock company", "public limited company", "aktiengesellschaft", "incorporated", "corporation",
            "gesellschaft mit beschrankter haftung", "societatea cu raspundere limitata", "limited", "company", "inc",
            "obshchestvo s ogranichennoy otvetstvennostyu", "aktsionernoe obshchestvo", "ltd", "llc", "llp", "plc",
            "corp", "co", "gmbh", "ag", "akg", "sa", "srl", "sarl", "spa", "bv", "nv", "ab", "as", "oy", "pte", "pty",
            "ooo", "oao", "pao", "zao", "ao", "jsc", "ojsc", "pjsc", "tov", "lp", "se", "na", "mv", "sp z oo", "sa de cv",
            "kg", "kgaa", "sas", "sl",
        ),
        key=lambda form: (-len(form), form),
    )
)  # fmt: skip
# What bodies are called in two ways.
BODY_WORDS: Mapping[str, str] = {
    "organisation": "organization", "labour": "labor", "defence": "defense", "centre": "center", "intl": "international",
    "us": "united states", "uk": "united kingdom", "un": "united nations", "eu": "european union",
    "first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "forty": "40",
}  # fmt: skip
# Small words of names of bodies that tell nobody apart.
BODY_SMALL = _words("the of for and a an in de la le du des der die das und et y i")
