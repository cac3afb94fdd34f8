"""What an HTML page says of itself: meta tags, JSON-LD, time elements, its title; each with its place in the source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from dissensus.stages.clean import markup
from dissensus.stages.clean.dates import Witness, from_url, from_value
from dissensus.stages.clean.ledger import words_of
from dissensus.stages.clean.sources import split_title
from dissensus.text import storable

PUBLISHED = words_of(
    "article:published_time og:article:published_time article:published og:published_time datepublished og:pubdate"
    " article.published"
)
PUBLISHED_OTHER = words_of(
    "date pubdate publishdate publish-date publish_date published_time published-date dc.date dc.date.issued"
    " dcterms.issued dcterms.created dcterms.date dc.created sailthru.date parsely-pub-date article_date_original"
    " originalpublicationdate article:create_time cxenseparse:recs:publishtime publication_date publication-date"
    " displaydate created"
    " datecreated rnews:datepublished timestamp bt:pubdate date.issued citation_publication_date"
    " cre_date article-publication-date"
)
UPDATED = words_of(
    "article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified dc.date.modified"
    " article:updated_time revised modified_time og:modified_time"
)
AUTHOR = words_of("author article:author_name dc.creator parsely-author sailthru.author byl dcterms.creator")
OUTLET = ("og:site_name", "application-name", "publisher", "dc.publisher", "twitter:app:name:iphone")
ARTICLES = ("article", "posting", "report", "webpage", "liveblog")
MAX_SCRIPT = 2_000_000  # characters of a JSON-LD script
MAX_NODES = 2_000
MAX_TIMES = 20


@dataclass(slots=True)
class Meta:
    """Collects what tags and scripts say while the page is walked."""

    source: str
    og_title: tuple[int, int] | None = None
    page_title: tuple[int, int] | None = None
    description: tuple[int, int] | None = None
    urls: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    is_free: bool = True
    language: str | None = None
    _outlets: dict[str, str] = field(default_factory=dict)
    _published: list[Witness] = field(default_factory=list)
    _updated: list[Witness] = field(default_factory=list)
    _told: bool = False
    times: list[tuple[int, str]] = field(default_factory=list)

    def tag(self, tag: markup.Tag, at: int) -> None:
        """Look at a start tag; `at` is where in the text it stands."""
        if tag.name == "meta":
            self._meta(markup.attributes(self.source, tag))
        elif tag.name == "link":
            attributes = markup.attributes(self.source, tag)
            if markup.value(self.source, attributes.get("rel")).lower() == "canonical":
                self._url(markup.value(self.source, attributes.get("href")))
        elif tag.name == "html":
            attributes = markup.attributes(self.source, tag)
            code = markup.value(self.source, attributes.get("lang"))[:2].lower()
            self.language = code if len(code) == 2 and code.isalpha() else None
        elif tag.name == "time":
            self._time(tag, at)

    def raw(self, tag: markup.Tag) -> None:
        """Look at an element of raw text: the title, or a script of JSON-LD."""
        if tag.inner is None:
            return
        if tag.name == "title" and self.page_title is None:
            self.page_title = tag.inner
        elif tag.name == "script" and tag.inner[1] - tag.inner[0] <= MAX_SCRIPT:
            kind = markup.value(self.source, markup.attributes(self.source, tag).get("type")).lower()
            if kind == "application/ld+json":
                self._json_ld(self.source[tag.inner[0] : tag.inner[1]])

    @property
    def outlets(self) -> list[str]:
        """Names of the outlet, the most telling first: the site's name, the publisher, the tail of the page's title."""
        order = ("og:site_name", "json_ld", "json_ld_site", *OUTLET[1:])
        named = [self._outlets[key] for key in order if key in self._outlets]
        if not named and self.page_title:
            tail = split_title(markup.value(self.source, self.page_title))[1]
            named = [tail] if tail else []
        return named

    def published(self, url: str | None) -> list[Witness]:
        """The witnesses of the time of publication."""
        return [*self._published, *(from_url(url) if url else ())]

    def updated(self) -> list[Witness]:
        """The witnesses of the last change."""
        return list(self._updated)

    def _meta(self, attributes: dict[str, tuple[int, int]]) -> None:
        span = attributes.get("content")
        content = markup.value(self.source, span)
        if not content or span is None:
            return
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = markup.value(self.source, attributes.get(key)).lower()
            if not name:
                continue
            place = f"meta:{name[:60]}"
            if name in PUBLISHED or (key == "itemprop" and name == "datepublished"):
                self._published.append(from_value("meta", place, content))
            elif name in UPDATED:
                self._updated.append(from_value("meta", place, content))
            elif name in PUBLISHED_OTHER:
                self._published.append(from_value("meta_other", place, content))
            elif name in AUTHOR and not content.startswith("http"):
                self.authors.append(content)
            elif name in OUTLET:
                self._outlets.setdefault(name, content)
            elif name == "og:title":
                self.og_title = self.og_title or span
            elif name == "og:description" or (name == "description" and self.description is None):
                self.description = span
            elif name == "og:url":
                self._url(content)

    def _url(self, url: str) -> None:
        if url.startswith(("http://", "https://")):
            self.urls.append(url[:2000])

    def _time(self, tag: markup.Tag, at: int) -> None:
        """A time element; whether it is the article's or a teaser's depends on where it stands."""
        attributes = markup.attributes(self.source, tag)
        stamp = markup.value(self.source, attributes.get("datetime"))
        told = " ".join(markup.value(self.source, attributes.get(k)).lower() for k in ("itemprop", "class", "pubdate"))
        if not stamp:
            return
        if "modif" in told or "update" in told:
            self._updated.append(from_value("time", f"time:{at}", stamp))
        elif "datepublished" in told or "pubdate" in told:
            self._published.append(from_value("meta_other", f"time:{at}", stamp))
        elif len(self.times) < MAX_TIMES:
            self.times.append((at, stamp))

    # JSON-LD

    def _json_ld(self, script: str) -> None:
        try:
            data = json.loads(script.strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
        except (ValueError, RecursionError):
            return
        for node in _nodes(data):
            kinds = node.get("@type")
            names = " ".join(k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)).lower()
            if names.endswith("organization") or "website" in names:
                name = node.get("name")
                if "website" in names and isinstance(name, str):
                    self._outlets.setdefault("json_ld_site", name)
            if any(kind in names for kind in ARTICLES):
                self._article(node, "webpage" in names)

    def _article(self, node: dict[str, object], is_page: bool) -> None:
        rule = "meta_other" if is_page else "json_ld" if not self._told else "json_ld_other"
        for key, witnesses in (("datePublished", self._published), ("dateModified", self._updated)):
            value = node.get(key)
            if isinstance(value, str) and value.strip():
                witnesses.append(from_value(rule, f"json-ld:{key}", storable(value)[0]))
                self._told = self._told or not is_page
        if node.get("isAccessibleForFree") in (False, "false", "False"):
            self.is_free = False
        if is_page:
            return
        self.authors += [storable(name)[0] for name in _names(node.get("author"))]
        for name in _names(node.get("publisher")):
            self._outlets.setdefault("json_ld", storable(name)[0])


def _nodes(data: object) -> Iterator[dict[str, object]]:
    """All objects of a JSON-LD script, outer ones first."""
    queue, count = [data], 0
    while queue and count < MAX_NODES:
        item = queue.pop(0)
        count += 1
        if isinstance(item, list):
            queue += item
        elif isinstance(item, dict):
            yield item
            queue += [v for v in item.values() if isinstance(v, list | dict)]


def _names(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            yield name
