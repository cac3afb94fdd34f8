"""The main text of the development pages by other extractors beside ours, in one run, as Markdown tables.

    make rivals                     in an environment of its own, with requirements-rivals.lock

Each is fed what suits it best: bytes where it finds the encoding itself, else the page decoded by `bench.dump.decode`;
the language where it asks for one. What it raises counts as an empty text, and is told.
"""

from __future__ import annotations

import argparse
import html
import logging
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from bench.dump import decode, dump
from bench.maintext import on_plain
from bench.pages import PAGES, Figures, GoldPage, Score, System, ours_html, ours_plain, pages

ORIGINS = ("fundus", "scrapinghub", "trafilatura", "trafilatura+htmldate", "text", "pieces")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
PLAIN_STYLES = ("blocks", "nodes", "source", "flat", "rival")

PlainSystem = Callable[[str], str]


def trafilatura(**options: Any) -> System:
    """`trafilatura.extract` of the bytes."""

    def run(page: GoldPage) -> str:
        from trafilatura import extract

        return extract(page.html, **options) or ""

    return run


def readability(page: GoldPage) -> str:
    """readability-lxml: its summary, an HTML fragment, as a browser would show it."""
    from readability import Document

    source = CONTROL.sub("", decode(page.html))  # it refuses a page for one of them
    return dump(Document(source).summary(html_partial=True).encode("utf-8", "replace"), "blocks")


def newspaper(page: GoldPage) -> str:
    """newspaper4k: the text of a parsed article. The language is the page's own word; where that gives nothing, the one
    that py3langid tells, then English: for some it needs data that it fetches over the network."""
    source = CONTROL.sub("", decode(page.html))  # it refuses a page for one of them
    missing: Exception | None = None
    for options in ({}, {"language": _language_code(dump(page.html, "flat"))}, {"language": "en"}):
        try:
            text = _newspaper(page.url, source, options)
        except (ImportError, LookupError) as error:
            missing = error
            continue
        if text:
            return text
    if missing:
        raise missing
    return ""


def _newspaper(url: str, source: str, options: dict[str, str]) -> str:
    from newspaper import Article

    article = Article(url, fetch_images=False, **options)  # the network is none of its business here
    article.download(input_html=source)
    article.parse()
    text: str = article.text
    return text


def resiliparse(page: GoldPage) -> str:
    """resiliparse's main content, without comments and the texts that stand for pictures (both lower its figures)."""
    from resiliparse.extract.html2text import extract_plain_text

    text: str = extract_plain_text(decode(page.html), main_content=True, alt_texts=False, comments=False)
    return text


def justext(page: GoldPage) -> str:
    """justext with English stop words, as its documentation shows it."""
    return _justext(decode(page.html), "English")


def justext_by_language(page: GoldPage) -> str:
    """justext with the stop words of the page's language, told by py3langid; English where it has none."""
    return _justext(decode(page.html), _language(dump(page.html, "flat")))


def _justext(source: str, language: str) -> str:
    import justext as library

    paragraphs = library.justext(source.encode("utf-8", "replace"), _stop_words(language), encoding="utf-8")
    return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)


@cache
def _stop_words(language: str) -> frozenset[str]:
    import justext as library

    words: frozenset[str] = library.get_stoplist(language)
    return words


def _language(text: str) -> str:
    """The name that justext has for the language of a text; English where it has none."""
    import justext as library
    from babel import Locale

    code = _language_code(text)
    name = (Locale.parse({"no": "nb"}.get(code, code)).english_name or "").replace(" ", "_").replace("å", "a")
    return name if name in library.get_stoplists() else "English"


def _language_code(text: str) -> str:
    import py3langid

    code: str = py3langid.classify(text[:5000])[0]
    return code


def justext_of_lines(text: str) -> str:
    """justext of a plain text whose lines are made paragraphs."""
    return _justext(_as_html(text), _language(text))


def trafilatura_of_lines(text: str) -> str:
    """trafilatura of a plain text whose lines are made paragraphs."""
    from trafilatura import extract

    return extract(_as_html(text), include_comments=False) or ""


def _as_html(text: str) -> str:
    lines = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><article>{lines}</article></body></html>"


HTML_SYSTEMS: dict[str, System] = {
    "ours": ours_html,
    "trafilatura": trafilatura(),
    "trafilatura, no comments": trafilatura(include_comments=False),
    "trafilatura, favour precision": trafilatura(favor_precision=True, include_comments=False),
    "readability-lxml": readability,
    "newspaper4k": newspaper,
    "resiliparse": resiliparse,
    "justext, English": justext,
    "justext, page's language": justext_by_language,
    "all visible text": lambda page: dump(page.html, "blocks"),
}
PLAIN_SYSTEMS: dict[str, PlainSystem] = {
    "ours": ours_plain,
    "trafilatura, lines as paragraphs": trafilatura_of_lines,
    "justext, lines as paragraphs": justext_of_lines,
    "all of it": lambda text: text,
}


def measured(system: System, over: Iterable[GoldPage], told: Counter[str]) -> Figures:
    """The figures of a system; what it raises is counted in `told`."""
    score = Score()
    for page in over:
        try:
            got = system(page)
        except Exception as error:  # an extractor that gives up on a page gives nothing
            told[f"{type(error).__name__}: {str(error)[:80]}"] += 1
            got = ""
        score.add(page, got)
    return score.figures()


def table(head: str, rows: Iterable[tuple[str, Figures]], columns: Sequence[str] = ORIGINS) -> Iterator[str]:
    """A Markdown table, the best of each column marked."""
    found = list(rows)
    best = {c: max((f.get(c, 0.0) for _, f in found), default=0.0) for c in columns}
    yield f"| {head} | " + " | ".join(columns) + " |"
    yield "|---|" + "---|" * len(columns)
    for name, figures in found:
        cells = (f"{figures[c]:.3f}" if c in figures else "" for c in columns)
        marked = (f"**{x}**" if x == f"{best[c]:.3f}" else x for c, x in zip(columns, cells, strict=True))
        yield f"| {name} | " + " | ".join(marked) + " |"


def main() -> int:
    """Measure every system over the same pages, and print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", type=int, nargs="*", help="only these folds of the pages (0 is the one kept apart)")
    options.add_argument("--plain", nargs="*", default=["blocks"], choices=PLAIN_STYLES, help="ways to make plain text")
    chosen = options.parse_args()
    if not PAGES.exists():
        print(f"nothing to measure: {PAGES} is not there")
        return 0
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    over = [page for page in pages(folds=chosen.folds) if page.has_text_gold]
    told: dict[str, Counter[str]] = {name: Counter() for name in HTML_SYSTEMS}
    print(f"Main text from HTML, {len(over)} pages: token F1 on fundus and scrapinghub, pieces right on the others.\n")
    print("\n".join(table("system", ((n, measured(s, over, told[n])) for n, s in HTML_SYSTEMS.items()))))
    for style in chosen.plain:
        print(f"\nThe same pages as plain text, made the way `{style}`.\n")
        print("\n".join(table("system", _plain_rows(style, over))))
    for name, errors in told.items():
        for error, count in errors.items():
            print(f"{name}: {count} pages: {error}", file=sys.stderr)
    return 0


def _plain_rows(style: str, over: Sequence[GoldPage]) -> Iterator[tuple[str, Figures]]:
    for name, system in PLAIN_SYSTEMS.items():
        yield name, measured(on_plain(system, style), over, Counter())


if __name__ == "__main__":
    sys.exit(main())
