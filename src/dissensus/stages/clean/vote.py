"""The vote on when an article was published: witnesses, what each is worth, and the date that they speak for.

Every witness stays as a candidate with its place and rule, also one that has no voice; candidates of equal standing that
disagree are a visible conflict; without a voice there is no date.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from dissensus.records import Candidate, Dated
from dissensus.stages.clean.dates import Found, read_date

EARLIEST = date(1990, 1, 1)  # no page on the web is older
AHEAD = timedelta(hours=24)  # clocks and zones differ; what lies further ahead is a mistake
AGREE_DAYS = 1  # two candidates so close speak for one date (zones, midnight)
CONFLICT_DAYS = 2  # two trusted candidates further apart are a conflict
TRUSTED = 5
WEAK = 1
# How much a rule's word weighs in the vote. A field or a tag made for the purpose outweighs what merely looks like a
# date; two lesser witnesses outweigh one of the best. Those of the last line are heard only where nobody else speaks.
# Set by `bench.run dates`.
TRUST = {"field": 6, "json_ld": 5, "meta": 5, "stamp_prefix": 5, "itemprop": 4, "stamp": 4}
TRUST |= {
    "meta_other": 3,
    "json_ld_other": 3,
    "time": 4,
    "marked": 4,
    "visible": 3,
    "url": 3,
    "dateline": 2,
    "above": 2,
}
TRUST |= {"script": WEAK, "told": WEAK, "foot": WEAK, "lone": WEAK}
SHOWN_RULES = frozenset(("stamp", "time", "itemprop", "marked", "visible", "above"))  # what a reader of the page sees
# Whose day alone can tell the zone of a moment; the date above a headline may be that of the visit.
DAY_RULES = (SHOWN_RULES - {"above"}) | {"url", "dateline", "stamp_prefix", "told", "foot", "lone"}
MANY_SHOWN = 5  # dates about one headline
MANY = 20  # candidates of one rule that are listed
SHOWN = 60  # characters of a refused value that are kept
WEST, EAST = (
    9,
    10,
)  # hours of UTC before which a place can still have the day before, from which on it can have the next
QUARTER = 15  # minutes: offsets from Greenwich are whole quarters of an hour
URL_DAY = re.compile(
    r"[/_-](?P<y>(?:19|20)\d{2})[/_-]?(?P<m>0[1-9]|1[0-2]|[1-9](?=[/_-]))[/_-]?(?P<d>[0-3]\d|[1-9](?=[/_-]|$))(?!\d)"
)
URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>0[1-9]|1[0-2]|[1-9])/")
ARCHIVE = re.compile(r"web\.archive\.org/web/(\d{14})|archive\.(?:today|is|ph|li|md|vn|fo)/(\d{14})/")


@dataclass(frozen=True, slots=True)
class Witness:
    """A date that some place shows: the rule that read it, the place, and the date, or the words if none was read."""

    rule: str
    place: str
    found: Found | None
    raw: str = ""


_Voice = tuple[Witness, Found]


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that tells of a date: where in the text it begins, whether it is a `time` element, an `itemprop` or
    `marked` by the name of its class, the value of its attribute (empty where the text tells), and whether it tells of a
    change."""

    at: int
    kind: str
    value: str = ""
    updated: bool = False


def from_value(rule: str, place: str, value: str) -> Witness:
    """What a field or an attribute says."""
    return Witness(rule, place, read_date(value), value.strip()[:SHOWN])


def from_url(url: str) -> Iterator[Witness]:
    """What the path of an address shows, and when an archive took the page."""
    archived = ARCHIVE.search(url[:200])
    if archived:
        yield Witness("archive", "url", read_date(archived[1] or archived[2]))
        url = url[archived.end() :]
    path = url.split("://", 1)[-1][:2000]
    path = path[path.find("/") :] if "/" in path else ""
    match = URL_DAY.search(path)
    if match:
        found = read_date(f"{match['y']}-{match['m']}-{match['d']}")
        if found is not None:
            yield Witness("url", "url", found)
            return
    month = URL_MONTH.search(path)
    if month:
        yield Witness("url_month", "url", None, f"{month['y']}-{int(month['m']):02}")


# ----------------------------------------------------------------------------------------------------------- vote


