"""German words that tell whom a pronoun or a role means. What each list is for stands at its field in
`langs/__init__.py`."""

from __future__ import annotations

from dissensus.langs import PointingWords


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


POINTING = PointingWords(
    forms={
        "seine": "he", "seiner": "he", "seinen": "he", "seinem": "he", "sein": "he", "ihm": "he", "ihn": "he",
        "ihre": "she", "ihrer": "she", "ihren": "she", "ihrem": "she",
        "mich": "i", "mir": "i", "mein": "i", "meine": "i", "unser": "we", "unsere": "we",
    },
    addressed=_words("du dir dich dein deine"),
    relatives=_words("wer"),
    people=_words("unternehmer unternehmerin milliardär bewerber bewerberin verdächtige verdächtiger angeklagte angeklagter"),
    kin=_words("mutter vater sohn tochter bruder schwester frau mann witwe freund freundin eltern"),
    former=_words("ehemalige ehemaliger früherer frühere damalige damaliger amtierende amtierender neue neuer ex"),
    means={
        "politiker": _words("senator abgeordneter minister präsident kanzler bürgermeister gouverneur"),
        "politikerin": _words("senatorin abgeordnete ministerin präsidentin kanzlerin bürgermeisterin"),
        "regierungschef": _words("kanzler ministerpräsident premierminister premier bundeskanzler"),
        "regierungschefin": _words("kanzlerin ministerpräsidentin bundeskanzlerin"),
        "staatschef": _words("präsident bundespräsident könig"),
        "diplomat": _words("botschafter gesandter außenminister"),
        "anwalt": _words("rechtsanwalt verteidiger"),
        "konzern": _words("unternehmen firma hersteller betreiber"),
        "unternehmen": _words("konzern firma hersteller betreiber"),
        "ressort": _words("ministerium"),
    },
    firms=_words("unternehmen firma konzern hersteller betreiber anbieter"),
    firm_endings=_words("ag gmbh se kg holding werke"),
    agencies=_words("behörde amt organisation verband gewerkschaft"),
    seats=_words("kreml pentagon élysée-palast") | {"weißes haus", "weißen haus", "weiße haus"},
    copulas=_words("ist war wurde bleibt"),
    placing=_words("in im aus nach bei um vor über durch"),
    appointed=_words("gewählt ernannt"),
)  # fmt: skip
