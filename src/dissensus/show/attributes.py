"""A statement's attributes in plain words: what is done by saying it, how it is told, through whom it came.

`told` lists those of a statement; one that is not worth a word (indirect, not negated, no chain) gives none. A new
attribute is a line of `TOLD`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import combining, normalize

from dissensus.records import Act, Anonymous, Basis, Hop, Kind, Maker, Polarity, SpeakerKind, Voice
from dissensus.show.shapes import StatementView
from dissensus.show.words import (
    HIGH_CONFIDENCE,
    MEDIUM_CONFIDENCE,
    clean_line,
    interval,
    isolated,
    listed,
    quoted,
    shorten,
)

UNNAMED = "somebody"
SOURCE_LENGTH = 60  # characters of the words of a source; all of them stand marked in the text
TARGET_LENGTH = 80

KINDS = {Kind.DIRECT: "direct", Kind.INDIRECT: "indirect", Kind.MIXED: "mixed"}
BASES = {
    Basis.SAW: "basis: saw it",
    Basis.DOCUMENT: "basis: a document",
    Basis.IMAGE: "basis: an image",
    Basis.OUTLET: "basis: another outlet",
    Basis.ANONYMOUS: "basis: people not named",
    Basis.NONE: "",
}
HOPS = {"agency": "text of"}  # relations of hops whose names do not read as words
# What kind of holder is worth a word: one whose name does not tell.
SORTS = {SpeakerKind.ANONYMOUS: "not named", SpeakerKind.DOCUMENT: "a document"}


def act(one: Act) -> str:
    """An act as a verb in its third person: `asserts`, `declines`."""
    return one.value


def hop(one: Hop) -> str:
    """A link of a chain: `quoted by the Islander`."""
    return f"{HOPS.get(one.relation) or one.relation.replace('_', ' ')} {isolated(one.name)}".strip()


def chain(hops: Sequence[Hop]) -> str:
    """Through whom words came, from the outlet inwards: `text of the agency, said by the spokeswoman`."""
    return ", ".join(hop(one) for one in hops)


def maker(one: Maker) -> str:
    """Who made a record: `rules (read 5)`, `net statements-1 with rules (read 5)`, `a person`."""
    if one.stage == "person":
        return "a person"
    who = f"net {one.net} with rules" if one.net else "rules"
    return clean_line(f"{who} ({one.stage} {one.version})")


def holder(one: StatementView) -> str:
    """Who says it: the speaker's name, the words of the source where no speaker is known, the outlet in its own voice."""
    if one.voice is Voice.OWN:
        return f"{isolated(one.outlet)} in its own voice"
    return isolated((one.holder.name if one.holder else "") or one.source or UNNAMED)


def source(one: StatementView) -> str:
    """The words of the source where the holder's name does not tell them: `“the spokeswoman”`, `“she”`; else empty."""
    words, name = _key(one.source), _key(holder(one))
    return "" if words in name or name in words else source_words(one)


def source_words(one: StatementView) -> str:
    """The words of the source, whatever the holder's name."""
    return quoted(isolated(shorten(one.source, SOURCE_LENGTH)))


def negated(polarity: Polarity, words: Sequence[str]) -> str:
    """`negated: “no”, “never”`; `negative` where no words tell so; empty for the positive."""
    if words:
        return f"negated: {_words(words)}"
    return "negative" if polarity is Polarity.NEGATIVE else ""


def hedged(words: Sequence[str], certainty: float = 1.0) -> str:
    """`hedged: “may”, certainty 0.50`, or empty."""
    left = f"certainty {certainty:.2f}" if certainty < 1 else ""
    return ", ".join(part for part in (f"hedged: {_words(words)}" if words else "", left) if part)


def unnamed(one: Anonymous | None) -> str:
    """People without a name: `not named: official (3), “familiar with the matter”`; empty for none."""
    if one is None:
        return ""
    number = f" ({one.count})" if one.count is not None and one.count != 1 else ""
    told = [isolated(one.type) + number, *(quoted(isolated(word)) for word in one.qualifiers)]
    return f"{SORTS[SpeakerKind.ANONYMOUS]}: {', '.join(part for part in told if part)}"


def edited(words: Sequence[str]) -> str:
    """What the writer put into a quotation or marked as left out: `edited: “[of the treaty]”`; empty for nothing."""
    return f"edited: {_words(words)}" if words else ""


def conditional(words: Sequence[str]) -> str:
    """On what an offer or a demand depends: `condition: “if Selk opens the lock”`; empty for nothing."""
    return f"{'conditions' if len(words) > 1 else 'condition'}: {_words(words)}" if words else ""


def answers(name: str | None, words: str, number: int | None = None) -> str:
    """Whom or what a statement answers: `answers 5 (the Mail): “claims made by the Mail”`; empty where it answers none.
    `number` is that of the statement answered, where it has one."""
    who = isolated(name or "")
    if number is not None:
        who = f"{number} ({who})" if who else str(number)
    line = "" if words.casefold() == (name or "").casefold() else quoted(isolated(shorten(words, TARGET_LENGTH)))
    told = f"{who}: {line}" if who and line else who or line
    return f"answers {told}" if told else ""


def unsure(value: float) -> str:
    """How sure, where that is not high: `confidence 0.65`, `unsure (0.31)`."""
    if value >= HIGH_CONFIDENCE:
        return ""
    return f"confidence {value:.2f}" if value >= MEDIUM_CONFIDENCE else f"unsure ({value:.2f})"


def told(one: StatementView, number_of: Callable[[str], int | None] = lambda _: None) -> list[str]:
    """Every attribute that is worth a word, but for how sure it is. `number_of` finds the number of another statement by
    its id, where statements are numbered."""
    return [word for word in (tell(one, number_of) for tell in TOLD) if word]


def _sort(one: StatementView) -> str:
    if one.anonymous:
        return unnamed(one.anonymous)
    return SORTS.get(one.holder.kind, "") if one.holder else "speaker not found"


def _answers(one: StatementView, number_of: Callable[[str], int | None]) -> str:
    """What is answered, or of whom it is asked; words that are also the statement's own are marked as such already."""
    if one.act in ASKED:
        return f"{ASKED[one.act]} {isolated(one.target)}" if one.target else ""
    words = "" if one.target_words in one.quote else one.target_words
    return answers(one.target, words, number_of(one.target_statement) if one.target_statement else None)


def _said(one: StatementView) -> str:
    when = interval(one.said_at)
    return f"said {when}" if when else ""


def _key(text: str) -> str:
    """Letters without case and accents: one name may be spelt in both ways."""
    return "".join(char for char in normalize("NFKD", clean_line(text).casefold()) if not combining(char))


def _words(words: Sequence[str]) -> str:
    return listed([quoted(isolated(word)) for word in words])


# Acts that are aimed at somebody, with what stands before the name.
ASKED = {Act.DEMANDS: "of", Act.PROMISES: "to"}

# In the order in which they are told.
TOLD: tuple[Callable[[StatementView, Callable[[str], int | None]], str], ...] = (
    lambda one, _: KINDS[one.kind],
    lambda one, _: _sort(one),
    lambda one, _: negated(one.polarity, one.negation),
    lambda one, _: hedged(one.hedges, one.certainty),
    lambda one, _: conditional(one.conditions),
    lambda one, _: edited(one.edits),
    _answers,
    lambda one, _: BASES[one.basis],
    lambda one, _: chain(one.chain),
    lambda one, _: _said(one),
)