def vote(witnesses: Sequence[Witness], reference: datetime, day_first: bool | None = None) -> Dated:
    """The date that the witnesses speak for, with all of them as candidates.

    A witness of a rule that has no weight (a sidebar), one ahead of the reference time or of the archive's by more than
    a day, one before 1990 and one that cannot be read are listed and have no voice. Each rule has one voice for one day;
    the day with the most weight wins, and its most trusted witness gives the value. `day_first` says how readers of the
    page read 03/04/2024, where that is known.
    """
    latest = _latest(witnesses, reference)
    candidates: dict[Candidate, None] = {}
    voices: list[_Voice] = []
    for witness in _settled(list(_completed(witnesses)), day_first):
        candidate, voice = _heard(witness, latest)
        candidates.setdefault(candidate)
        if voice is not None:
            voices.append((witness, voice))
    listed = tuple(_listed(candidates))
    sure = [v for v in voices if TRUST[v[0].rule] > WEAK]
    single = _without_lists(sure, {w.raw for w in witnesses if w.rule == "url_month"})
    heard = single if sure else _unanimous(voices)
    if not heard:
        return Dated(conflict=bool(sure), candidates=listed)
    order = {id(witness): n for n, (witness, _) in enumerate(heard)}
    _, day = max(heard, key=lambda v: (_support(v[1], heard), TRUST[v[0].rule], -order[id(v[0])]))
    cluster = [v for v in heard if _apart(v[1], day) <= AGREE_DAYS]
    winner, day = max(cluster, key=lambda v: (TRUST[v[0].rule], _support(v[1], heard, 0), -order[id(v[0])]))
    basis, day = _local(winner, day, [v for v in (heard if sure else voices) if _apart(v[1], day) <= AGREE_DAYS])
    return Dated(day.value, day.precision, basis, _is_conflict(TRUST[winner.rule], day, heard), listed)


def not_after(reference: datetime, moment: str | None) -> datetime:
    """The earlier of the reference time and a moment in ISO 8601, such as that of the capture, if there is one."""
    reference = reference if reference.tzinfo else reference.replace(tzinfo=UTC)
    try:
        other = datetime.fromisoformat(moment or "")
    except ValueError:
        return reference
    return min(reference, other if other.tzinfo else other.replace(tzinfo=UTC))


def _latest(witnesses: Sequence[Witness], reference: datetime) -> datetime:
    """The time that no publication lies after: the reference, or when an archive took the page."""
    for witness in witnesses:
        if witness.rule == "archive" and witness.found is not None:
            reference = not_after(reference, witness.found.value)
    return not_after(reference, None)


def _heard(witness: Witness, latest: datetime) -> tuple[Candidate, Found | None]:
    """A witness as a candidate, and its date if it has a voice."""
    found = witness.found
    if found is None:
        rule = witness.rule if witness.rule in {"sidebar", "url_month", "archive"} else witness.rule + "_refused"
        return Candidate(witness.raw, witness.place, rule), None
    if found.year is None:
        return Candidate(found.value, witness.place, witness.rule + "_no_year"), None
    if witness.rule not in TRUST:
        return Candidate(found.value, witness.place, witness.rule), None
    if found.open:
        return Candidate(witness.raw or found.value, witness.place, witness.rule + "_open"), None
    if _day(found) < EARLIEST or _is_ahead(found, latest):
        return Candidate(found.value, witness.place, witness.rule + "_refused"), None
    return Candidate(found.value, witness.place, witness.rule), found


