"""When a page was published, its title and its authors, against what people noted of real pages.

    python -m bench.dates                 every dated page, by origin, beside htmldate (and newspaper4k where it is
                                          installed), as Markdown tables

A date is right, wrong or unknown by its day alone; the gold is a day. Wrong is wrong with confidence: a date was given.
Each system is measured with the page's address, as a crawl has it, and without, as for a file.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.pages import PAGES, REFERENCE, Figures, token_f1
from dissensus import nets
from dissensus.records import Article, Page
from dissensus.stages.clean import clean

SHARE = 4  # CI looks at one page in so many
RIGHT, WRONG, UNKNOWN = "right", "wrong", "unknown"


@dataclass(frozen=True, slots=True)
class Gold:
    """A page and what is known of it: the day of publication (YYYY-MM-DD), its title, its authors."""

    id: str
    url: str
    origin: str
    html: bytes
    date: str | None
    title: str | None
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a system says of a page."""

    date: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()


System = Callable[[Gold, bool], Told]


def gold(share: int = 1) -> Iterator[Gold]:
    """The pages with a date, a title or authors; one in `share`, by a hash of their ids."""
    with gzip.open(PAGES / "gold.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            authors = tuple(row.get("author") or ())
            known = row.get("date") or row.get("title") or authors
            if not known or int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % share:
                continue
            html = gzip.decompress((PAGES / row["html"]).read_bytes())
            yield Gold(row["id"], row["url"], row["origin"], html, row.get("date"), row.get("title"), authors)


# -------------------------------------------------------------------------------------------------------- systems


def ours(page: Gold, with_url: bool) -> Told:
    """This program's first stage."""
    capture = Page(page.id, page.html, "text/html", (page.id,), page.url if with_url else None)
    article = next((r for r in clean(capture, REFERENCE, nets.blocks()) if isinstance(r, Article)), None)
    if article is None:
        return Told()
    value = article.published.value
    return Told(value[:10] if value else None, article.title, article.authors)


def htmldate(original: bool) -> System:
    """htmldate's `find_date`, for the original date or as it is by default."""

    def run(page: Gold, with_url: bool) -> Told:
        from htmldate import find_date

        logging.getLogger("htmldate").setLevel(logging.CRITICAL)
        return Told(find_date(page.html, url=page.url if with_url else None, original_date=original))

    return run


def newspaper(page: Gold, with_url: bool) -> Told:
    """newspaper4k's parsed article."""
    import newspaper as library

    article = library.Article(page.url if with_url else "https://page.example/a", fetch_images=False)
    article.download(input_html=page.html.decode("utf-8", "replace").replace("\0", " "))
    try:
        article.parse()
    except Exception:  # for some languages it needs data that it fetches over the network
        return Told()
    day = article.publish_date
    return Told(day.date().isoformat() if day else None, article.title, tuple(article.authors))


def systems() -> dict[str, System]:
    """Ours and the others that are installed."""
    found: dict[str, System] = {"ours": ours, "htmldate": htmldate(True), "htmldate, default": htmldate(False)}
    if find_spec("newspaper"):
        found["newspaper4k"] = newspaper
    return found


# -------------------------------------------------------------------------------------------------------- scoring


def outcome(wanted: str, got: str | None) -> str:
    """Is a day right, wrong or unknown."""
    return UNKNOWN if got is None else RIGHT if got == wanted else WRONG


def shares(outcomes: Sequence[str]) -> Figures:
    """The shares of right, unknown and wrong."""
    counts = Counter(outcomes)
    return {name: counts[name] / max(1, len(outcomes)) for name in (RIGHT, UNKNOWN, WRONG)}


def same_title(wanted: str, got: str | None) -> bool:
    """Do two titles agree in letters and digits."""
    return _plain(wanted) == _plain(got or "")


def authors_f1(wanted: Iterable[str], got: Iterable[str]) -> float:
    """F1 of two sets of names, compared by letters."""
    one, other = {_plain(name) for name in wanted}, {_plain(name) for name in got}
    return 2 * len(one & other) / (len(one) + len(other))


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def described(pages: Sequence[tuple[Gold, Told]]) -> Figures:
    """Titles that are right, token F1 of titles, F1 of authors; over the pages that have such gold."""
    titles = [(page.title, told.title) for page, told in pages if page.title]
    authors = [authors_f1(page.authors, told.authors) for page, told in pages if page.authors]
    return {
        "title": sum(same_title(wanted, got) for wanted, got in titles) / max(1, len(titles)),
        "title_f1": sum(token_f1(wanted, got or "") for wanted, got in titles) / max(1, len(titles)),
        "authors_f1": sum(authors) / max(1, len(authors)),
    }


def measure(system: System, pages: Iterable[Gold], with_url: bool) -> Figures:
    """A system's figures over pages."""
    told = [(page, system(page, with_url)) for page in pages]
    return shares([outcome(p.date, t.date) for p, t in told if p.date]) | described(told)


# ----------------------------------------------------------------------------------------------------------- sets


def dates_sample(_folder: Path) -> Figures:
    """One page in four, as files without an address, beside htmldate."""
    pages = list(gold(SHARE))
    figures = measure(ours, pages, with_url=False)
    other = measure(htmldate(True), [p for p in pages if p.date], with_url=False)
    return figures | {f"htmldate_{name}": other[name] for name in (RIGHT, WRONG)}


def dates_all(_folder: Path) -> Figures:
    """Every page, with its address and without."""
    pages = list(gold())
    figures = measure(ours, pages, with_url=False)
    return figures | {f"{name}_with_url": value for name, value in measure(ours, pages, with_url=True).items()}


def main() -> int:
    """Print the tables."""
    pages = list(gold())
    for with_url in (True, False):
        print(f"\nAddress {'given' if with_url else 'withheld'}: right / unknown / wrong\n")
        _table(pages, with_url)
    if not find_spec("newspaper"):
        print("\nnewspaper4k is not installed here: its column is left out")
    return 0


def _table(pages: Sequence[Gold], with_url: bool) -> None:
    by_origin: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    lines = []
    for name, system in systems().items():
        told = [(page, system(page, with_url)) for page in pages]
        for page, one in told:
            if page.date:
                for origin in (page.origin, "all"):
                    by_origin[origin][name].append(outcome(page.date, one.date))
        if name == "ours" or any(one.title for _, one in told):
            figures = described(told)
            lines.append(f"| {name} | " + " | ".join(f"{value:.3f}" for value in figures.values()) + " |")
    names = list(systems())
    print("| origin | pages | " + " | ".join(names) + " |\n|---|---|" + "---|" * len(names))
    for origin, found in sorted(by_origin.items()):
        cells = [" / ".join(f"{v:.3f}" for v in shares(found[name]).values()) for name in names]
        print(f"| {origin} | {len(found[names[0]])} | " + " | ".join(cells) + " |")
    print("\n| system | title right | title F1 | authors F1 |\n|---|---|---|---|\n" + "\n".join(lines))


if __name__ == "__main__":
    sys.exit(main())
