"""Each noun in plain words: what is on record of it, its passages, and what it is made of. `explain` lays this out.

A noun is described by one function of `DESCRIBE`. No value of a record is shown in the notation of Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dissensus.passages import parsed
from dissensus.records import (
    MACHINE,
    Article,
    Claim,
    Discrepancy,
    Dispute,
    Drop,
    Edge,
    Mention,
    Page,
    Place,
    Position,
    Record,
    Relation,
    Span,
    Speaker,
    Statement,
    Story,
    Storyline,
    Target,
    Verdict,
)
from dissensus.show import attributes, words
from dissensus.show.corrections import decided
from dissensus.show.joins import TAKES_SIDE, plain
from dissensus.show.lines import ID_LENGTH
from dissensus.show.origins import Tie, grouped, ties, unsure
from dissensus.show.references import Lookup, name, named, passages_of, place, said, summary, texts
from dissensus.verdicts import passage, story_words, words_by_article

PARTS_SHOWN = 40
# What an edge says of its left end, followed by its right end.
RELATIONS = {
    Relation.COPY: "copy with",
    Relation.VERSION: "next version",
    Relation.MEMBER: "in story",
    Relation.STORYLINE: "in storyline",
    Relation.IDENTITY: "is",
    Relation.HELD_BY: "held by",
    Relation.TARGETS: "answers",
    Relation.SPEAKS_FOR: "speaks for",
    Relation.SAME_CLAIM: "claim",
    Relation.TOLD_ALIKE: "told alike",
    Relation.LEDGER: "passage of",
    Relation.SAME_SPEAKER: "one speaker with",
    Relation.NAMED: "called",
    Relation.SAME_STORY: "one story with",
}
# What kinds of things an edge joins, where an id alone could be that of another.
ENDS: dict[Relation, tuple[type[Record], type[Record]]] = {
    Relation.COPY: (Article, Article),
    Relation.VERSION: (Article, Article),
    Relation.MEMBER: (Article, Story),
    Relation.STORYLINE: (Story, Storyline),
    Relation.LEDGER: (Article, Article),
    Relation.SAME_STORY: (Article, Article),
}
NEITHER = (None, None)
VERDICTS = {Verdict.SAME: "yes", Verdict.DIFFERENT: "no", Verdict.UNSURE: "unsure"}
# Of the edge from a statement to its claim the verdict is a sign.
SIGNS = {
    Verdict.SAME: "says so",
    Verdict.DIFFERENT: "says that it is not so",
    Verdict.UNSURE: "unsure what it says of it",
}
SIGN = {Relation.SAME_CLAIM: SIGNS}
IDENTITY = {Verdict.SAME: "is", Verdict.DIFFERENT: "is not", Verdict.UNSURE: "may be"}


@dataclass(frozen=True, slots=True)
class Described:
    """`rows` are labels with values, `spans` the passages by what they serve as, `parts` ids with a summary each; a part
    without an id says more of the one before it."""

    rows: list[tuple[str, str]]
    spans: Sequence[tuple[str, Sequence[Span]]] = ()
    parts: Sequence[tuple[str, str]] = ()


def describe(look: Lookup, record: Record | Page) -> Described:
    """What is on record, in words."""
    return DESCRIBE[type(record)](look, record)


# ---------------------------------------------------------------------------------------------------- what is said


def _statement(look: Lookup, one: Statement) -> Described:
    parent = look.store.get(Statement, one.parent) if one.parent else None
    nested = f"in the words of {said(look, parent)} (id {parent.id[:8]})" if parent else "in no other statement"
    negation = attributes.negated(one.polarity, texts(look, one.negation)) or one.polarity.value
    rows = [
        ("voice", "the outlet's own" if one.voice == "own" else "of somebody whom the article names"),
        *_edges(look, one.id, {Relation.HELD_BY}),
        ("act", attributes.act(one.act)),
        ("kind", attributes.KINDS[one.kind]),
        ("polarity", negation),
        ("hedges", attributes.hedged(texts(look, one.hedges), one.certainty).removeprefix("hedged: ") or "none"),
        (
            "conditions",
            attributes.conditional(texts(look, one.conditions))
            .removeprefix("condition: ")
            .removeprefix("conditions: "),
        ),
        ("edits", attributes.edited(texts(look, one.edits)).removeprefix("edited: ")),
        ("not named", attributes.unnamed(one.anonymous).removeprefix("not named: ")),
        ("basis", attributes.BASES[one.basis].removeprefix("basis: ") or "none stated"),
        ("chain", attributes.chain(one.chain) or "none: said to the outlet, or it is not told"),
        ("answers", _target(look, one.target)),
        ("nested", nested),
        ("said", words.interval(one.said_at)),
        ("stands in", place(look, one.article)),
        ("sure", words.confidence(one.confidence)),
        *_edges(look, one.id, set(Relation) - {Relation.HELD_BY}),
    ]
    spans = [("source", one.source), ("cue", one.cue), ("content", one.content), ("negation", one.negation)]
    spans += [
        ("hedge", one.hedges),
        ("condition", one.conditions),
        ("edit", one.edits),
        ("what it answers", one.target.spans if one.target else ()),
    ]
    return Described(rows, [*spans, *((f"chain, {attributes.hop(hop)}", hop.spans) for hop in one.chain)])


def _target(look: Lookup, target: Target | None) -> str:
    if target is None:
        return ""
    told = [
        target.holder or "",
        summary(look, target.spans),
        named(look, target.statement) if target.statement else "",
    ]
    return "; ".join(part for part in told if part)


def _mention(look: Lookup, one: Mention) -> Described:
    rows = [
        ("name", one.name),
        ("kind", one.kind if one.kind == "place" else f"{one.kind}, {words.HOLDERS[one.speaker_kind]}"),
        ("of", one.of or ""),
        *_edges(look, one.id),
        ("stands in", place(look, one.span.article)),
    ]
    return Described(rows, [("mention", [one.span]), ("role", one.roles)])


def _speaker(look: Lookup, one: Speaker) -> Described:
    rows = [
        ("name", one.name),
        ("kind", words.HOLDERS[one.kind]),
        ("spellings", ", ".join(f"{form.text} ({form.count})" for form in one.spellings)),
        ("roles", ", ".join({plain(role.text): role.text for role in one.roles}.values())),
        ("beware", "; ".join(words.FLAGS.get(flag, flag) for flag in one.flags)),
        ("known as", ", ".join(one.ids)),
        *_edges(look, one.id),
        *_doubts(look, one.id),
        *_called(look, one.id),
    ]
    held = [edge.left for edge in look.edges if edge.right == one.id and edge.relation is Relation.HELD_BY]
    found = [statement for id in sorted(held) if (statement := look.store.get(Statement, id))]
    parts = [(s.id, f"{attributes.act(s.act)}: {summary(look, s.content)}, {place(look, s.article)}") for s in found]
    return Described(rows, [("role", [role.span]) for role in one.roles[:PARTS_SHOWN]], parts)


def _doubts(look: Lookup, id: str) -> list[tuple[str, str]]:
    """Who may be this one, or is not, by edges that lead here from other speakers."""
    out = []
    for edge in look.edges:
        if edge.right == id and edge.relation is Relation.IDENTITY and edge.verdict is not Verdict.SAME:
            other = look.store.get(Speaker, edge.left)
            if other:
                out.append((IDENTITY[edge.verdict], f"{named(look, other.id, Speaker)} {_score(edge)}"))
    return out


def _called(look: Lookup, id: str) -> list[tuple[str, str]]:
    """By each spelling, role and pronoun how often it is this one, and by which rule it was put here."""
    counts: Counter[tuple[str, str]] = Counter()
    for edge in look.edges:
        if edge.right == id and edge.relation is Relation.IDENTITY and (said := look.store.get(Mention, edge.left)):
            by = "" if edge.by == MACHINE else f", says {edge.by}"
            unsure = "" if edge.verdict is Verdict.SAME else f"{edge.verdict.value}: "
            counts[" ".join(said.name.split()), unsure + ", ".join(edge.because) + by] += 1
    often = Counter[str]()
    for (spelling, _), count in counts.items():
        often[spelling] += count
    ordered = sorted(counts.items(), key=lambda item: (-often[item[0][0]], item[0][0], -item[1], item[0][1]))
    return [("called", f"{spelling} ({count}): {why}") for (spelling, why), count in ordered[:PARTS_SHOWN]]


def _place(look: Lookup, one: Place) -> Described:
    where = f"{one.latitude}, {one.longitude}" if one.latitude is not None and one.longitude is not None else ""
    rows = [
        ("name", one.name),
        ("spellings", ", ".join(f"{form.text} ({form.count})" for form in one.spellings)),
        ("degrees", where),
        ("known as", ", ".join(one.ids)),
        *_called(look, one.id),
    ]
    return Described(rows, [("mention", [span]) for span in one.mentions[:PARTS_SHOWN]])


# -------------------------------------------------------------------------------------------------- what is judged


def _claim(look: Lookup, one: Claim) -> Described:
    held = [position for position in look.store.fetch(Position) if position.claim == one.id]
    disputes = [d for d in look.store.fetch(Dispute) if d.claim == one.id]
    rows = [
        ("wording", words.quoted(one.wording)),
        ("stands in", place(look, one.article)),
        *(
            ("in dispute", f"{words.LEVELS[d.level]}, {words.SCOPES[d.scope]} (id {d.id[:ID_LENGTH]})")
            for d in disputes
        ),
    ]
    return Described(rows, [("claim", one.spans)], [part for p in held for part in _held(look, p)])


def _position(look: Lookup, one: Position) -> Described:
    voice = " (in its own voice)" if one.voice else ""
    rows = [
        ("stance", words.STANCES[one.stance]),
        ("holder", one.holder_name + voice),
        ("stands in", place(look, one.article)),
        ("claim", named(look, one.claim)),
        ("sure", words.confidence(one.confidence)),
        ("made of", _sure_of(look, one)),
        *_edges(look, one.holder, {Relation.SPEAKS_FOR}),
    ]
    return Described(rows, [("evidence", one.spans)], _grounds(look, one))


def _held(look: Lookup, one: Position) -> list[tuple[str, str]]:
    """A position in a line, and below it what it rests on."""
    told = f"{words.STANCES[one.stance]}: {one.holder_name}, {place(look, one.article)}"
    quotation = summary(look, one.spans)
    below = _grounds(look, one) if one.stance in TAKES_SIDE else [("", reason) for reason in one.because]
    grounds = [("", f"{id[:ID_LENGTH]} {text}" if id else text) for id, text in below]
    return [(one.id, f"{told}: {quotation}" if quotation else told), *grounds]


def _grounds(look: Lookup, one: Position) -> list[tuple[str, str]]:
    """The statements of a position: each with what read it, why it is this holder's, and why it is on this claim."""
    out = []
    for statement in (look.store.get(Statement, id) for id in one.statements):
        if statement is None:
            continue
        out.append((statement.id, said(look, statement)))
        by = ", ".join(statement.because)
        sure = words.confidence(statement.confidence)
        out.append(("", f"- read by: {attributes.maker(statement.maker)}, {by}; {sure}"))
        edges = look.leading.get(statement.id, ())
        held = [edge for edge in edges if edge.relation is Relation.HELD_BY]
        out += [("", f"- held by: {named(look, edge.right, Speaker)} {_score(edge)}") for edge in held]
        if not held:
            out.append(("", "- held by: nobody who is known"))
        on = [edge for edge in edges if edge.relation is Relation.SAME_CLAIM and edge.right == one.claim]
        out += [("", f"- on this claim: {SIGNS[edge.verdict]} {_score(edge)}") for edge in on]
        out += [("", f"- answers: {value}") for _, value in _edges(look, statement.id, {Relation.TARGETS})]
    return out


