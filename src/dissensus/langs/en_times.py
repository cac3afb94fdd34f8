"""English words of time, as plain data: what each word or phrase stands for, in lower case with straight apostrophes.

A class is a group of words that stand in the same place of an expression. What its value means: a number for counts, for
`this`, `last`, `next`, `that`, `following`, `earlier`, `later`, `before` and `ago` the step in time (0, -1, 1), a code for units,
seasons and parts of the day, hours to add for `meridiem`; 0 where the word says all. A phrase of several words counts as one
word; the longest wins, and a word belongs to the first class that has it.
"""

from __future__ import annotations

from collections.abc import Mapping

from dissensus.langs import TimeWords


def _each(words: str, value: int | str) -> dict[str, int | str]:
    return dict.fromkeys(words.split(), value)


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FIRST = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
)
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"

# Units: Y year, M month, W week, D day, H hour, I minute, S second, Q quarter, E decade, C century, N weekend, F fortnight.
CLASSES: Mapping[str, Mapping[str, int | str]] = {
    "the": {"the": 0},
    "an": {"a": 1, "an": 1},
    "number": {w: i for i, w in enumerate(_ONES.split())}
    | {w: 10 * (i + 2) for i, w in enumerate(_TENS.split())}
    | {"a couple of": 2, "a couple": 2, "couple of": 2},
    "scale": {"hundred": 100, "thousand": 1000, "dozen": 12},
    "few": _each("several few many", 0)
    | {"a few": 0, "quite a few": 0, "a number of": 0, "a handful of": 0, "dozens of": 0, "hundreds of": 0}
    | {"thousands of": 0},
    "ordinal": {w: i + 1 for i, w in enumerate(_FIRST.split())} | {"final": -1, "thirtieth": 30, "twenty-first": 21},
    "ordinal_suffix": _each("st nd rd th", 0),
    "decade_suffix": {"s": 0},
    "decade": {w: 10 * (i + 2) for i, w in enumerate(_DECADES.split())},
    "half": {"half": 0},
    "quarter_mark": {"q": 3, "h": 6},
    "unit": {
        "year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "I", "quarter": "Q", "decade": "E",
        "century": "C", "weekend": "N", "fortnight": "F", "yr": "Y", "hr": "H",
    },
    "units": {
        "years": "Y", "months": "M", "weeks": "W", "days": "D", "hours": "H", "minutes": "I", "seconds": "S",
        "quarters": "Q", "decades": "E", "centuries": "C", "weekends": "N", "fortnights": "F", "yrs": "Y", "hrs": "H",
        "mins": "I",
    },
    "period": {"period": 0, "stretch": 0, "span": 0},
    "season": {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"},
    "weekdays": {
        "mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6,
    },
    # days from the day of the article; a part of the day may follow
    "day_word": {
        "today": "0", "yesterday": "-1", "tomorrow": "1", "tonight": "0NI", "overmorrow": "2",
        "the day before yesterday": "-2", "the day after tomorrow": "2",
    },
    "day_part": {
        "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "lunchtime": "MI", "daytime": "DT",
        "mid-morning": "MO", "midmorning": "MO", "mid-afternoon": "AF", "midafternoon": "AF",
    },
    "day_parts": {"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI"},
    "clock_word": {"noon": "12:00", "midday": "12:00", "midnight": "24:00"},
    "meridiem": {"a.m.": 0, "a.m": 0, "am": 0, "p.m.": 12, "p.m": 12, "pm": 12},
    "zone": _each(
        "est edt et cst cdt pst pdt mst mdt gmt utc bst cet cest eet eest msk ist jst aest wib hkt sgt zulu", 0
    )
    | {"eastern": 0, "pacific": 0, "local time": 0, "eastern time": 0, "pacific time": 0, "o'clock": 0},
    "time_word": {"time": 0},
    # which one: of a row that the day of the article stands in ...
    "this": {"this": 0, "current": 0, "ongoing": 0, "present": 0},
    "last": {"last": -1},
    "past": {"past": -1},
    "latest": {"latest": -1, "most recent": -1},
    "percent": {"percent": 0, "per cent": 0, "pct": 0},
    "next": {"next": 1, "coming": 1, "upcoming": 1, "this coming": 1, "forthcoming": 1, "this past": -1},
    # ... or of a row that the time told last stands in
    "that": {"that": 0, "same": 0, "the same": 0, "that same": 0, "that very": 0},
    "following": {"following": 1, "ensuing": 1, "subsequent": 1, "preceding": -1, "previous": -1, "prior": -1},
    "recent": {"recent": -1},
    "early": {"early": 0, "late": 0, "mid": 0, "very early": 0, "very late": 0},
    "sometime": {"sometime": 0},
    "earlier": {"earlier": -1},
    "later": {"later": 1},
    "before": {"before": -1, "after": 1},
    "ago": {"ago": -1, "from now": 1, "hence": 1},
    "approximate": _each("about almost nearly over under around roughly approximately some", 0)
    | {"more than": 0, "less than": 0, "at least": 0, "at most": 0, "no more than": 0, "no less than": 0, "up to": 0}
    | {"fewer than": 0, "not more than": 0, "well over": 0, "just over": 0, "just under": 0, "close to": 0},
    "or_so": {"or so": 0, "or more": 0},
    "each": {"every": 0, "each": 0, "per": 0},
    "other": {"other": 2},
    "often": {
        "daily": "P1D", "hourly": "PT1H", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M",
        "annually": "P1Y", "yearly": "P1Y", "nightly": "P1D", "bimonthly": "P2M", "biannually": "P6M",
    },
    "fiscal": {"fiscal": 0, "financial": 0},
    "whole": {"calendar": 0, "full": 0, "entire": 0, "whole": 0},
    "filler": _each("consecutive straight trading business working calendar more additional full further", 0),
    "position": _each("end beginning middle start close turn", 0),
    "end": {"end": 0},
    "ended": _each("ended ending earlier", 0),
    "of": {"of": 0},
    "in": {"in": 0},
    "on": {"on": 0},
    "at": _each("at by until till from since between for within during through throughout", 0),
    "range": {"to": 0, "or": 0},
    "and": {"and": 0},
    "old": _each("old older aged", 0),
    "possessive": {"'s": 0},
}  # fmt: skip

# Fixed phrases: value and kind; what stands before a bar must be there and is no part of the expression. An empty value:
# these words are no time here.
PHRASES: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("now", "right now", "currently", "nowadays", "at | present", "at | the moment",
                     "presently", "these days", "current"),
                    ("PRESENT_REF", "date")),
    **dict.fromkeys(("recently", "more recently", "most recently", "lately", "in | the past", "in | the recent past",
                     "not long ago", "long ago", "a long time ago", "a while ago", "some time ago"),
                    ("PAST_REF", "date")),
    **dict.fromkeys(("soon", "the future", "the near future", "the foreseeable future", "as soon as possible",
                     "the near term"),
                    ("FUTURE_REF", "date")),
    **dict.fromkeys(("a while", "a long time", "some time", "quite some time", "a short time"), ("PXX", "duration")),
    **dict.fromkeys(("as soon as", "how soon", "too soon", "sooner", "soon after", "now that", "until now",
                     "soon thereafter", "soon afterwards", "soon enough", "late fees", "current account",
                     "current affairs", "early warning", "early retirement", "a second time", "at all times",
                     "day in day out", "last-minute", "last minute", "late-night", "this day and age",
                     "bloody sunday", "black friday", "cyber monday", "super tuesday", "fat tuesday", "black monday",
                     "black tuesday", "black wednesday", "black thursday", "arab spring", "prague spring",
                     "the sunday times", "sunday school", "friday the 13th", "man friday", "girl friday",
                     "day-to-day", "year-to-year", "year-to-date", "year-round", "week-to-week", "quarter-to-quarter",
                     "year-on-year", "year-over-year", "fall off", "fall apart",
                     "day care", "may day parade", "second hand", "zero hour", "happy hour",
                     "rush hour", "finest hour", "light years", "light year", "six day war", "six-day war",
                     "hundred years' war", "thirty years' war", "seven years' war", "high noon", "60 minutes",
                     "the future of", "three-quarters", "three quarters of"),
                    ("", "")),
}  # fmt: skip

