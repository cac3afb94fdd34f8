"""A web page as plain text: all that a reader would see, without tags, as crawlers leave it; and what each line was.

Nobody says how a crawler took the tags away, so there are several ways (`STYLES`), and a classifier of plain text must
live with all of them. None of this uses the program that is measured.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

STYLES = ("blocks", "nodes", "source", "flat", "rival")

SILENT = frozenset("script style noscript template head iframe object svg canvas audio video".split())
PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure hr fieldset".split())
LINES = frozenset(
    "address article aside body caption center dd details dialog div dt figcaption footer form header hgroup legend li"
    " main menu nav option optgroup section select summary tbody tfoot thead tr textarea br".split()
)
CELLS = frozenset(("td", "th"))
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
WESTERN = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}  # as browsers read these labels

# What a line was, by the innermost element around it that says so: its tag, else the first of these found in its class,
# id, role or itemprop. One word of a name counts as well as a whole name (`post-author`, `authorBox`).
TAGS = {"nav": "menu", "footer": "footer", "figcaption": "caption", "time": "byline", "address": "byline"}
NAMES = (
    ("notice", re.compile(r"cookie|consent|gdpr|newsletter|subscri|sign-?up|paywall|abo(?:nne|box)|promo", re.I)),
    ("share", re.compile(r"shar(?:e|ing)(?![a-z]*d)|social|teilen|follow-us|whatsapp|facebook|twitter", re.I)),
    ("comments", re.compile(r"comment|disqus|kommentar|respond|discussion", re.I)),
    (
        "related",
        re.compile(
            r"relat|recommend|most-?(?:read|popular|viewed)|popular|trending|teaser|more-?(?:on|from|news"
            r"|stories)|read-?(?:more|also|next)|see-?also|latest|recent|widget|side-?bar",
            re.I,
        ),
    ),
    ("caption", re.compile(r"caption|bildunter|image-?(?:desc|text)", re.I)),
    (
        "byline",
        re.compile(
            r"author|byline|dateline|pub-?date|published|timestamp|entry-?meta|post-?meta|article-?meta"
            r"|credit|copyright-?holder|(?:^|[\s_-])(?:date|time|meta)(?:$|[\s_-])|autor",
            re.I,
        ),
    ),
    ("footer", re.compile(r"footer|fusszeile|colophon|copyright|imprint|contentinfo", re.I)),
    (
        "menu",
        re.compile(
            r"menu|(?:^|[\s_-])nav|navi|breadcrumb|toolbar|topbar|masthead|site-?header|(?:^|[\s_-])tags?"
            r"(?:$|[\s_-])|pagination|skip-?link|login",
            re.I,
        ),
    ),
)
KINDS = ("menu", "related", "share", "notice", "byline", "comments", "footer", "caption", "language", "other")
REGION_SHARE = 0.5  # of the page's text: what holds more is the page itself, whatever its class says
LINKED = 0.8  # of a line's letters lie in links: it is one of a menu, or a headline of another article
HEADLINE_WORDS = 5  # a linked line of so many words is a headline


@dataclass(frozen=True, slots=True)
class Bit:
    """A text node: its text, the break before it (0 none, 1 a new line, 2 a blank line), what it was, is it linked."""

    text: str
    gap: int
    kind: str
    linked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a dump: code points [start, end) of it, and what it was (`KINDS`)."""

    start: int
    end: int
    kind: str