def _sure_of(look: Lookup, one: Position) -> str:
    """The parts of a position's confidence: those of the surest of its statements, which comes first, and of its holder."""
    statement = look.store.get(Statement, one.statements[0]) if one.statements else None
    if statement is None or one.stance not in TAKES_SIDE:
        return ""
    on = [
        e.score for e in look.leading.get(statement.id, ()) if (e.relation, e.right) == (Relation.SAME_CLAIM, one.claim)
    ]
    told = [f"{score:.2f} that it is on the claim" for score in on[:1]]
    told.append(f"{statement.confidence:.2f} that it is read rightly")
    held = [e.score for id in one.statements for e in look.leading.get(id, ()) if e.relation is Relation.HELD_BY]
    return words.listed([*told, *([f"{max(held):.2f} that it is this holder's"] if held else [])])


def _dispute(look: Lookup, one: Dispute) -> Described:
    claim = look.store.get(Claim, one.claim)
    rows = [
        ("claim", words.quoted(claim.wording) if claim else one.claim),
        ("about", words.KINDS[one.kind]),
        ("scope", words.SCOPES[one.scope]),
        ("level", words.LEVELS[one.level]),
        ("sure", words.confidence(one.confidence)),
    ]
    found = [look.store.get(Position, id) for id in one.positions]
    parts = [part for position in found if position for part in _held(look, position)]
    return Described(rows, [("claim", claim.spans)] if claim else [], parts)


