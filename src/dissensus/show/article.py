"""An article on a terminal, as published, with its statements marked in place.

Marks are characters, so that they stand on any terminal; colours only help. `3[what is said]3` is the content of statement
3, `3{who}` its source, `_says_` a cue; `·` begins a sentence in the outlet's own voice. Below each paragraph stands a line
for each statement that begins in it: who does what by saying it, and its attributes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rich.console import Console
from rich.text import Text

from dissensus.langs.names import name_of
from dissensus.records import MACHINE, BlockKind
from dissensus.show.attributes import act, holder, source, source_words, told, unsure
from dissensus.show.changes import Kind
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.marked import CONTENT, CUE, OWN, SOURCE, InPlace, MarkedArticle, MarkedBlock, Numbered
from dissensus.show.shapes import ArticleView
from dissensus.show.words import (
    BLOCKS,
    candidates,
    count,
    dated_in_full,
    disagreement,
    isolated,
    isolated_run,
    language,
    listed,
    other_dates,
    revised_in_full,
)

FOLD_LINES = 8  # of a run of cut lines with one reason; the rest is counted
AGENCY = "agency"  # the relation of a hop that stands at every statement of an agency's text
STEP = 2  # columns by which a nested statement is set in
# What stands before and behind a passage; `{}` are the numbers of its statements.
SIGNS = {CONTENT: ("{}[", "]{}"), SOURCE: ("{}{{", "}}"), CUE: ("_", "_"), OWN: ("·", "")}
OUTERMOST = {OWN: 0, CONTENT: 1, SOURCE: 2, CUE: 3}  # which of two marks at one place encloses the other
STYLES = {SOURCE: "bold cyan", CUE: "magenta", CONTENT: "green", OWN: ""}
KEY = "Marks: 1{who} _says_ 1[what]1 = statement 1, · = the outlet itself, | = cut"


def print_article(page: MarkedArticle, console: Console) -> None:
    """One article: what it is and who says what in it; then its blocks, those cut with a bar and the reason."""
    article = page.article
    _head(article, console)
    if page.statements:
        _who(page, console)
    blocks = [block for block in page.blocks if not _is_told(block, article)]
    for part, run in groupby(blocks, key=lambda block: block.part):
        _part_name(part, console)
        for kept, group in groupby(run, key=lambda block: block.kept):
            if kept:
                for block in group:
                    _kept(block, page, console)
            else:
                _cut(list(group), article, console)
    for one in page.statements:
        if one.block is None:
            _statement(one, page, console)


def version(article: ArticleView) -> str:
    """Which version it is, of which one, and how many blocks became what."""
    told = f"version {article.version} of {len(article.versions)}"
    if article.previous is None:
        return told
    became = [f"{article.changed(kind)} {kind}" for kind in Kind if kind is not Kind.EQUAL and article.changed(kind)]
    return f"{told} · previous: {article.previous[:ID_LENGTH]} · {', '.join(became) or 'no block changed'}"


# -------------------------------------------------------------------------------------------------------- the head


def _head(article: ArticleView, console: Console) -> None:
    print_line(console, isolated(article.title or "(no headline)"), style="bold")
    changed = revised_in_full(article.published, article.updated)
    when = f"{dated_in_full(article.published)}{', ' if changed else ''}{changed}"
    agencies = f" · text of {', '.join(isolated(name) for name in article.agencies)}" if article.agencies else ""
    print_line(console, f"{isolated(article.outlet)} · {when} · {language(article.language)}{agencies}")
    print_line(console, f"{isolated(article.origin)} · id {article.id}", style="dim")
    _dates(article, console)
    if article.versions:
        print_line(console, version(article))
    if article.why_not:
        print_line(console, f"Not read: {isolated(article.why_not)}.")


def _dates(article: ArticleView, console: Console) -> None:
    """What else the page shows of when it was published and changed: conflicts, other days, every candidate."""
    others = other_dates(article.published)
    if others:
        print_line(console, f"The page also shows {listed(others)}.", style="dim")
    for name, one in (("published", article.published), ("updated", article.updated)):
        if one.conflict:
            print_line(console, f"{name}: {disagreement(one) or 'dates disagree'}")
    for name, one in (("published", article.published), ("updated", article.updated)):
        if found := candidates(one):
            line = f"{name} by {one.basis}: {'; '.join(isolated(each) for each in found)}"
            print_line(console, line, hang=2, style="dim")


def _who(page: MarkedArticle, console: Console) -> None:
    """Who says what at one look: each holder with the numbers of the statements, by act; then how to read the marks."""
    said: dict[str, list[Numbered]] = defaultdict(list)
    for one in page.statements:
        said[holder(one.statement)].append(one)
    own = f", {count(page.own, 'sentence')} of the outlet itself" if page.own else ""
    print_line(console, f"{count(len(page.statements), 'statement')} of {count(len(said), 'speaker')}{own}")
    for name, mine in said.items():
        acts: dict[str, list[str]] = defaultdict(list)
        for one in mine:
            acts[act(one.statement.act)].append(str(one.number))
        deeds = " · ".join(f"{verb} {', '.join(numbers)}" for verb, numbers in acts.items())
        print_line(console, f"{name}: {deeds}", 2, hang=2)
    print_line(console, KEY, style="dim")
    console.print()


# ------------------------------------------------------------------------------------------------------ the blocks


def _part_name(part: str, console: Console) -> None:
    if part != "text":
        name, _, number = part.partition(".")
        word = {"title": "headline", "captions": "caption"}.get(name, name)
        print_line(console, f"{word} {int(number) + 1}:" if number else f"{word}:", style="dim")


def _is_told(block: MarkedBlock, article: ArticleView) -> bool:
    """Is it the headline from a part of its own, which stands in the head already, and has no marks."""
    return block.part == "title" and not block.marks and block.text.strip() == (article.title or "").strip()


def _reason(block: MarkedBlock, article: ArticleView) -> str:
    """Why a block was cut, in words: `sidebar, in Ukrainian`; for a kept one what is to be known of it."""
    kind = [] if block.kept else [BLOCKS[block.kind] if block.kind else "between blocks"]
    if block.language not in {None, article.language}:
        kind.append(f"in {name_of(block.language)}{', not read' * block.kept}")
    if block.by != MACHINE:
        kind.append(f"{'kept ' * block.kept}by {isolated(block.by)}")
    return ", ".join(kind)


def _cut(run: Sequence[MarkedBlock], article: ArticleView, console: Console) -> None:
    """Blocks that were cut, each line with its reason; many are counted from the `FOLD_LINES`th on."""
    lines = [(_reason(block, article), line) for block in run for line in block.text.splitlines() if line.strip()]
    shown = lines[:FOLD_LINES] if len(lines) > FOLD_LINES + 1 else lines
    for reason, line in shown:
        print_line(console, f"| cut, {reason}: {isolated(line)}", 2, hang=2, style="dim")
    if rest := lines[len(shown) :]:
        reasons = ", ".join(dict.fromkeys(reason for reason, _ in rest))
        more = f"| cut, {len(rest)} more lines ({reasons}); `dissensus ledger {article.id[:ID_LENGTH]}` lists them"
        print_line(console, more, 2, hang=2, style="dim")
    console.print()


def _kept(block: MarkedBlock, page: MarkedArticle, console: Console) -> None:
    """A block with its marks, and below it a line for each of its statements."""
    note = _reason(block, page.article)
    heading = block.kind in {BlockKind.TITLE, BlockKind.HEADING}
    for start, line in _lines(block):
        whole = Text(f"({note}) " if note else "")
        whole.append_text(_marked(line, start, block.marks))
        if heading:
            whole.stylize("bold")
        print_line(console, whole, 2)
    for one in page.statements:
        if one.number in block.guests:
            where = "above" if one.block is not None and one.block < block.number else "below"
            words = f"{where}, {holder(one.statement)}: {act(one.statement.act)}"
            print_line(console, words, 4, label=_label(one, page), style="dim")
    for one in page.statements:
        if one.number in block.home:
            _statement(one, page, console)
    console.print()


def _lines(block: MarkedBlock) -> Iterator[tuple[int, str]]:
    """The lines of a block that are not empty, each without the white space around it, with its place in the part."""
    at = block.start
    for line in block.text.splitlines(keepends=True):
        if bare := line.strip():
            yield at + line.index(bare), bare
        at += len(line)


def _marked(line: str, start: int, marks: Sequence[InPlace]) -> Text:
    """A line with the signs of its marks. What goes over its end is closed there and opened again in the next."""
    end = start + len(line)
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    bounds = sorted({start, end, *(at for mark in here for at in (mark.start, mark.end) if start < at < end)})
    out = Text()
    for at, until in zip(bounds, [*bounds[1:], end], strict=True):
        closing = [mark for mark in here if min(mark.end, end) == at]
        for mark in sorted(closing, key=_rank, reverse=True):
            out.append(_sign(mark, 1), STYLES[mark.role])
        opening = [mark for mark in here if max(mark.start, start) == at]
        for mark in sorted(opening, key=_rank):
            out.append(_sign(mark, 0), STYLES[mark.role])
        inside = {mark.role for mark in here if mark.start <= at < mark.end}
        style = next((STYLES[role] for role in (SOURCE, CUE, CONTENT) if role in inside), "")
        out.append(isolated_run(line[at - start : until - start]), style)
    return out


def _rank(mark: InPlace) -> tuple[int, int, int, tuple[int, ...]]:
    """Which of two marks encloses the other: the one that begins first, then the longer, then by role and number."""
    return mark.start, -mark.end, OUTERMOST[mark.role], mark.numbers


def _sign(mark: InPlace, side: int) -> str:
    return SIGNS[mark.role][side].format(",".join(map(str, mark.numbers)))


# -------------------------------------------------------------------------------------------------- the statements


def _statement(one: Numbered, page: MarkedArticle, console: Console) -> None:
    """`3  Speaker (“the words for the source”) denies · indirect · hedged: “may” ...`, set in below its parent."""
    statement = one.statement
    elsewhere = one.block is not None and bool(one.sources) and one.block not in one.sources
    named = f"{_where(one)} as {source_words(statement)}" if elsewhere else source(statement)
    within = f"within {one.parent}: " if one.parent else ""
    head = f"{within}{holder(statement)}{f' ({named})' if named else ''}: {act(statement.act)}"
    line = Text(head, style="bold")
    credited = [hop for hop in statement.chain if hop.relation == AGENCY and hop.name in page.article.agencies]
    bare = replace(statement, chain=tuple(hop for hop in statement.chain if hop not in credited))  # the head names them
    notes = [*told(bare, page.number_of), unsure(statement.confidence)]
    line.append("".join(f" · {word}" for word in notes if word), "not bold")
    line.append(f" · id {statement.id[:ID_LENGTH]}", "not bold dim")
    print_line(console, line, 4 + STEP * min(statement.depth, 4), label=_label(one, page), hang=2)


def _label(one: Numbered, page: MarkedArticle) -> str:
    """Its number, as wide as the widest."""
    return f"{one.number:>{len(str(len(page.statements)))}}  "


def _where(one: Numbered) -> str:
    """Where the source of a statement stands that is named in another paragraph."""
    return "named above" if one.block is not None and one.sources[0] < one.block else "named below"