def _listed(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates, of each rule no more than are worth a look."""
    counts: dict[str, int] = {}
    for candidate in candidates:
        counts[candidate.rule] = counts.get(candidate.rule, 0) + 1
        if counts[candidate.rule] <= MANY:
            yield candidate


def _completed(witnesses: Sequence[Witness]) -> Iterator[Witness]:
    """Days without a year get it from a full date of the same day, or from an address that names year and month."""
    full = [w.found for w in witnesses if w.found is not None and w.found.year is not None and w.rule in TRUST]
    months = [w.raw for w in witnesses if w.rule == "url_month"]
    for witness in witnesses:
        found = witness.found
        if found is None or found.year is not None or witness.rule not in TRUST:
            yield witness
            continue
        years = {f.year for f in full if f.year and _near(found, f)}
        years |= {int(m[:4]) for m in months if int(m[5:]) == found.month}
        whole = _real(replace(found, year=years.pop())) if len(years) == 1 else None
        yield replace(witness, found=whole) if whole else witness


def _near(partial: Found, full: Found) -> bool:
    """Could a day without a year be that day, in the same year."""
    whole = _real(replace(partial, year=full.year))
    return whole is not None and _apart(whole, full) <= AGREE_DAYS


def _real(found: Found) -> Found | None:
    """The date if there is such a day."""
    try:
        _day(found)
    except ValueError:
        return None
    return found


def _settled(witnesses: Sequence[Witness], day_first: bool | None) -> Iterator[Witness]:
    """Dates whose day and month may be the other way round: read as another witness reads that day, or, where a reader
    sees them, as readers of the page do; else they stay open."""
    sure = [w.found for w in witnesses if w.rule in TRUST and w.found and w.found.year and not w.found.open]
    for witness in witnesses:
        found = witness.found
        if found is None or not found.open:
            yield witness
            continue
        straight, turned = (
            any(_apart(reading, other) <= AGREE_DAYS for other in sure) for reading in (found, found.turned)
        )
        is_shown = witness.rule in SHOWN_RULES or TRUST.get(witness.rule) == WEAK
        if straight == turned:
            straight, turned = (
                (bool(day_first), not day_first) if day_first is not None and is_shown else (False, False)
            )
        if straight or turned:
            found = replace(found, open=False) if straight else found.turned
        yield replace(witness, found=found)


def _unanimous(voices: Sequence[_Voice]) -> list[_Voice]:
    """Weak witnesses: data in scripts, or what is shown far from the headline, and only if all of them speak for one
    day."""
    for rules in (("script",), ("told", "foot", "lone")):
        heard = [v for v in voices if v[0].rule in rules]
        if heard:
            return heard if _spread([found for _, found in heard]) <= AGREE_DAYS else []
    return []


def _without_lists(voices: Sequence[_Voice], months: Container[str]) -> list[_Voice]:
    """The voices without those of a rule by which a reader sees days that disagree, and without all that a reader sees
    where there are more dates than one article has: a list of articles, a thread. Such a date counts only where
    something that is not shown names the same day, or the address the month."""
    days = {_day(found) for witness, found in voices if witness.rule not in SHOWN_RULES}
    lists: set[str] = set()
    for rule in SHOWN_RULES:
        told = [(w, f) for w, f in voices if w.rule == rule]
        if len({w.place for w, _ in told}) > MANY_SHOWN:
            lists |= SHOWN_RULES
        elif _spread([f for _, f in told]) > CONFLICT_DAYS:
            lists.add(rule)
    return [(w, f) for w, f in voices if w.rule not in lists or _day(f) in days or f.value[:7] in months]


def _is_conflict(trust: int, day: Found, voices: Sequence[_Voice]) -> bool:
    """Do two of the best disagree, or one of the winner's standing or the address with the winner."""
    trusted = [found for witness, found in voices if TRUST[witness.rule] >= TRUSTED]
    equal = [f for w, f in voices if TRUST[w.rule] >= min(trust, TRUSTED) or w.rule == "url"]
    return any(_apart(found, day) > CONFLICT_DAYS for found in equal) or _spread(trusted) > CONFLICT_DAYS


def _support(found: Found, voices: Sequence[_Voice], within: int = AGREE_DAYS) -> int:
    """The weight behind a day. What readers see counts once: a line and the elements in it are one witness."""
    rules = {w.rule for w, f in voices if _apart(f, found) <= within}
    seen = max((TRUST[rule] for rule in rules & SHOWN_RULES), default=0)
    return seen + sum(TRUST[rule] for rule in rules - SHOWN_RULES)


def _spread(dates: Sequence[Found]) -> int:
    """Days from the first of some dates to the last."""
    days = [_day(found) for found in dates]
    return (max(days) - min(days)).days if days else 0


def _day(found: Found) -> date:
    return date(found.year or 1, found.month, found.day)


def _apart(one: Found, other: Found) -> int:
    return abs((_day(one) - _day(other)).days)


def _is_ahead(found: Found, latest: datetime) -> bool:
    """Does it lie more than a day after a time, in any zone it may be meant in."""
    moment = datetime.fromisoformat(found.value)
    if moment.tzinfo is None:
        return (_day(found) - latest.date()).days > AHEAD.days
    return (moment - latest) > AHEAD


# ------------------------------------------------------------------------------------------------------ local day


def _local(winner: Witness, day: Found, cluster: Sequence[_Voice]) -> tuple[str, Found]:
    """The day as the outlet's readers have it: a moment told in UTC, or in no zone by a tag that nobody sees, gives way
    to what the page shows or its address says for the same moment on the day before or after."""
    moment = datetime.fromisoformat(day.value)
    is_utc = moment.tzinfo is not None and not moment.utcoffset()
    if not day.time or not (is_utc or moment.tzinfo is None) or winner.rule in SHOWN_RULES:
        return winner.rule, day
    if any(w.rule in SHOWN_RULES and _day(f) == _day(day) for w, f in cluster):
        return winner.rule, day
    others = [(w, f) for w, f in cluster if _day(f) != _day(day) and (w.rule != "url" or is_utc)]
    readings = [(w.rule, told) for w, f in others if (told := _same_moment(moment, w, f)) is not None]
    return max(readings, key=lambda r: (len(r[1].time), TRUST[r[0]]), default=(winner.rule, day))


def _same_moment(moment: datetime, witness: Witness, found: Found) -> Found | None:
    """What a witness on another day tells, if it can be the moment in another zone; with the zone where that follows."""
    other = datetime.fromisoformat(found.value)
    if other.tzinfo is not None:
        same = moment.tzinfo is not None and other.utcoffset() and abs(other - moment) < timedelta(hours=1)
        return found if same else None
    if found.time:
        return _zoned(found, other - moment.replace(tzinfo=None), moment.tzinfo is not None)
    if witness.rule not in DAY_RULES:
        return None
    is_before = other.date() < moment.date()
    return found if (moment.hour < WEST if is_before else moment.hour >= EAST) else None


def _zoned(found: Found, offset: timedelta, is_utc: bool) -> Found | None:
    """A clock time without a zone beside one in UTC: their difference is the zone, if there is such a one."""
    minutes = round(offset / timedelta(minutes=1))
    rest = (minutes + 1) % QUARTER - 1  # the seconds of one of the two may be missing
    if abs(rest) > 1 or not -12 * 60 <= minutes <= 14 * 60 or minutes == 0:
        return None
    minutes -= rest
    sign, (hours, left) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return replace(found, time=f"{found.time}{sign}{hours:02}:{left:02}") if is_utc else found