def _discrepancy(look: Lookup, one: Discrepancy) -> Described:
    rows = [("kind", one.kind), ("stands in", place(look, one.article)), ("against", named(look, one.against))]
    return Described(rows, [("passage", one.spans)])


# --------------------------------------------------------------------------------------------- articles and stories


def _article(look: Lookup, one: Article) -> Described:
    page = look.store.page(one.page)
    rows = [
        ("headline", one.title or ""),
        ("outlet", one.outlet or words.UNKNOWN_OUTLET),
        ("published", f"{words.dated_in_full(one.published)}, by {one.published.basis}"),
        ("also shows", words.listed(words.other_dates(one.published))),
        ("updated", words.dated_in_full(one.updated) if one.updated.value else ""),
        ("conflict", words.disagreement(one.published)),
        ("language", words.language(one.language)),
        ("from", ", ".join(page.origins)),
        ("capture", f"{page.id} ({words.count(len(page.content), 'byte')}, {page.media_type}, {one.encoding})"),
        *_edges(look, one.id),
    ]
    drops = [drop for drop in look.store.fetch(Drop) if drop.what in {one.id, one.page}]
    parts = [(drop.id, f"not carried on at {drop.stage}: {drop.reason}") for drop in drops]
    for edge in words_by_article(look.store.persons_edges()).get(one.id, []):
        span = passage(edge)
        when = f", {words.day(edge.at)}" if edge.at else ""
        parts.append((edge.id, f"{span.part} {span.start}-{span.end} {edge.because[0]}, {edge.by}{when}"))
    return Described(rows, [], parts)


