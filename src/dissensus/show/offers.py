"""Who proposes, demands, promises or refuses what: the state of a negotiation as each side tells it, for terminal, report
and programs.

Nothing is computed: the statements of these acts are put together by holder and ordered by when they were said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rich.console import Console

from dissensus.records import Act, Interval, Voice
from dissensus.show import attributes
from dissensus.show.around import places
from dissensus.show.joins import by_saying
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.shapes import CorpusView, HolderView, StatementView, StoryView, folded, in_reading_order
from dissensus.show.stories import print_head
from dissensus.show.words import confidence, count, isolated, quoted, shorten

QUOTE_LENGTH = 300  # characters of a quotation on a terminal
CUE_LENGTH = 60
UNNAMED = "not named"

# The acts of a negotiation, each with what stands between it and the name of whom it is aimed at.
ACTS = {Act.PROPOSES: "to", Act.DEMANDS: "of", Act.PROMISES: "to", Act.DECLINES: "answering"}
# Why a statement is none of a negotiation: nothing but an answer is held back, or what was denied or asked was not.
NO_OFFER = frozenset({"keeps_silent", "cue_negated"})


@dataclass(frozen=True, slots=True)
class Offer:
    """What one party proposes, demands, promises or declines, in one wording.

    `party` is None where nobody is known to be the holder. `statements` are the passages that carry the wording, the
    earliest first. `tellers` are those in whose words it is told, the nearest first; empty where the outlet tells it.
    """

    party: HolderView | None
    act: Act
    statements: tuple[StatementView, ...]
    tellers: tuple[str, ...] = ()

    @property
    def first(self) -> StatementView:
        """The earliest of the statements; the others have its words."""
        return self.statements[0]

    @property
    def of(self) -> str | None:
        """Of whom, to whom or in answer to whom, by name."""
        return self.first.target

    @property
    def towards(self) -> str:
        """What leads from the act to that name: `demands of`, `proposes to`, `declines answering`."""
        return ACTS[self.act]

    @property
    def said_at(self) -> Interval | None:
        """When it was said, where the article tells it."""
        return self.first.said_at

    @property
    def cue(self) -> str:
        """The article's own word for the act: `“refuses”`, `“did not rule out”`; it may say less than the act."""
        return quoted(isolated(shorten(self.first.cue, CUE_LENGTH)))

    @property
    def notes(self) -> list[str]:
        """In whose words it is told, and what else is worth a word of the first of its statements."""
        one = self.first
        called = attributes.source(one) if one.holder else attributes.source_words(one)
        tellers = ", as told by ".join(map(isolated, self.tellers))
        told = [f"in the words of {tellers}"] if tellers else []
        told += [f"called {called}"] if called else []
        aimless = replace(one, target=None, target_words="", target_statement=None)  # `of` tells that
        return told + attributes.told(aimless)


@dataclass(frozen=True, slots=True)
class Party:
    """A holder with its offers, by when they were said. Without a holder they are of several whom nothing tells apart."""

    holder: HolderView | None
    offers: tuple[Offer, ...]

    @property
    def name(self) -> str:
        """What the holder is called."""
        return self.holder.name if self.holder else UNNAMED


def offers_of(story: StoryView) -> tuple[Party, ...]:
    """The parties of a story: who has most offers first, then by name; what nobody is known to hold comes last."""
    known = {one.id: one for article in story.articles for one in article.statements}
    # Only what is of one holder, of the same people and told in the same person's words can be folded.
    alike: dict[tuple[str | None, str | None, tuple[str, ...]], list[StatementView]] = defaultdict(list)
    for one in sorted(known.values(), key=by_saying):
        if one.act in ACTS and one.voice is Voice.ATTRIBUTED and NO_OFFER.isdisjoint(one.because):
            alike[one.holder.id if one.holder else None, one.target, _tellers(one, known)].append(one)
    found: dict[str | None, list[Offer]] = defaultdict(list)
    for (holder, _, tellers), told in alike.items():
        found[holder] += [Offer(same[0].holder, same[0].act, same, tellers) for same in folded(told)]
    parties = [
        Party(offers[0].party, tuple(sorted(offers, key=lambda offer: by_saying(offer.first))))
        for offers in found.values()
    ]
    return tuple(sorted(parties, key=_most))


