"""The table of rules: which classes of words must be in the sentence (one of them), the pattern, and who reads it.

The order is only for hits of the same words: the first that gives a reading has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dissensus.stages.read.times import days, periods, spans
from dissensus.stages.read.times.grammar import DAY_PATTERN, Rule, compiled
from dissensus.stages.read.times.lexer import letters

PLACE = "(?:THE?POSITION OF|MODE)"  # the end of ..., early ...
OF_YEAR = "(?:OF?(?P<year>YEAR)|OF?THE?(?P<ref>WHICH)FISCAL?UNIT|OF THE(?P<this_year>UNIT))"
DAYS = "month short_month weekday short_weekday day_word date"

TABLE: tuple[tuple[str, str, Rule], ...] = (
    # days and hours
    (
        DAYS,
        rf"""(?:EARLY HYPHEN?|MODE(?=DAY_WORD)|THE?POSITION OF)?(?:THE?(?P<part_of>DAY_PART)OF)?{DAY_PATTERN}
        (?:COMMA?(?P<part>DAY_PART))?""",
        days.day,
    ),
    (
        "clock_word clock meridiem zone time_word",
        rf"""APPROX(?:(?P<noon>CLOCK_WORD)|(?:(?P<clock>CLOCK)|(?P<hour>DAY|NUMBER|YEAR|INTEGER))(?P<half>MERIDIEM)?)
        (?P<zone>ZONED)?(?:COMMA?(?:ON|OF)?{DAY_PATTERN})?""",
        days.clock_time,
    ),
    ("day_part", "MODE?(?P<which>THIS|LAST|THAT)(?P<part>DAY_PART)", days.day_part),
    ("day_part", "THE(?P<which>NEXT|FOLLOWING)(?P<part>DAY_PART)", days.day_part),
    ("day_part", "MODE?(?P<part>DAY_PART)(?P<word>DAY_WORD)", days.day_part),
    ("day_part", "MODE(?P<part>DAY_PART)", days.day_part),
    ("holiday", "(?P<which>THIS|LAST|NEXT)?(?P<holiday>HOLIDAY)(?:COMMA?(?P<year>YEAR)|(?P<unit>UNIT))?", days.holiday),
    ("month short_month date", "[+5-](?P<span>(?P<second>DAY))", days.second_day),
    # months, seasons, quarters, years
    (
        "month short_month",
        rf"""{PLACE}?(?P<which>THIS|LAST|NEXT)?{PLACE}?(?P<month>ANYMONTH)
        (?:COMMA?OF?(?P<year>YEAR)|OF?(?P<year_which>WHICH)UNIT)?""",
        periods.month,
    ),
    ("month", "(?P<month>ANYMONTH)(?P<spoken>NUMBER(?:HYPHEN?NUMBER){1,3})", periods.spoken_year),
    (
        "season",
        rf"{PLACE}?(?:THE(?=WHICH?SEASON))?(?P<which>WHICH)?{PLACE}?(?P<season>SEASON)(?:OF?(?P<year>YEAR))?",
        periods.season,
    ),
    ("year", rf"{PLACE}?(?:THE?FISCAL?UNIT|FISCAL HYPHEN?)?(?P<year>YEAR)", periods.year),
    ("year", "(?P<year>YEAR)HYPHEN(?P<until>DAY|INTEGER|YEAR)", periods.years),
    ("number", "(?:(?P<year_word>THE UNIT))?(?P<spoken>NUMBER(?:HYPHEN?NUMBERS){1,3})", periods.spoken_year),
    ("decade", rf"(?:THE?{PLACE})?THE?MODE?APOSTROPHE?(?P<decade>DECADE)", periods.decade),
    ("unit", "THE?MODE?(?P<ordinal>ORDINAL)HYPHEN?(?P<unit>UNIT)", periods.century),
    ("quarter_mark", "(?P<quarter>QUARTER_MARK)(?P<number>DAY)(?P<year>YEAR)?", periods.short_quarter),
    (
        "unit half",
        rf"""(?:THE(?!ORDINAL HYPHEN))?
        (?:(?P<year_before>YEAR)|(?P<ref_before>WHICH)UNIT POSSESSIVE|(?P<back>UNIT HYPHEN BACK))?
        (?:(?P<fiscal>f)|WHOLE)?HYPHEN?(?P<ordinal>ORDINAL|LAST)HYPHEN?(?P<unit>UNIT|HALF)(?:{OF_YEAR})?""",
        periods.quarter,
    ),
    ("unit", "THE(?P<unit>UNIT)HYPHEN BACK(?:UNIT|PERIOD|(?P<count>COUNT)(?P<units>UNITS))", periods.year_back),
    ("unit", "(?P<unit>UNIT)HYPHEN BACK", periods.year_back),
    (
        "unit period",
        r"""(?:THE?POSITION OF|(?:MODE|SOMETIME)(?:IN(?=THE|THAT|THIS))?)?THE?(?P<which>WHICH)FISCAL?
        (?P<unit>UNIT|PERIOD)OR_SO?""",
        periods.one_of_a_row,
    ),
    ("unit", "(?:MODE IN|THE?POSITION OF)?THE FISCAL?(?P<unit>UNIT)", periods.the_unit),
    ("unit", rf"THE(?P<unit>UNIT)OF{DAY_PATTERN}", periods.week_of),
    ("year", "THE(?P<year>YEAR)(?P<unit>UNIT|PERIOD)", periods.period),
    ("end", "APPROX THE?(?P<unit>UNIT)POSSESSIVE?HYPHEN?END", periods.year_end),
    # lengths
    ("ago", "APPROX(?P<count>COUNT)FILLER?HYPHEN?(?P<unit>ANYUNIT)OR_SO?(?P<where>AGO)", spans.ago),
    ("unit units", "(?P<count>COUNT)FILLER?(?P<unit>ANYUNIT)(?P<where>EARLIER|LATER|BEFORE)", spans.earlier),
    ("unit", "THE(?P<unit>UNIT)(?P<where>EARLIER|LATER|BEFORE)", spans.earlier),
    (
        "units",
        "(?P<approx>APPROXIMATE{1,2})?THE?(?P<count>SPAN)FILLER?(?P<unit>UNITS)(?P<more>AND AN?HALF)?OR_SO?",
        spans.duration,
    ),
    (
        "unit",
        "(?P<approx>APPROXIMATE{1,2})?(?P<count>AN|NUMBER)(?P<unit>UNIT)(?P<more>AND AN?HALF)?OR_SO?",
        spans.duration,
    ),
    ("unit", "(?P<count>COUNT)(?P<joined>UNIT)", spans.duration),
    ("unit units", "(?P<count>COUNT)(?P<hyphen>HYPHEN)(?P<unit>ANYUNIT)", spans.duration),
    ("period", "AN(?P<count>COUNT)(?P<hyphen>HYPHEN)(?P<unit>ANYUNIT)(?P<period>PERIOD)", spans.duration),
    ("half", "(?P<approx>APPROXIMATE{1,2})?AN?(?P<half>HALF)HYPHEN?AN?(?P<unit>UNIT)", spans.duration),
    (
        "unit units",
        "THE?(?P<which>LAST|PAST|LATEST|NEXT|ORDINAL|FOLLOWING)(?P<count>SPAN)FILLER?(?P<unit>ANYUNIT)OR_SO?",
        spans.reach,
    ),
    ("units", "THE?(?P<which>LAST|PAST|LATEST|NEXT|FOLLOWING)(?P<unit>UNITS)", spans.reach),
    ("unit", "THE?(?P<which>PAST)(?P<unit>UNIT)OR_SO?", spans.reach),
    ("unit", "THE(?P<which>LAST)(?P<unit>UNIT)", spans.reach),
    ("units", "(?P<which>RECENT)(?P<unit>UNITS)(?:AND UNITS)?", spans.loose),
    ("units", "(?P<unit>UNITS)(?:RANGE UNITS)?", spans.loose),
    # what repeats
    ("each", "EACH(?P<other>OTHER)?(?P<count>COUNT)?(?P<unit>ANYUNIT)", spans.repeated),
    ("each", "EACH(?P<weekday>WEEKDAY)(?P<part>DAY_PART)?", spans.repeated),
    ("each", "EACH(?:(?P<month>MONTH)|(?P<season>SEASON)|(?P<part>DAY_PART))", spans.repeated),
    ("weekdays", "(?P<weekday>WEEKDAYS)", spans.repeated),
    ("day_parts", "(?P<weekday>WEEKDAY)(?P<part>DAY_PARTS)", spans.repeated),
    ("often", "(?P<often>OFTEN)", spans.repeated),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A rule made ready: the letters of which one must be there, the pattern over letters, and who reads a hit."""

    needs: frozenset[str]
    pattern: re.Pattern[str]
    read: Rule


RULES = tuple(Row(letters(needs), compiled(pattern), rule) for needs, pattern, rule in TABLE)