# Feasts: `12-25` month and day, `11-4-3` the fourth Thursday (0 is Monday) of November, `5--1-0` the last Monday of May,
# `easter-2` days from Easter Sunday (Western).
HOLIDAYS: Mapping[str, str] = {
    "christmas": "12-25", "christmas day": "12-25", "christmas eve": "12-24", "boxing day": "12-26",
    "new year's day": "1-1", "new year's eve": "12-31", "new year's": "1-1", "epiphany": "1-6",
    "independence day": "7-4", "fourth of july": "7-4", "the fourth of july": "7-4", "july fourth": "7-4",
    "veterans day": "11-11", "remembrance day": "11-11", "armistice day": "11-11", "valentine's day": "2-14",
    "st. patrick's day": "3-17", "halloween": "10-31", "all saints' day": "11-1", "may day": "5-1",
    "bastille day": "7-14", "victory day": "5-9", "australia day": "1-26", "canada day": "7-1", "earth day": "4-22",
    "thanksgiving": "11-4-3", "thanksgiving day": "11-4-3", "labor day": "9-1-0", "memorial day": "5--1-0",
    "martin luther king day": "1-3-0", "presidents day": "2-3-0", "columbus day": "10-2-0", "mother's day": "5-2-6",
    "father's day": "6-3-6", "groundhog day": "2-2", "guy fawkes night": "11-5", "flag day": "6-14",
    "easter": "easter+0", "easter sunday": "easter+0", "good friday": "easter-2", "easter monday": "easter+1",
    "palm sunday": "easter-7", "ash wednesday": "easter-46", "pentecost": "easter+49", "ascension day": "easter+39",
    "maundy thursday": "easter-3", "holy saturday": "easter-1",
}  # fmt: skip

TIMES = TimeWords(
    capitals=True,
    month_first=True,
    classes=CLASSES,
    phrases=PHRASES,
    holidays=HOLIDAYS,
    # Months and weekdays that are words of another kind too: only beside a number or behind one of `before_month`.
    doubtful=frozenset("may march mar dec jan sun sat wed mon fri thu tue jun jul april june august".split()),
    before_month=frozenset(
        "in since by until till of from to for last next this early late mid during through between before after each"
        " every past coming and or on around about following ending ended starting beginning begin begins began end"
        " over throughout earlier later middle".split()
    ),
    future=frozenset(
        "will shall won't 'll would plans plan planning expected expects expect scheduled due set_to until"
        " upcoming till tomorrow intends intend hopes going pending payable effective starting"
        " forthcoming slated ahead may might aims poised soon is_to are_to begins starts resumes expires opens"
        " convenes ending".split()
    ),
    past=frozenset(
        "said was were had did went came took met began left told made held fell rose won lost killed died sent broke"
        " became got gave found wrote spoke saw knew thought felt kept brought bought sold paid shot hit put cut quit"
        " led ran grew drew threw flew struck stood sat spent built sought fought caught taught shut drove hid"
        " blew fled sank swore stole withdrew overthrew arose woke chose froze since last ago been 'd has have late"
        " ended".split()
    ),
    past_endings=("ed",),
    auxiliaries=frozenset("be is are being get gets 're to".split()),
)