def decode(content: bytes) -> str:
    """The page's text: by its byte-order mark, as UTF-8 where that fits, by the charset that it names, else as cp1252."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace").lstrip("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        told = CHARSET.search(content[:8192])
        name = told[1].decode("ascii") if told else ""
        cut_short = error.start > 0.1 * len(content)  # a few bad bytes late in a page that is UTF-8 elsewhere
    try:
        name = codecs.lookup(name).name if name else "utf-8" if cut_short else "cp1252"
    except LookupError:
        name = "cp1252"
    return content.decode(WESTERN.get(name, name), "replace")


def dump(content: bytes, style: str) -> str:
    """All visible text of a page without tags.

    blocks  as a browser shows it (`innerText`): block elements on lines of their own, blank lines between paragraphs
    nodes   each text node stripped, on a line of its own, the page's title first (BeautifulSoup's `get_text("\\n", strip=True)`)
    source  text nodes one after the other with the white space of the source (lxml's `text_content`, tags cut by a pattern)
    flat    all text nodes on one line, one space between them (BeautifulSoup's `get_text(" ", strip=True)`)
    rival   resiliparse's `extract_plain_text` with everything kept; needs that package
    """
    if style == "blocks":
        return blocks(content)[0]
    if style == "rival":
        from resiliparse.extract.html2text import extract_plain_text

        text: str = extract_plain_text(decode(content), main_content=False)
        return text
    title, pieces = _read(content)
    if style == "nodes":
        return "\n".join(text for text in (title.strip(), *(bit.text.strip() for bit in pieces)) if text)
    if style == "source":
        return "".join(bit.text for bit in pieces)
    if style == "flat":
        return " ".join(" ".join(bit.text for bit in pieces).split())
    raise ValueError(f"no way to dump called {style!r}: take one of {', '.join(STYLES)}")


def blocks(content: bytes) -> tuple[str, list[Line]]:
    """The dump in the style `blocks`, with what each of its lines was."""
    out: list[str] = []
    lines: list[Line] = []
    at = 0
    for gap, group in _paragraphs(_read(content)[1]):
        text = " ".join("".join(bit.text for bit in group).split())
        if not text:
            continue
        lead = "\n" * gap if lines else ""
        at += len(lead)
        lines.append(Line(at, at + len(text), _kind(group)))
        at += len(text)
        out += (lead, text)
    return "".join(out), lines


def _paragraphs(pieces: Iterable[Bit]) -> Iterator[tuple[int, list[Bit]]]:
    """The bits between two breaks; the widest break before a line counts, empty lines have none of their own."""
    group: list[Bit] = []
    gap = waiting = 1
    for bit in pieces:
        waiting = max(waiting, bit.gap)
        if not bit.text.strip() and bit.gap:
            continue
        if bit.gap or (waiting and not group):
            if group:
                yield gap, group
            group, gap, waiting = [], max(waiting, 1), 0
        group.append(bit)
    if group:
        yield gap, group


def _kind(group: list[Bit]) -> str:
    """What most of a line was; a line without a name that is all link is a menu's, or a headline elsewhere."""
    sizes = {kind: sum(len(b.text.strip()) for b in same) for kind, same in groupby(sorted(group, key=_by), _by)}
    kind = max(sizes, key=lambda k: (sizes[k], k))
    if kind:
        return kind
    linked = sum(len(bit.text.strip()) for bit in group if bit.linked)
    if linked < LINKED * sum(sizes.values()):
        return "other"
    return "related" if sum(len(bit.text.split()) for bit in group) >= HEADLINE_WORDS else "menu"


def _by(bit: Bit) -> str:
    return bit.kind


def _read(content: bytes) -> tuple[str, list[Bit]]:
    """A page's title and its text nodes."""
    from lxml import etree

    source = decode(content).replace("\x00", "")
    if not source.strip():
        return "", []
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root: Any = etree.fromstring(source.encode("utf-8", "replace"), parser)
    if root is None:
        return "", []
    title = root.find(".//title")
    return (title.text or "" if title is not None else ""), list(_bits(root))


def _bits(root: Any) -> Iterator[Bit]:
    from lxml import etree

    sizes = _sizes(root)
    largest = REGION_SHARE * sizes.get(root, 0)
    stack = [("", False)]
    gap = 1
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        after = 2 if tag in PARAGRAPHS else 1 if tag in LINES else 0
        if event == "start":
            kind, linked = stack[-1]
            if _is_hidden(element, tag):
                walk.skip_subtree()
                stack.append(stack[-1])
                continue
            if sizes.get(element, 0) <= largest:
                kind = _named(element, tag) or kind
            stack.append((kind, linked or tag == "a"))
            gap = max(gap, after)
            text = (" " if tag in CELLS else "") + (element.text or "")
        else:
            stack.pop()
            gap = max(gap, after) if not _is_hidden(element, tag) else gap
            text = element.tail or ""
        if text:
            yield Bit(text, gap, *stack[-1])
            gap = 0 if text.strip() else gap


def _sizes(root: Any) -> dict[Any, int]:
    """Characters of text in each element."""
    from lxml import etree

    sizes: dict[Any, int] = {}
    totals = [0]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            totals.append(len(element.text or "") if element.tag not in SILENT else 0)
        else:
            sizes[element] = totals.pop()
            totals[-1] += sizes[element] + len(element.tail or "")
    return sizes


def _is_hidden(element: Any, tag: str) -> bool:
    if tag in SILENT:
        return True
    return element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or ""))


def _named(element: Any, tag: str) -> str:
    """What an element says that it is, by its tag or its names; empty where it says nothing."""
    if tag in TAGS:
        return TAGS[tag]
    names = " ".join(element.get(key) or "" for key in ("class", "id", "role", "itemprop", "data-testid"))
    if names.strip():
        return next((kind for kind, pattern in NAMES if pattern.search(names)), "")
    return ""
