"""A JSON record as an article: which of its fields is the text, the title, the outlet, the date."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from dissensus.records import How, Locator, Page
from dissensus.stages.clean.draft import Draft, Piece, UnreadableError
from dissensus.stages.clean.plain import cut_lines
from dissensus.stages.clean.sources import host_of
from dissensus.stages.clean.vote import Witness, from_url, from_value
from dissensus.text import decode, storable

TEXT = ("text", "maintext", "body", "content", "article_text", "fulltext")
TITLE = ("title", "headline")
STANDFIRST = ("standfirst", "subtitle", "subheadline", "description", "summary", "lead")
OUTLET = ("outlet", "source", "site_name", "publisher", "source_name")
DOMAIN = ("source_domain", "domain")
AUTHOR = ("author", "authors", "byline")
PUBLISHED = (
    "date",
    "date_publish",
    "published",
    "date_published",
    "datePublished",
    "published_at",
    "publish_date",
    "pubDate",
)
UPDATED = ("date_modify", "updated", "date_modified", "dateModified", "updated_at", "modified")
URL = ("url", "link", "canonical_url")


def read_record(page: Page) -> Draft:
    """The draft of a record's article. Raises UnreadableError where it is no JSON object or has no text."""
    decoded = decode(page.content)
    try:
        record = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"not a JSON record: {type(error).__name__}") from None
    if not isinstance(record, dict):
        raise UnreadableError(f"a JSON {type(record).__name__} where a record (an object) is expected")
    key = next((k for k in TEXT if isinstance(record.get(k), str) and record[k].strip()), None)
    if key is None:
        raise UnreadableError(f"a record without text: none of its fields is {', '.join(TEXT)} with words in it")
    text, replaced = storable(record[key])
    pieces = [Piece("text", 0, len(text), Locator(pointer=pointer(key)), How.VERBATIM)]
    draft = Draft(text, pieces, (), decoded.encoding, decoded.replaced + replaced)
    draft.title = _part(record, TITLE, "title", draft)
    draft.standfirst = _part(record, STANDFIRST, "standfirst", draft, unlike=text)
    draft.headline = draft.title
    draft.url = next((u for u in (*_strings(record, URL), page.url) if host_of(u)), None)
    draft.domain = next((d.lower().removeprefix("www.") for d in _strings(record, DOMAIN)), host_of(draft.url))
    draft.outlets = [*_strings(record, OUTLET), *_strings(record, DOMAIN), *_host(draft.url)]
    draft.authors = list(_strings(record, AUTHOR))
    draft.dates = [*_witnesses(record, PUBLISHED), *(from_url(draft.url) if draft.url else ())]
    draft.updates = list(_witnesses(record, UPDATED))
    draft.lines = cut_lines(text, draft.title)
    return draft


def pointer(key: str) -> str:
    """The JSON pointer (RFC 6901) of a field."""
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _host(url: str | None) -> list[str]:
    host = host_of(url)
    return [host] if host else []


def _part(record: Mapping[str, object], keys: Iterable[str], part: str, draft: Draft, unlike: str = "") -> str | None:
    """The first field that has words, as a part of the article with its place in the record."""
    for key in keys:
        value = record.get(key)
        if not isinstance(value, str) or not value.strip() or (unlike and value.strip() in unlike):
            continue
        text, replaced = storable(value)
        draft.replaced += replaced
        draft.pieces.append(Piece(part, 0, len(text), Locator(pointer=pointer(key)), How.VERBATIM))
        return text
    return None


def _strings(record: Mapping[str, object], keys: Iterable[str]) -> Iterable[str]:
    """What these fields say: strings, strings of lists, and the names of objects."""
    for key in keys:
        value = record.get(key)
        for item in value if isinstance(value, list) else [value]:
            name = item.get("name") if isinstance(item, dict) else item
            if isinstance(name, str) and name.strip():
                yield storable(" ".join(name.split()))[0]


def _witnesses(record: Mapping[str, object], keys: Iterable[str]) -> Iterable[Witness]:
    for key in keys:
        value = record.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**13:
            value = str(value)
        if isinstance(value, str) and value.strip():
            yield from_value("field", f"field:{pointer(key)}", storable(value)[0])
