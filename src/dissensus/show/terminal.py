"""Views as text for a terminal of 80 columns or more. Colour helps and carries nothing; foreign text is made harmless.

Each function writes to the console it is handed and to nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from dissensus.langs.names import name_of
from dissensus.records import MACHINE, Dated, Level, Stance, Voice
from dissensus.show.changes import Kind
from dissensus.show.explain import Explanation
from dissensus.show.segments import Segment
from dissensus.show.shapes import (
    ArticleView,
    CorpusView,
    DisputeView,
    HolderView,
    PositionView,
    SpeakerView,
    StatementView,
    StoryView,
    folded,
    in_reading_order,
)
from dissensus.show.words import (
    BLOCKS,
    FLAGS,
    HOLDERS,
    KINDS,
    LEVELS,
    SCOPES,
    SIDES,
    UNKNOWN_OUTLET,
    candidates,
    confidence,
    count,
    dated,
    dated_in_full,
    days,
    disagreement,
    harmless,
    isolated,
    language,
    listed,
    other_dates,
    revised,
    revised_in_full,
    shorten,
)

QUOTE_LENGTH = 300  # characters of a quotation in the brief; the report prints all of it
ID_LENGTH = 8  # characters of an id that are shown; the store finds it by its beginning
DROPS_SHOWN = 6
STATEMENTS_SHOWN = 12
WIDTH = 100  # longer lines are hard to read, however wide the window


def print_brief(view: CorpusView, console: Console, told: Collection[str] = ()) -> None:
    """What was read, then story by story what is disputed, by whom, in which words. `told` are the origins of which
    somebody was told already that they could not be read."""
    _head(view, console, told)
    for number, story in enumerate(in_reading_order(view.stories), 1):
        _story(number, story, console)
        disputes = [dispute for dispute in story.disputes if dispute.home == story.id]
        shown = [dispute for dispute in disputes if dispute.level is not Level.ALL]
        for inner, dispute in enumerate(shown, 1):
            console.print()
            _dispute(f"{number}.{inner}", dispute, console, 3)
        for dispute in story.disputes:
            if dispute.home != story.id and dispute.level is not Level.ALL:
                _line(
                    console,
                    f"also in dispute here: {_quoted(dispute.claim.wording)} ({dispute.id[:ID_LENGTH]})",
                    3,
                    style="dim",
                )
        left = len(disputes) - len(shown)
        if left:
            console.print()
            _line(console, f"{count(left, 'more dispute')} merely possible, not printed here.", 3, style="dim")
        if not story.disputes:
            _line(console, "No dispute found.", 3, style="dim")
        console.print()


def print_stories(view: CorpusView, console: Console) -> None:
    """The stories with their articles."""
    for number, story in enumerate(in_reading_order(view.stories), 1):
        _story(number, story, console)
        for article in story.articles:
            _article_line(article, console)
        console.print()
    if view.loose:
        _line(console, "In no story", style="bold")
        for article in view.loose:
            _article_line(article, console)


def print_disputes(view: CorpusView, console: Console) -> None:
    """Every dispute of the corpus once, those put into words first."""
    if not view.disputes:
        _line(console, "No dispute found.")
    for number, dispute in enumerate(view.disputes, 1):
        _dispute(str(number), dispute, console, 0)
        console.print()


def print_speakers(view: CorpusView, console: Console) -> None:
    """Everybody who says something, with roles, spellings and statements; outlets with how much they say themselves."""
    for speaker in view.speakers:
        _speaker(speaker, console)


def print_article(article: ArticleView, console: Console) -> None:
    """One article as published: what was cut has a bar and its reason before it; statements follow their paragraph."""
    _line(console, isolated(article.title or "(no headline)"), style="bold")
    changed = revised_in_full(article.published, article.updated)
    when = f"{dated_in_full(article.published)}{', ' if changed else ''}{changed}"
    _line(console, f"{isolated(article.outlet)} · {when} · {language(article.language)}")
    _line(console, f"{isolated(article.origin)} · id {article.id}", style="dim")
    _dates(article, console)
    if article.versions:
        _line(console, _version(article))
    if article.why_not:
        _line(console, f"Not read: {isolated(article.why_not)}.")
    for part in article.parts:
        if part.name != "text":
            console.print()
            _line(console, f"[{part.name}]", style="dim")
        for block, run in groupby(part.segments, key=lambda segment: segment.block):
            pieces = list(run)
            if block is None and not "".join(piece.text for piece in pieces).strip():
                continue
            _block(pieces, article.language, console)
            for statement in _ending_in(article.statements, part.name, pieces):
                _line(console, f"> {_said(statement)}", 4, hang=2, style="cyan")


def print_versions(view: CorpusView, console: Console, article: ArticleView | None = None) -> None:
    """Every work of which there are several versions, oldest first; of one work, named by any of its versions, what
    changed in each: `-` stands before what is gone, `+` before what is new, `~` before a block in its later wording."""
    known = {one.id: one for one in view.articles}
    works = dict.fromkeys(one.versions for one in ([article] if article else view.articles) if one.versions)
    if not works:
        _line(console, "There is one version of it." if article else "No article has more than one version.")
    for work in works:
        _line(console, isolated(known[work[-1]].title or "(no headline)"), style="bold")
        for one in (known[id] for id in work):
            _line(
                console,
                f"{isolated(one.outlet)} · {dated(one.published)} · {isolated(one.origin)}",
                label=f"  {one.id[:ID_LENGTH]}  ",
            )
            _line(console, _version(one), 2 + ID_LENGTH + 2, style="dim")
            if article:
                _changed(one, known, console)
        console.print()


def print_statements(view: CorpusView, ids: Sequence[str], console: Console) -> None:
    """These statements in this order: who, in which words, where."""
    known = {statement.id: statement for article in view.articles for statement in article.statements}
    found = [known[id] for id in ids if id in known]
    for statement in found:
        _line(console, _said(statement), hang=2)
        _line(console, f"{_places([statement])} · id {statement.id[:ID_LENGTH]}", 2, style="dim")
    if not found:
        _line(console, "No statement found.")


def print_explain(explanation: Explanation, console: Console) -> None:
    """Why a record says what it says: passages with their places, rules, confidence, maker."""
    _line(console, f"{explanation.noun} {isolated(explanation.id)}", style="bold")
    for label, value in explanation.rows:
        _line(console, isolated(value), 2, label=f"{label + ':':<11} ")
    if explanation.because:
        _line(console, "because:", 2)
        for reason in explanation.because:
            _line(console, f"- {isolated(reason)}", 4, hang=2)
    for passage in explanation.passages:
        console.print()
        _line(console, _quoted(passage.text), 2)
        place = f"{passage.role} · {isolated(passage.origin)} · {passage.part} {passage.start}-{passage.end}"
        _line(console, place, 4, style="dim")
        _line(console, f"capture {passage.page[:12]}… {isolated(passage.located)}", 4, style="dim")
    if explanation.parts:
        console.print()
        _line(console, "made of:", 2)
        for id, text in explanation.parts:
            _line(console, isolated(text), 4, label=f"{id[:ID_LENGTH]:<{ID_LENGTH}}  ")


# ----------------------------------------------------------------------------------------------------- the pieces


def _line(console: Console, text: str, indent: int = 0, *, label: str = "", style: str = "", hang: int = 0) -> None:
    """One paragraph, wrapped and indented beside its label, `hang` more from its second line on. Nothing in it is read
    as markup; foreign text in it has been through `isolated`."""
    indent += len(label)
    width = min(console.width, WIDTH)
    lines = Text(harmless(text), style=style).wrap(console, max(width - indent - hang, 20))
    for number, line in enumerate(lines):
        line.rstrip()
        margin = f"{label:>{indent}}" if number == 0 else " " * (indent + hang)
        console.print(Text(margin, style=style if label else "") + line, soft_wrap=True, highlight=False)


def _head(view: CorpusView, console: Console, told: Collection[str]) -> None:
    counts = view.counts
    outlets = count(counts.outlets, "outlet")
    if counts.unknown_outlets:
        outlets += f" and {count(counts.unknown_outlets, 'article')} of unknown outlet"
    _line(console, f"{count(counts.articles, 'article')} · {outlets}", style="bold")
    _line(
        console,
        f"{count(counts.stories, 'story', 'stories')} · {count(counts.disputes, 'dispute')} · "
        f"{count(counts.statements, 'statement')} of {count(counts.speakers, 'speaker')}",
        style="bold",
    )
    have = {article.page for article in view.articles}
    unread = [(article.origin, article.why_not or "") for article in view.not_read]
    lost = [drop for drop in view.drops if drop.stage in {"ingest", "clean"} and drop.what not in have]
    unread += [(drop.label, drop.reason) for drop in lost]
    unread = [(what, reason) for what, reason in unread if what not in told]
    for what, reason in unread[:DROPS_SHOWN]:
        _line(console, f"not read: {isolated(what)}: {isolated(reason)}", hang=2)
    if len(unread) > DROPS_SHOWN:
        _line(console, f"not read: {len(unread) - DROPS_SHOWN} more")
    console.print()


def _story(number: int, story: StoryView, console: Console) -> None:
    _line(console, isolated(story.title), label=f"{number}  ", style="bold")
    outlets = count(len(story.outlets), "outlet")
    if story.unknown_outlets:
        outlets += f" and {story.unknown_outlets} unknown"
    origins = count(len(story.origins), "origin")
    _line(console, f"{count(len(story.articles), 'article')}, {outlets}, {origins} · {_range(story)}", 3)
    names = [isolated(outlet) for outlet in story.outlets] + [UNKNOWN_OUTLET] * bool(story.unknown_outlets)
    _line(console, ", ".join(names), 3)
    for other in story.related:
        when = days(other.dates.first, other.dates.last, other.dates.unknown)
        _line(console, f"related: {isolated(other.title)} ({when})", 3, hang=2, style="dim")


def _range(story: StoryView) -> str:
    return days(story.dates.first, story.dates.last, story.dates.unknown)


def _dispute(number: str, dispute: DisputeView, console: Console, indent: int) -> None:
    claim = dispute.claim
    inner = indent + len(number) + 2
    _line(console, _quoted(claim.wording, QUOTE_LENGTH), indent, label=f"{number}  ", style="bold")
    _line(console, f"so worded in {isolated(claim.outlet)}, {dated(claim.published)}", inner)
    about = f"{KINDS[dispute.kind]}, {SCOPES[dispute.scope]}, {LEVELS[dispute.level]}"
    _line(console, f"{about} · {confidence(dispute.confidence)} · id {dispute.id[:ID_LENGTH]}", inner, style="dim")
    for stance, word in SIDES:
        side = dispute.side(stance)
        if not side:
            continue
        if stance is Stance.SILENT:
            _line(console, f"{word}: {', '.join(isolated(one.holder_name) for one in side)}", inner, hang=2)
            continue
        _line(console, word, inner, style="bold")
        for first, *others in folded(side):
            _line(console, _held(first), inner + 2, hang=2)
            if others:
                _line(console, f"the same words in {_places(others)}", inner + 4, hang=2)


def _held(position: PositionView) -> str:
    """Holder — outlet (date): "quotation"."""
    holder = isolated(position.holder_name)
    holder += "".join(f" [{flag.replace('_', ' ')}]" for flag in position.holder.flags)
    when = f"({dated(position.published)})" if position.published else ""
    if position.voice:
        head = f"{holder} in its own voice {when}".rstrip()
    else:
        outlet = isolated(position.outlet or "")
        head = f"{holder}{_role(position.holder)} — {outlet} {when}".rstrip()
    quoted = _quoted(position.quote, QUOTE_LENGTH)
    return f"{head}: {quoted}" if quoted else head


def _places(told: Sequence[PositionView] | Sequence[StatementView]) -> str:
    return ", ".join(f"{isolated(one.outlet or '')} ({dated(one.published or Dated())})" for one in told)


def _role(holder: HolderView) -> str:
    return f", {isolated(holder.roles[0])}" if holder.roles else ""


def _quoted(text: str, limit: int | None = None) -> str:
    """A quotation in marks, unless the passage brings its own."""
    line = isolated(shorten(text, limit) if limit else text)
    return line if not line or line[0] in '"“„«\u2068' else f"“{line}”"


def _article_line(article: ArticleView, console: Console) -> None:
    _line(console, isolated(article.title or "(no headline)"), 3, label=f"{article.id[:ID_LENGTH]}  ")
    notes = [isolated(article.outlet), dated(article.published), isolated(article.origin)]
    if changed := revised(article.published, article.updated):
        notes.insert(2, changed)
    if article.copy_of:
        notes.append(f"same text as {article.copy_of[:ID_LENGTH]}")
    if article.versions:
        notes.append(f"version {article.version} of {len(article.versions)}")
    if not article.complete:
        notes.append("cut off")
    if article.why_not:
        notes.append(f"not read: {isolated(article.why_not)}")
    _line(console, " · ".join(notes), 3 + ID_LENGTH + 2, style="dim")


def _version(article: ArticleView) -> str:
    """Which version it is, of which one, and how many blocks became what."""
    told = f"version {article.version} of {len(article.versions)}"
    if article.previous is None:
        return told
    became = [f"{article.changed(kind)} {kind}" for kind in Kind if kind is not Kind.EQUAL and article.changed(kind)]
    return f"{told} · previous: {article.previous[:ID_LENGTH]} · {', '.join(became) or 'no block changed'}"


def _changed(article: ArticleView, known: Mapping[str, ArticleView], console: Console) -> None:
    """The differences from the version before, in the words of both."""
    for change in article.changes:
        if change.kind is Kind.EQUAL:
            continue
        if change.kind is Kind.CHANGED and change.newer:
            _line(console, f"~ {isolated(article.passage(change.newer))}", 4, hang=2)
        for taken, put in [(e.taken, e.put) for e in change.edits] or [(change.older, change.newer)]:
            if taken:
                _line(console, f"- {isolated(known[taken.article].passage(taken))}", 4, hang=2, style="red")
            if put:
                _line(console, f"+ {isolated(article.passage(put))}", 4, hang=2, style="green")


def _speaker(speaker: SpeakerView, console: Console) -> None:
    _line(console, f"{isolated(speaker.name)} ({HOLDERS[speaker.kind]}) · id {speaker.id[:ID_LENGTH]}", style="bold")
    if speaker.roles:
        _line(console, "roles: " + ", ".join(isolated(role.text) for role in speaker.roles), 2, hang=2)
    if len(speaker.spellings) > 1:
        forms = ", ".join(f"{isolated(form.text)} ({form.count})" for form in speaker.spellings)
        _line(console, f"spellings: {forms}", 2, hang=2)
    for flag in speaker.flags:
        _line(console, f"beware: {FLAGS.get(flag, flag)}", 2, hang=2)
    said = [one for one in speaker.statements if one.voice is not Voice.OWN]
    own = len(speaker.statements) - len(said)
    if own:
        _line(console, f"{count(own, 'statement')} in its own voice", 2, style="dim")
    groups = folded(said)
    for group in groups[:STATEMENTS_SHOWN]:
        _line(console, f"{group[0].act} — {_places(group)}: {_quoted(group[0].quote, QUOTE_LENGTH)}", 2, hang=2)
    if len(groups) > STATEMENTS_SHOWN:
        _line(console, f"{len(groups) - STATEMENTS_SHOWN} more statements", 2, style="dim")
    console.print()


def _dates(article: ArticleView, console: Console) -> None:
    """What else the page shows of when it was published and changed: conflicts, other days, every candidate."""
    others = other_dates(article.published)
    if others:
        _line(console, f"The page also shows {listed(others)}.", style="dim")
    for name, one in (("published", article.published), ("updated", article.updated)):
        if one.conflict:
            _line(console, f"{name}: {disagreement(one) or 'dates disagree'}")
    for name, one in (("published", article.published), ("updated", article.updated)):
        if found := candidates(one):
            _line(console, f"{name} by {one.basis}: {'; '.join(isolated(each) for each in found)}", hang=2, style="dim")


def _block(pieces: Sequence[Segment], home: str | None, console: Console) -> None:
    """One block of the ledger; a cut one with a bar before it and what it is; one in another language than its article,
    or on which a person decided, says so."""
    text = "".join(piece.text for piece in pieces)
    first = pieces[0]
    notes = [f"in {name_of(first.language)}{', not read' * first.kept}"] if first.language not in {None, home} else []
    if first.by != MACHINE:
        notes.append(f"{'kept ' * first.kept}by {isolated(first.by)}")
    for line in text.splitlines():
        if not line.strip():
            continue
        if first.kept:
            _line(console, f"{'(' + ', '.join(notes) + ') ' if notes else ''}{isolated(line)}", 2)
        else:
            kind = BLOCKS[first.kind] if first.kind else "between blocks"
            _line(console, f"| {', '.join(['cut', kind, *notes])}: {isolated(line)}", 2, hang=2, style="dim")


def _ending_in(statements: Sequence[StatementView], part: str, pieces: Sequence[Segment]) -> list[StatementView]:
    """The statements of somebody the outlet names whose words end in this block."""
    low, high = pieces[0].start, pieces[-1].end
    return [
        one
        for one in statements
        if one.voice is not Voice.OWN
        and one.passages
        and one.passages[-1].span.part == part
        and low < one.passages[-1].span.end <= high
    ]


def _said(statement: StatementView) -> str:
    name = isolated(statement.holder.name if statement.holder else statement.source or "somebody")
    return f"{name} {statement.act}: {_quoted(statement.quote, QUOTE_LENGTH)}"