def _story(look: Lookup, one: Story) -> Described:
    known = {article.id: article for article in look.store.fetch(Article, articles=list(one.articles))}
    origins = grouped(one, known, look.versions)
    rows = [
        ("articles", str(len(one.articles))),
        ("outlets", str(len({article.outlet for article in known.values()} - {None}))),
        ("origins", str(len(one.origins))),
        ("storyline", named(look, one.storyline, Storyline)),
        ("once", ", ".join(one.former_ids)),
        ("decided", "; ".join(decided(story_words(look.store.persons_edges()), one))),
    ]
    why = {e.left: e for e in look.edges if e.right == one.id and e.relation is Relation.MEMBER}
    parts = []
    for number, group in enumerate(origins, 1):
        folded = ties(group, look.bonds)
        for article in (known[id] for id in group):
            found = folded.get(article.id)
            told = f"origin {number}: {place(look, article.id)}: {article.title or '(no headline)'}"
            edge = why.get(article.id)
            is_it = f" {_score(edge)}" if edge else ""
            parts.append((article.id, told + is_it + (f"; {_tied(look, found)}" if found else "")))
    for found in unsure(origins, look.bonds):
        told = f"perhaps of one origin: {place(look, found.article)}: {_tied(look, found)}"
        parts.append((found.edge or found.article, told))
    return Described(rows, [], parts)


