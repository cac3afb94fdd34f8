"""Persons' words as a file that travels: a line that says what it is, then a word a line, as JSON.

    {"dissensus": "corrections", "version": 1}
    {"relation": "same_story", "left": "8f...", "right": "1c...", "verdict": "same", "by": "Ada Lind", "at": "2024-05-01T..."}

`at` is when it was said, ISO 8601 with a time zone. A word's `id`, `score`, `because` and `maker` stand in the line too, and may
be left out of one that is written by hand.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from dissensus.errors import CorrectionError
from dissensus.passages import parsed
from dissensus.records import Edge, Maker, Relation, Verdict
from dissensus.verdicts import new_word, person

E = TypeVar("E", Relation, Verdict)

KIND = "corrections"
FORMAT = 1  # rises when a line means something else than before
LENGTH = 1_000  # characters of an end of an edge, or of a reason
REASONS = 20
SHOWN = 60  # characters of a value in a message
AHEAD = timedelta(days=1)  # how far the clock of whoever said it may go before ours
SAID = (Relation.LEDGER, Relation.SAME_SPEAKER, Relation.NAMED, Relation.SAME_STORY)


def to_lines(words: Iterable[Edge]) -> Iterator[str]:
    """The lines of a file of these words, sorted by when they were said, each with its end of line."""
    yield json.dumps({"dissensus": KIND, "version": FORMAT}) + "\n"
    for word in sorted(words, key=lambda one: (one.at or "", one.id)):
        row = {
            "relation": word.relation.value,
            "left": word.left,
            "right": word.right,
            "verdict": word.verdict.value,
            "by": word.by,
            "at": word.at,
            "because": list(word.because),
            "score": word.score,
            "maker": [word.maker.stage, word.maker.version, word.maker.net],
            "id": word.id,
        }
        yield json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"


def from_lines(lines: Iterable[str], name: str, present: datetime) -> list[Edge]:
    """The words in the lines of a file of this name, of one that stands there twice the newer. CorrectionError that names
    the first line that is none, as `name:number`."""
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not numbered:
        raise CorrectionError(f"{name}: is empty; write one with `dissensus correct export`")
    head = _row(numbered[0][1], f"{name}:{numbered[0][0]}")
    if head.get("dissensus") != KIND:
        raise CorrectionError(f"{name}:1: is no file of corrections; write one with `dissensus correct export`")
    if head.get("version") != FORMAT:
        raise CorrectionError(
            f"{name}:1: version {head.get('version')!r} of the format cannot be read, only {FORMAT}; update Dissensus"
        )
    words = [_word(_row(line, f"{name}:{number}"), f"{name}:{number}", present) for number, line in numbered[1:]]
    return newest(words)


def newest(words: Iterable[Edge]) -> list[Edge]:
    """Of all words of one id the one that was said last, sorted by id; in whichever order they come."""
    last: dict[str, Edge] = {}
    for word in words:
        known = last.setdefault(word.id, word)
        last[word.id] = max(known, word, key=_age)
    return [last[id] for id in sorted(last)]


def _age(word: Edge) -> tuple[object, ...]:
    return word.at or "", word.verdict, word.score, word.because, word.maker.stage, word.maker.version


# ------------------------------------------------------------------------------------------------------------ a line


def _row(line: str, where: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CorrectionError(f"{where}: is not JSON; mend or remove the line") from error
    if not isinstance(row, dict):
        raise CorrectionError(f"{where}: is no JSON object; mend or remove the line")
    return row


def _word(row: dict[str, object], where: str, present: datetime) -> Edge:
    """The word of a line."""
    relation = _choice(Relation, row, "relation", where)
    verdict = _choice(Verdict, row, "verdict", where)
    left, right, name = (_text(row, field, where) for field in ("left", "right", "by"))
    try:
        by = person(name)
    except CorrectionError as error:
        raise CorrectionError(f"{where}: by {error}") from error
    word = new_word(relation, (left, right), verdict, by, "")
    _check_ends(word, where)
    return Edge(
        id=word.id if relation in SAID else _text(row, "id", where),
        left=left,
        right=right,
        relation=relation,
        verdict=verdict,
        score=_score(row, where),
        because=_because(row, where) or word.because,
        maker=_maker(row, where) or word.maker,
        by=by,
        at=_moment(row, where, present),
    )


def _check_ends(word: Edge, where: str) -> None:
    """CorrectionError unless the ends are what the relation joins."""
    passage, other = parsed(word.left), parsed(word.right)
    article, other_article = ":" not in word.left, ":" not in word.right
    fits = {
        Relation.LEDGER: bool(passage) and passage is not None and passage[0].article == word.right,
        Relation.SAME_SPEAKER: bool((passage or article) and (other or other_article)),
        Relation.NAMED: bool(passage or article),
        Relation.SAME_STORY: article and other_article,
    }
    if not fits.get(word.relation, True):
        asked = "a passage and its article" if word.relation is Relation.LEDGER else "articles, or passages of speakers"
        raise CorrectionError(
            f"{where}: {word.left} and {word.right} cannot be the ends of {word.relation}; give {asked}"
        )
    if word.left == word.right and word.relation is not Relation.NAMED:
        raise CorrectionError(
            f"{where}: {word.left} is both ends of {word.relation}; name two things, or remove the line"
        )


def _choice(of: type[E], row: dict[str, object], name: str, where: str) -> E:
    value = row.get(name)
    try:
        return of(str(value))
    except ValueError as error:
        raise CorrectionError(
            f"{where}: {name} is {_shown(value)}; give one of {', '.join(one.value for one in of)}"
        ) from error


def _shown(value: object) -> str:
    """A value in a message, in one short line."""
    return repr(value)[:SHOWN]


def _text(row: dict[str, object], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > LENGTH:
        raise CorrectionError(f"{where}: {name} is {_shown(value)}; give a text of one line, up to {LENGTH} characters")
    return value


def _moment(row: dict[str, object], where: str, present: datetime) -> str | None:
    """When it was said, in UTC; null is before all others."""
    value = row.get("at")
    if value is None and "at" in row:
        return None
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
        if moment.tzinfo is None:
            raise ValueError("no time zone")
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise CorrectionError(
            f"{where}: at is {_shown(value)}; give the time it was said, such as 2024-05-01T10:00:00+00:00"
        ) from error
    if moment > present.astimezone(UTC) + AHEAD:
        raise CorrectionError(f"{where}: at is {_shown(value)}, which is yet to come; set the right time")
    return moment.isoformat(timespec="microseconds")


def _score(row: dict[str, object], where: str) -> float:
    value = row.get("score", 1.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or not 0 <= value <= 1:
        raise CorrectionError(f"{where}: score is {_shown(value)}; give a number from 0 to 1, or leave it out")
    return float(value)


def _because(row: dict[str, object], where: str) -> tuple[str, ...]:
    value = row.get("because", [])
    told = value if isinstance(value, list) and len(value) <= REASONS else [None]
    reasons = [one for one in told if isinstance(one, str) and one.isprintable() and len(one) <= LENGTH]
    if len(reasons) < len(told):
        raise CorrectionError(f"{where}: because is {_shown(value)}; give a list of texts, or leave it out")
    return tuple(reasons)


def _maker(row: dict[str, object], where: str) -> Maker | None:
    match row.get("maker"):
        case None:
            return None
        case [str() as stage, str() as version, (str() | None) as net] if all(
            text.isprintable() for text in (stage, version, net or "")
        ):
            return Maker(stage, version, net)
    raise CorrectionError(f"{where}: maker is {_shown(row.get('maker'))}; leave it out")
