"""What an HTML page says of itself: meta tags, JSON-LD, time elements, its title; each with its place in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from dissensus.stages.clean import markup
from dissensus.stages.clean.ledger import words_of
from dissensus.stages.clean.scripts import Article, date_strings, read_json_ld
from dissensus.stages.clean.sources import split_title
from dissensus.stages.clean.vote import Mark, Witness, from_url, from_value

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
MAX_MARKS = 60
LEAST_TAG = 16  # characters: `<p class="date">`
UNMARKED = words_of("img input source script style option form button svg path iframe video")
MAX_TAG = 1000  # characters of a tag that is looked at for a date
# Elements that are made for dates, by the name of a class, an id or a property.
DATE_NAME = re.compile(
    r"(?<![a-zA-Z])(?:date|datum|fecha|time|stamp)(?![a-z])|[a-z](?:Date|Time|Datum|Stamp)(?![a-z])"
    r"|(?:post|entry|article|artikel|pub|meta|news|fb|field)-?_?(?:date|datum|time)|[pP]ubli[scéek]|posted|timestamp"
    r"|erschienen|(?<![a-zA-Z])(?:created|authored|submitted)|[uU]pdated|[mM]odified"
)
AUTHOR_NAME = re.compile(r"(?<![a-zA-Z])(?:author|autor|auteur|byline)(?:s|[_-]{1,2}name)?(?![\w-])")
# One of these pieces stands in whatever the two find: looking for pieces first costs a tenth.
TELLING = (
    "ate",
    "atum",
    "echa",
    "ime",
    "tamp",
    "ubli",
    "osted",
    "rschien",
    "utho",
    "ubmitt",
    "odif",
    "utor",
    "uteur",
    "yline",
)
NAMES = re.compile(r"\s(?:class|id|itemprop|property|rel)\s?=\s?([\"']?)([^\"'>]{1,200})")
ANY_TAG = re.compile(r"<[^<>]{1,500}>")
MAX_BYLINE = 400  # characters of the markup of a name
DIGIT = re.compile(r"\d")
UPDATED_NAME = re.compile(r"updat|modif|aktuali|edited|changed", re.IGNORECASE)
VALUES = ("datetime", "content", "title", "data-datetime", "data-date", "data-timestamp", "data-time")


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
    times: list[Mark] = field(default_factory=list)
    bylines: list[tuple[int, str]] = field(default_factory=list)
    region: str | None = None
    _scripts: list[tuple[int, int]] = field(default_factory=list)

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
            code, _, region = (
                markup.value(self.source, attributes.get("lang"))[:5].lower().replace("_", "-").partition("-")
            )
            self.language = code if len(code) == 2 and code.isalpha() else None
            self.region = region if self.language and len(region) == 2 else None
        elif LEAST_TAG <= tag.end - tag.start <= MAX_TAG and tag.name not in UNMARKED:
            self._mark(tag, at)

    def raw(self, tag: markup.Tag) -> None:
        """Look at an element of raw text: the title, or a script of JSON-LD."""
        if tag.inner is None:
            return
        if tag.name == "title" and self.page_title is None:
            self.page_title = tag.inner
        elif tag.name == "script" and tag.inner[0] < tag.inner[1]:
            kind = markup.value(self.source, markup.attributes(self.source, tag).get("type")).lower()
            if kind == "application/ld+json":
                self._json_ld(self.source[tag.inner[0] : tag.inner[1]])
            else:
                self._scripts.append(tag.inner)

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
        told = [*self._published, *(from_url(url) if url else ())]
        if not any(witness.found for witness in self._published):
            told += [
                from_value("script", f"script:{at}", text) for at, text in date_strings(self.source, self._scripts)
            ]
        return told

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

    def _mark(self, tag: markup.Tag, at: int) -> None:
        """An element made for a date; whether it is the article's or a teaser's depends on where it stands."""
        if len(self.times) + len(self.bylines) >= MAX_MARKS:
            return
        if tag.name != "time" and not _tells(self.source[tag.start + 1 + len(tag.name) : tag.end]):
            return
        names = " ".join(match[2] for match in NAMES.finditer(self.source, tag.start, tag.end))
        if AUTHOR_NAME.search(names):
            self.bylines.append((at, self._text_of(tag)))
        is_property = "datepublished" in names.lower() or "pubdate" in names.lower()
        if tag.name != "time" and not is_property and not DATE_NAME.search(names):
            return
        attributes = markup.attributes(self.source, tag)
        values = (markup.value(self.source, attributes.get(key)) for key in VALUES)
        value = next((v for v in values if v and DIGIT.search(v)), "")
        updated = UPDATED_NAME.search(names) is not None and not is_property
        kind = "itemprop" if is_property else "time" if tag.name == "time" else "marked"
        self.times.append(Mark(at, kind, value, updated))

    def _text_of(self, tag: markup.Tag) -> str:
        """The text of a small element; empty where it holds more than a name."""
        close = self.source.find(f"</{tag.name}", tag.end, tag.end + MAX_BYLINE)
        inner = ANY_TAG.sub(" ", self.source[tag.end : close]) if close >= 0 else ""
        return " ".join(markup.value(inner, (0, len(inner))).split())

    def _json_ld(self, script: str) -> None:
        told = read_json_ld(script)
        for article in told.articles:
            self._article(article)
        if told.site:
            self._outlets.setdefault("json_ld_site", told.site)

    def _article(self, article: Article) -> None:
        """What a node of JSON-LD says; the first that is of an article speaks for it, all after it are of others."""
        rule = "json_ld" if article.is_article and not self._told else "json_ld_other"
        if self._told and article.is_article:
            rule = "json_ld_more"
        for key, value, witnesses in (
            ("datePublished", article.published, self._published),
            ("dateModified", article.updated, self._updated),
        ):
            if value:
                witnesses.append(from_value(rule, f"json-ld:{key}", value))
        self._told = self._told or (article.is_article and bool(article.published or article.updated))
        self.is_free = self.is_free and article.is_free
        self.authors += article.authors
        for name in article.publishers:
            self._outlets.setdefault("json_ld", name)


@lru_cache(maxsize=1 << 12)
def _tells(said: str) -> bool:
    """May a tag that says this hold a date or a name of an author. Most tags of a page stand there many times."""
    if not any(piece in said for piece in TELLING):
        return False
    return DATE_NAME.search(said) is not None or AUTHOR_NAME.search(said) is not None