def _most(one: Party) -> tuple[bool, int, str, str]:
    return one.holder is None, -len(one.offers), one.name, one.holder.id if one.holder else ""


def _tellers(one: StatementView, known: Mapping[str, StatementView]) -> tuple[str, ...]:
    """Those in whose statements this one lies, each once, from the nearest outwards; `somebody` for who is not on record."""
    above = known.get(one.parent or "")
    if above is None:
        return (attributes.UNNAMED,) if one.depth else ()
    names: dict[str, None] = {}
    seen = {one.id}
    while above and above.id not in seen:
        seen.add(above.id)
        if above.voice is Voice.ATTRIBUTED:  # what an outlet says itself needs no other teller
            names[(above.holder.name if above.holder else above.source) or attributes.UNNAMED] = None
        above = known.get(above.parent or "")
    return tuple(names)


# ----------------------------------------------------------------------------------------------- terminal and JSON


def print_offers(view: CorpusView, console: Console) -> None:
    """Story by story and party by party what is proposed, demanded, promised and declined; how many stories have none."""
    without = 0
    for number, story in enumerate(in_reading_order(view.stories), 1):
        parties = offers_of(story)
        if not parties:
            without += 1
            continue
        print_head(number, story, console)
        for party in parties:
            print_line(console, isolated(party.name), 3, style="bold")
            for offer in party.offers:
                _print_offer(offer, console)
        console.print()
    if without == len(view.stories):
        print_line(console, "No offer and no demand found.")
    elif without:
        print_line(console, f"No offer and no demand in {count(without, 'other story', 'other stories')}.", style="dim")


def _print_offer(offer: Offer, console: Console) -> None:
    one = offer.first
    cue = f" ({offer.cue})" if offer.cue else ""
    aimed = f" {offer.towards} {isolated(offer.of)}" if offer.of else ""
    words = quoted(isolated(shorten(one.quote, QUOTE_LENGTH)))
    print_line(console, f"{attributes.act(offer.act)}{cue}{aimed}" + (f": {words}" if words else ""), 5, hang=2)
    notes = [places(offer.statements), *offer.notes, confidence(one.confidence), f"id {one.id[:ID_LENGTH]}"]
    print_line(console, " · ".join(notes), 7, hang=2, style="dim")


def as_dict(view: CorpusView) -> dict[str, object]:
    """The offers for programs: stories in reading order, parties by the holder's id; ids and spans as in the export."""
    return {
        "stories": [
            {"story": story.id, "title": story.title, "parties": [_party(party) for party in offers_of(story)]}
            for story in in_reading_order(view.stories)
        ]
    }


def _party(party: Party) -> dict[str, object]:
    return {
        "holder": party.holder.id if party.holder else None,
        "name": party.holder.name if party.holder else None,
        "offers": [
            {
                "act": offer.act.value,
                "of": offer.of,
                "tellers": list(offer.tellers),
                "passages": [_passage(one) for one in offer.statements],
            }
            for offer in party.offers
        ],
    }


def _passage(one: StatementView) -> dict[str, object]:
    said = one.said_at
    return {
        "statement": one.id,
        "parent": one.parent,
        "depth": one.depth,
        "source": one.source,
        "cue": one.cue,
        "chain": [{"name": hop.name, "relation": hop.relation} for hop in one.chain],
        "article": one.article,
        "outlet": one.outlet,
        "published": one.published.value,
        "said_at": {"from": said.from_, "to": said.to} if said else None,
        "quote": one.quote,
        "spans": [[passage.span.part, passage.span.start, passage.span.end] for passage in one.passages],
        "confidence": round(one.confidence, 3),
    }