def _tied(look: Lookup, found: Tie) -> str:
    return found.told(f"{place(look, found.other)} (id {found.other[:ID_LENGTH]})")


def _storyline(look: Lookup, one: Storyline) -> Described:
    why = {e.left: e for e in look.edges if e.right == one.id and e.relation is Relation.STORYLINE}
    parts = []
    for story in (look.store.get(Story, id) for id in one.stories):
        if story:
            told = name(look, story.id, Story)
            parts.append((story.id, f"{told} {_score(why[story.id])}" if story.id in why else told))
    return Described([("stories", str(len(one.stories)))], [], parts)


def _page(_: Lookup, one: Page) -> Described:
    rows = [
        ("from", ", ".join(one.origins)),
        ("address", one.url or ""),
        ("media type", one.media_type),
        ("size", words.count(len(one.content), "byte")),
        ("fetched", one.fetched or ""),
    ]
    return Described(rows)


# ------------------------------------------------------------------------------------------------ edges and losses


def _edge(look: Lookup, one: Edge) -> Described:
    about = passages_of(look, one)
    said_by = "the machine" if one.by == MACHINE else one.by
    left, right = ENDS.get(one.relation, NEITHER)
    rows = [
        ("of", "a passage" if parsed(one.left) else named(look, one.left, left)),
        (RELATIONS[one.relation], _right(look, one, right)),
        ("verdict", SIGN.get(one.relation, VERDICTS)[one.verdict]),
        ("score", f"{one.score:.2f}"),
        ("says", said_by + (f", {words.day(one.at)}" if one.at else "")),
    ]
    return Described(rows, [("passage", [span]) for span in about])


def _right(look: Lookup, one: Edge, noun: type[Record] | None) -> str:
    """What an edge leads to, in words."""
    if one.relation is Relation.NAMED:
        return words.quoted(one.right)
    return "another passage" if parsed(one.right) else named(look, one.right, noun)


def _edges(look: Lookup, id: str, relations: set[Relation] | None = None) -> list[tuple[str, str]]:
    """What leads away from a record: relation, what it leads to, and why."""
    out = []
    for edge in look.edges:
        if edge.left == id and edge.relation in (relations or set(Relation)):
            plainly = "" if edge.verdict is Verdict.SAME else edge.verdict.value
            verdict = SIGNS[edge.verdict] if edge.relation in SIGN else plainly
            right = _right(look, edge, ENDS.get(edge.relation, NEITHER)[1])
            label = RELATIONS[edge.relation]
            if edge.relation is Relation.IDENTITY:
                label, verdict = IDENTITY[edge.verdict], ""
            out.append((label, f"{', '.join(filter(None, (right, verdict)))} {_score(edge)}"))
    return out


def _score(edge: Edge) -> str:
    """How sure, who says so and why: `[0.90, source names the holder]`."""
    by = [] if edge.by == MACHINE else [f"says {edge.by}"]
    return f"[{'; '.join([f'{edge.score:.2f}', *by, *edge.because])}]"


def _drop(look: Lookup, one: Drop) -> Described:
    known = look.store.find(one.what)
    what = named(look, one.what) if known and not isinstance(known, Page) else one.what
    return Described([("what", what), ("left out at", one.stage), ("reason", one.reason)])


DESCRIBE: dict[type[Record | Page], Callable[[Lookup, Any], Described]] = {
    Statement: _statement,
    Mention: _mention,
    Speaker: _speaker,
    Place: _place,
    Claim: _claim,
    Position: _position,
    Dispute: _dispute,
    Discrepancy: _discrepancy,
    Article: _article,
    Story: _story,
    Storyline: _storyline,
    Page: _page,
    Edge: _edge,
    Drop: _drop,
}
