"""Who publishes and who wrote: outlet, authors and agencies, where the page itself names them; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit, urlunsplit

from dissensus.langs.en_pages import NOT_AUTHORS, OUTLET_WORDS
from dissensus.records import BlockKind
from dissensus.stages.clean.ledger import WORD, Line, Scene, squeeze, words_of
from dissensus.stages.clean.plain import AGENCY_ROUND, AGENCY_SLASH, CAPS, NAME
from dissensus.stages.clean.signs import authors_of, masthead_of

MARK = re.compile(rf"{AGENCY_SLASH}|{AGENCY_ROUND}")
RIGHTS = re.compile(
    rf"(?:©|\(c\)|copyright)\s{{0,2}}(?:copyright\s)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s)?(?P<name>{NAME})",
    re.I,
)
OUTLET_DATELINE = re.compile(rf"(?P<name>(?:THE )?{CAPS})\s[–—-]{{1,2}}\s")
BY_OUTLET = re.compile(r",\s(?P<name>(?:The\s)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,3})$")
WITH_REPORTING = re.compile(rf"(?i:with (?:additional )?reporting (?:by|from)|source:)\s(?P<name>{NAME})")
TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igshid|cmpid|ocid|ns_\w+)$", re.IGNORECASE)
TITLE_TAIL = re.compile(r"(?<=\S)\s{1,9}[|–—•·»-]\s{1,9}(?P<tail>[^|–—•·»]{2,60})$")
LONGEST_NAME = 80
AUTHOR_BREAK = re.compile(r"\s?[,;|]\s|[,;|](?=[^\x00-\x7f])|\s(?:and|und|et|y|e|&)\s|、")
AUTHOR_OPENS = re.compile(
    r"(?:(?:[^\W\d_]{4,16}\s)?(?:by|von|par|por|door)|autor:|author:|text:|(?-i:di|da|av|af))\s{1,5}(?=[^\W\d_])",
    re.IGNORECASE,
)
NO_OUTLET = words_of("office service ministry department secretary council union")


def outlet_of(scene: Scene, named: Sequence[str]) -> str | None:
    """The outlet: as a field or the markup names it, else as the text names itself; None where it does not.

    `named` are names from fields and markup, most trusted first. A bare host gives way to the masthead that it spells.
    """
    heads = [name for i in range(min(len(scene.lines), 6)) if (name := masthead_of(scene, i))]
    for name in named:
        clean = " ".join(name.split())
        if not clean or len(clean) > LONGEST_NAME:
            continue
        return heads[0] if heads and clean == scene.domain else clean
    if heads:
        return heads[0]
    return next(_own_names(scene), None)


def _own_names(scene: Scene) -> Iterator[str]:
    """Names by which a text calls itself: a right it reserves, a byline, a dateline of its own."""
    for index, line in enumerate(scene.lines):
        cut = not scene.kept_so_far(index)
        rights = RIGHTS.search(line.text) if line.words <= 30 else None
        if rights and cut and _is_outlet(rights["name"]):
            yield rights["name"]
        by = BY_OUTLET.search(line.text)
        if by and authors_of(line) and _is_outlet(by["name"]):
            yield by["name"]
        own = OUTLET_DATELINE.match(line.text)
        if own and _is_outlet(own["name"]):
            yield own["name"].title()


def _is_outlet(name: str) -> bool:
    words = {w.lower() for w in WORD.findall(name)}
    return bool(words & OUTLET_WORDS) and not words & NO_OUTLET


def _marks(scene: Scene) -> Iterator[Line]:
    for line in scene.lines:
        if line.preset and line.preset.rule in {"dateline", "agency_mark"}:
            yield line


def agencies_of(scene: Scene) -> tuple[str, ...]:
    """The agencies whose mark opens the text or one of its paragraphs, or whose reporting is credited."""
    found: dict[str, None] = {}
    for line in _marks(scene):
        match = MARK.search(line.text)
        if match:
            found.setdefault(" ".join((match["slash"] or match["round"]).split()))
    for index, line in enumerate(scene.lines):
        with_reporting = WITH_REPORTING.match(line.text)
        verdict = scene.verdicts[index]
        if with_reporting and verdict and verdict.kind is BlockKind.CREDIT:
            found.setdefault(with_reporting["name"])
    return tuple(found)


def authors_in(scene: Scene, named: Iterable[str], outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """The authors that fields or markup name, else those of bylines; an outlet's own name is nobody's."""
    found: dict[str, str] = {}
    houses = {squeeze(name) for name in (*outlets, scene.domain or "", (scene.domain or "").partition(".")[0])}
    for name in named:
        for piece in AUTHOR_BREAK.split(" ".join(name.split())):
            one = piece[opens.end() :] if (opens := AUTHOR_OPENS.match(piece)) else piece
            one = one.strip(" .,:")
            if _is_person(one) and squeeze(one) not in houses:
                found.setdefault(squeeze(one), one)
    if not found:
        for index, line in enumerate(scene.lines):
            verdict = scene.verdicts[index]
            if verdict and verdict.kind is BlockKind.BYLINE:
                found.update({squeeze(one): one for one in authors_of(line)})
    return tuple(found.values())


def _is_person(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 6 or len(name) > LONGEST_NAME or not name[0].isalpha() or "/" in name or "@" in name:
        return False
    return not all(w.lower().strip(".") in NOT_AUTHORS | OUTLET_WORDS for w in words)


def split_title(title: str) -> tuple[str, str | None]:
    """A page's title without what stands after the last stroke, and that tail: "Headline - Outlet"."""
    match = TITLE_TAIL.search(title[-80:])
    if match is None or len(match["tail"].split()) > 6:
        return title, None
    return title[: len(title) - len(match.group())].rstrip(), match["tail"].strip()


def host_of(url: str | None) -> str | None:
    """The host of a web address without `www.`, lower case; None if it is no web address."""
    try:
        parts = urlsplit(url or "")
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in {"http", "https"} else None


def normal_url(url: str) -> str | None:
    """A web address in the form that names the work: https, no `www.`, no fragment, no tracking, no last stroke."""
    host = host_of(url)
    if host is None:
        return None
    parts = urlsplit(url)
    query = "&".join(sorted(p for p in parts.query.split("&") if p and not TRACKING.match(p.partition("=")[0])))
    return urlunsplit(("https", host, parts.path.rstrip("/"), query, ""))
