"""Other names of states, by their code (ISO 3166): what news calls them beside the name that a gazetteer has first.

Names of states in other languages come from CLDR (by way of Babel). Here stand those in daily use in English that neither has,
former names that are still written, and abbreviations, which count in capital letters alone.
"""

from __future__ import annotations

from collections.abc import Mapping

# Languages of which CLDR's names of states are known, beside those that are read.
NAMED_IN = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk")

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "AE": ("Emirates",),
    "BA": ("Bosnia", "Bosnia-Herzegovina"),
    "BO": ("Plurinational State of Bolivia",),
    "BY": ("Belorussia", "Byelorussia"),
    "CD": ("DR Congo", "Democratic Republic of Congo", "Democratic Republic of the Congo", "Congo-Kinshasa"),
    "CF": ("Central African Republic",),
    "CG": ("Republic of Congo", "Republic of the Congo", "Congo-Brazzaville"),
    "CI": ("Ivory Coast", "Cote d'Ivoire"),
    "CN": ("People's Republic of China", "Mainland China"),
    "CV": ("Cape Verde", "Cabo Verde"),
    "CZ": ("Czech Republic", "Czechia"),
    "DE": ("Federal Republic of Germany",),
    "FM": ("Micronesia",),
    "GB": (
        "Britain",
        "Great Britain",
        "Großbritannien",
        "Великобритания",
    ),
    "GM": ("The Gambia",),
    "IE": ("Republic of Ireland", "Irish Republic"),
    "IR": ("Islamic Republic of Iran", "Islamic Republic", "Persia"),
    "KP": ("North Korea", "Democratic People's Republic of Korea"),
    "KR": ("South Korea", "Republic of Korea"),
    "LA": ("Laos",),
    "MD": ("Republic of Moldova", "Moldavia"),
    "MK": ("North Macedonia", "Macedonia"),
    "MM": ("Myanmar", "Burma"),
    "NL": ("Netherlands", "Holland"),
    "PS": ("Palestine", "Palestinian Territories", "State of Palestine"),
    "RU": ("Russian Federation",),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Swaziland", "Eswatini"),
    "TL": ("East Timor", "Timor-Leste"),
    "TR": ("Turkey", "Turkiye", "Republic of Turkey"),
    "TT": ("Trinidad",),
    "TW": ("Chinese Taipei",),
    "TZ": ("United Republic of Tanzania",),
    "US": ("America", "United States of America"),
    "VA": ("Vatican", "Vatican City", "Holy See"),
    "VE": ("Bolivarian Republic of Venezuela",),
    "VN": ("Viet Nam", "Vietnam"),
}

# Without the points that may stand in them.
ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "AE": ("UAE",),
    "CD": ("DRC",),
    "CN": ("PRC",),
    "GB": ("UK", "GB"),
    "KP": ("DPRK",),
    "KR": ("ROK",),
    "SA": ("KSA",),
    "US": ("US", "USA", "США"),
}
