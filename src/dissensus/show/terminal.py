"""Views as text for a terminal of 80 columns or more. Colour helps and carries nothing; foreign text is made harmless.

Each function writes to the console it is handed and to nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from rich.console import Console

from dissensus.records import Level, Stance, Voice
from dissensus.show.article import version
from dissensus.show.attributes import act, holder
from dissensus.show.changes import Kind
from dissensus.show.explain import Explanation
from dissensus.show.layout import chapters
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.reasons import in_words
from dissensus.show.shapes import (
    ArticleView,
    CorpusView,
    DisputeView,
    HolderView,
    PositionView,
    SpeakerView,
    StatementView,
    folded,
    in_reading_order,
)
from dissensus.show.stories import print_folded, print_head
from dissensus.show.words import (
    FLAGS,
    HOLDERS,
    KINDS,
    LEVELS,
    SCOPES,
    SIDES,
    confidence,
    count,
    dated,
    isolated,
    quoted,
    shorten,
    teller,
    where,
)

QUOTE_LENGTH = 300  # characters of a quotation in the brief; the report prints all of it
DROPS_SHOWN = 6
STATEMENTS_SHOWN = 12


def print_brief(view: CorpusView, console: Console, told: Collection[str] = ()) -> None:
    """What was read, then story by story what is disputed, by whom, in which words. `told` are the origins of which
    somebody was told already that they could not be read."""
    _head(view, console, told)
    for number, story in enumerate(in_reading_order(view.stories), 1):
        print_head(number, story, console)
        print_folded(story, console)
        disputes = [dispute for dispute in story.disputes if dispute.home == story.id]
        shown = [dispute for dispute in disputes if dispute.level is not Level.ALL]
        for inner, dispute in enumerate(shown, 1):
            console.print()
            _dispute(f"{number}.{inner}", dispute, console, 3)
        for dispute in story.disputes:
            if dispute.home != story.id and dispute.level is not Level.ALL:
                print_line(
                    console,
                    f"also in dispute here: {_quoted(dispute.claim.wording)} ({dispute.id[:ID_LENGTH]})",
                    3,
                    style="dim",
                )
        left = len(disputes) - len(shown)
        if left:
            console.print()
            print_line(console, f"{count(left, 'more dispute')} merely possible, not printed here.", 3, style="dim")
        if not story.disputes:
            print_line(console, "No dispute found.", 3, style="dim")
        console.print()


def print_disputes(view: CorpusView, console: Console) -> None:
    """Every dispute of the corpus once, with the number that it has in the report."""
    cards = [card for chapter in chapters(view) for card in (*chapter.cards, *chapter.possible)]
    if not cards:
        print_line(console, "No dispute found.")
    for card in cards:
        _dispute(card.number, card.dispute, console, 0)
        console.print()


def print_speakers(view: CorpusView, console: Console) -> None:
    """Everybody who says something, with roles, spellings and statements; outlets with how much they say themselves."""
    for speaker in view.speakers:
        _speaker(speaker, console)


def print_versions(view: CorpusView, console: Console, article: ArticleView | None = None) -> None:
    """Every work of which there are several versions, oldest first; of one work, named by any of its versions, what
    changed in each: `-` stands before what is gone, `+` before what is new, `~` before a block in its later wording."""
    known = {one.id: one for one in view.articles}
    works = dict.fromkeys(one.versions for one in ([article] if article else view.articles) if one.versions)
    if not works:
        print_line(console, "There is one version of it." if article else "No article has more than one version.")
    for work in works:
        print_line(console, isolated(known[work[-1]].title or "(no headline)"), style="bold")
        for one in (known[id] for id in work):
            print_line(
                console,
                f"{isolated(one.outlet)} · {dated(one.published)} · {isolated(one.origin)}",
                label=f"  {one.id[:ID_LENGTH]}  ",
            )
            print_line(console, version(one), 2 + ID_LENGTH + 2, style="dim")
            if article:
                _changed(one, known, console)
        console.print()


def print_statements(view: CorpusView, ids: Sequence[str], console: Console) -> None:
    """These statements in this order: who, in which words, where."""
    known = {statement.id: statement for article in view.articles for statement in article.statements}
    found = [known[id] for id in ids if id in known]
    for statement in found:
        print_line(console, _said(statement), hang=2)
        print_line(console, f"{places([statement])} · id {statement.id[:ID_LENGTH]}", 2, style="dim")
    if not found:
        print_line(console, "No statement found.")


def print_explain(explanation: Explanation, console: Console) -> None:
    """Why a record says what it says: passages with their places, rules, confidence, maker."""
    print_line(console, f"{explanation.noun} {isolated(explanation.id)}", style="bold")
    wide = max((len(label) for label, _ in explanation.rows), default=0)
    for label, value in explanation.rows:
        print_line(console, isolated(value), 2, label=f"{label + ':':<{wide + 1}} ")
    if explanation.because:
        print_line(console, "because:", 2)
        for reason in explanation.because:
            print_line(console, f"- {isolated(reason)}", 4, hang=2)
    for passage in explanation.passages:
        console.print()
        print_line(console, _quoted(passage.text), 2)
        place = f"{passage.role} · {isolated(passage.origin)} · {passage.part} {passage.start}-{passage.end}"
        print_line(console, place, 4, style="dim")
        print_line(console, f"capture {passage.page[:12]}… {isolated(passage.located)}", 4, style="dim")
    if explanation.parts:
        console.print()
        print_line(console, "made of:", 2)
        for id, text in explanation.parts:
            print_line(console, isolated(text), 4, label=f"{id[:ID_LENGTH]:<{ID_LENGTH}}  ")


# ----------------------------------------------------------------------------------------------------- the pieces


def _head(view: CorpusView, console: Console, told: Collection[str]) -> None:
    counts = view.counts
    outlets = count(counts.outlets, "outlet")
    if counts.unknown_outlets:
        outlets += f" and {count(counts.unknown_outlets, 'article')} of unknown outlet"
    spread = f"{count(counts.articles, 'article')} · {outlets} · {count(counts.origins, 'origin')}"
    print_line(console, spread, style="bold")
    print_line(
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
        print_line(console, f"not read: {isolated(what)}: {isolated(reason)}", hang=2)
    if len(unread) > DROPS_SHOWN:
        print_line(console, f"not read: {len(unread) - DROPS_SHOWN} more")
    console.print()


def _dispute(number: str, dispute: DisputeView, console: Console, indent: int) -> None:
    claim = dispute.claim
    inner = indent + len(number) + 2
    origin = next((one.origin for one in dispute.positions if one.article == claim.article), None)
    print_line(console, _quoted(claim.wording, QUOTE_LENGTH), indent, label=f"{number}  ", style="bold")
    print_line(console, f"so worded in {isolated(teller(claim.outlet, origin))}, {dated(claim.published)}", inner)
    about = f"{KINDS[dispute.kind]}, {SCOPES[dispute.scope]}, {LEVELS[dispute.level]}"
    print_line(console, f"{about} · {confidence(dispute.confidence)} · id {dispute.id[:ID_LENGTH]}", inner, style="dim")
    surely = {one.id for one in dispute.surely.positions}
    for stance, word in SIDES:
        side = dispute.side(stance)
        if not side:
            continue
        if bare := [one for one in side if one.bare]:
            print_line(console, f"{word}: {', '.join(_bare(bare))}", inner, hang=2)
        spoken = sorted((one for one in side if not one.bare), key=lambda one: one.id not in surely)
        if spoken:
            print_line(console, word, inner, style="bold")
        for first, *others in folded(spoken):
            print_line(console, held(first), inner + 2, hang=2)
            if first.id not in surely:
                print_line(console, f"uncertain: {confidence(first.confidence)}", inner + 4, style="dim")
            if others:
                print_line(console, f"the same words in {places(others)}", inner + 4, hang=2)


def _bare(side: Sequence[PositionView]) -> list[str]:
    """Who has nothing of their own to quote, each once, and how often if more than once; why it cannot be told."""
    told = Counter(
        isolated(teller(one.holder_name, one.origin))
        + (f" ({isolated('; '.join(in_words(one.because)))})" if one.stance is Stance.UNSURE else "")
        for one in side
    )
    return [f"{name} ({number} times)" if number > 1 else name for name, number in told.items()]


def held(position: PositionView) -> str:
    """Holder — outlet (date): "quotation"."""
    own = position.voice or position.holder_name == position.outlet  # that prints what may be on the claim
    holder = isolated(teller(position.holder_name, position.origin) if own else position.holder_name)
    holder += "".join(f" [{flag.replace('_', ' ')}]" for flag in position.holder.flags)
    when = f"({dated(position.published)})" if position.published else ""
    if position.voice:
        head = f"{holder} in its own voice {when}".rstrip()
    elif own:
        head = f"{holder} {when}".rstrip()
    else:
        outlet = isolated(teller(position.outlet or "", position.origin))
        head = f"{holder}{_role(position.holder)} — {outlet} {when}".rstrip()
    quoted = _quoted(position.quote, QUOTE_LENGTH)
    return f"{head}: {quoted}" if quoted else head


def places(told: Sequence[PositionView] | Sequence[StatementView]) -> str:
    """Outlets with their days: `Outlet (3 March 2025), Other (date unknown)`."""
    return ", ".join(where(one.outlet, one.origin, one.published) for one in told)


def _role(holder: HolderView) -> str:
    return f", {isolated(holder.roles[0])}" if holder.roles else ""


def _quoted(text: str, limit: int | None = None) -> str:
    """A quotation in marks, unless the passage brings its own."""
    return quoted(isolated(shorten(text, limit) if limit else text))


def _changed(article: ArticleView, known: Mapping[str, ArticleView], console: Console) -> None:
    """The differences from the version before, in the words of both."""
    for change in article.changes:
        if change.kind is Kind.EQUAL:
            continue
        if change.kind is Kind.CHANGED and change.newer:
            print_line(console, f"~ {isolated(article.passage(change.newer))}", 4, hang=2)
        for taken, put in [(e.taken, e.put) for e in change.edits] or [(change.older, change.newer)]:
            if taken:
                print_line(console, f"- {isolated(known[taken.article].passage(taken))}", 4, hang=2, style="red")
            if put:
                print_line(console, f"+ {isolated(article.passage(put))}", 4, hang=2, style="green")


def _speaker(speaker: SpeakerView, console: Console) -> None:
    print_line(
        console, f"{isolated(speaker.name)} ({HOLDERS[speaker.kind]}) · id {speaker.id[:ID_LENGTH]}", style="bold"
    )
    if speaker.roles:
        print_line(console, "roles: " + ", ".join(isolated(role.text) for role in speaker.roles), 2, hang=2)
    for reason in speaker.because:
        print_line(console, f"decided: {isolated(reason)}", 2, hang=2)
    if len(speaker.spellings) > 1 or speaker.because:
        forms = ", ".join(f"{isolated(form.text)} ({form.count})" for form in speaker.spellings)
        print_line(console, f"spellings: {forms}", 2, hang=2)
    for flag in speaker.flags:
        print_line(console, f"beware: {FLAGS.get(flag, flag)}", 2, hang=2)
    said = [one for one in speaker.statements if one.voice is not Voice.OWN]
    own = len(speaker.statements) - len(said)
    if own:
        print_line(console, f"{count(own, 'statement')} in its own voice", 2, style="dim")
    groups = folded(said)
    for group in groups[:STATEMENTS_SHOWN]:
        print_line(console, f"{group[0].act} — {places(group)}: {_quoted(group[0].quote, QUOTE_LENGTH)}", 2, hang=2)
    if len(groups) > STATEMENTS_SHOWN:
        print_line(console, f"{len(groups) - STATEMENTS_SHOWN} more statements", 2, style="dim")
    console.print()


def _said(statement: StatementView) -> str:
    return f"{holder(statement)} {act(statement.act)}: {_quoted(statement.quote, QUOTE_LENGTH)}"
