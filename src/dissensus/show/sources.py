"""From outlet to origin, who relies on whom: whom each outlet of a story cites, how often and through whom, for terminal,
report and programs.

Nothing is computed: each statement gives the way that its words came, and equal ways are joined and counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rich.console import Console

from dissensus.records import Basis, Hop, SpeakerKind, Voice
from dissensus.show import attributes
from dissensus.show.drawn import Drawing, drawing_of
from dissensus.show.joins import by_publication, plain
from dissensus.show.lines import print_line
from dissensus.show.shapes import CorpusView, SpeakerView, StatementView, StoryView, in_reading_order
from dissensus.show.stories import print_head
from dissensus.show.words import UNKNOWN_OUTLET, count, isolated, teller

CITES = "cites"
BEYOND = frozenset({"said_by", "based_on"})  # hops behind the source of a statement; the others stand before it
HOP_KINDS = {"agency": SpeakerKind.OUTLET, "quoted_by": SpeakerKind.OUTLET, "told": SpeakerKind.OUTLET}
SORTS = attributes.SORTS | {SpeakerKind.OUTLET: "outlet"}  # kinds that a name does not tell


@dataclass(frozen=True, slots=True)
class Node:
    """Who or what words came from or through. `id` is that of the speaker where there is one, of the article where its
    outlet is unknown. `statements` counts those on whose way it stands; `publishes` says that it is an outlet of the story."""

    id: str
    name: str
    kind: SpeakerKind
    statements: int = 0
    is_agency: bool = False
    publishes: bool = False

    @property
    def sort(self) -> str:
        """What it is, where its name does not tell: `agency`, `not named`, `a document`, `outlet`; else empty."""
        return "agency" if self.is_agency else SORTS.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a way, and what leads to it from the node before: `cites`, `text of`, `quoted by`."""

    node: Node
    relation: str

    @property
    def phrase(self) -> str:
        """What stands before its name where words came through it."""
        return "in the words of" if self.relation == CITES else self.relation


@dataclass(frozen=True, slots=True)
class Way:
    """How the words of some statements came: `through` whom from the outlet inwards to the holder, and on whom the holder
    relies (`beyond`). The statements go by date."""

    through: tuple[Step, ...]
    beyond: tuple[Step, ...]
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """Somebody whom an outlet cites, by all the ways that the words came; the way of most statements first."""

    whom: Node
    ways: tuple[Way, ...]

    @property
    def statements(self) -> tuple[StatementView, ...]:
        """All of them, the earliest first."""
        return tuple(sorted((one for way in self.ways for one in way.statements), key=by_publication))

    @property
    def bases(self) -> tuple[str, ...]:
        """How the holder knows, where the text says it: `basis: a document`."""
        return _bases(self.statements)


@dataclass(frozen=True, slots=True)
class Teller:
    """An outlet with whom it cites. `own` is what it says in its own voice in words that came through others (the text of an
    agency), `unknown` are the statements whose source is known as no speaker."""

    node: Node
    cited: tuple[Cited, ...]
    own: tuple[Way, ...] = ()
    unknown: tuple[StatementView, ...] = ()

    @property
    def statements(self) -> int:
        """How many statements of others with a holder it prints: the sum over those whom it cites."""
        return sum(len(one.statements) for one in self.cited)


@dataclass(frozen=True, slots=True)
class Tie:
    """That words came to `from_` from `to`, in so many statements, the earliest first. `bases` are told of those whose
    holder is `to`."""

    from_: Node
    to: Node
    relation: str
    statements: tuple[StatementView, ...]
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who relies on whom in a story. Nodes, ties and outlets go by how many statements they have, then by name."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    tellers: tuple[Teller, ...]

    @property
    def drawing(self) -> Drawing | None:
        """The ties drawn; None where one outlet alone cites, where nobody does, and where there are too many."""
        return drawing_of(self)


# ------------------------------------------------------------------------------------------------------ the joining

Places = tuple[tuple[str, str], ...]  # nodes by id, each with what leads to it


@dataclass(slots=True)
class _Known:
    """Who is who in a story: the nodes met so far, by id, and the speakers by how their names are spelt."""

    speakers: Mapping[str, SpeakerView]
    spelt: Mapping[str, set[str]]
    voices: Mapping[str, str]  # by outlet the speaker that it is
    statements: Mapping[str, StatementView]
    nodes: dict[str, Node] = field(default_factory=dict)

    def outlet(self, one: StatementView) -> str:
        """The outlet of a statement's article; an unknown one is that of this article alone."""
        name = teller(one.outlet, one.origin)
        id = one.article if one.outlet == UNKNOWN_OUTLET else self.voices.get(one.outlet) or self._named(one.outlet)
        met = self.nodes.get(id)  # somebody may have cited it before
        self.nodes[id] = Node(id, name, SpeakerKind.OUTLET, is_agency=bool(met and met.is_agency), publishes=True)
        return id

    def holder(self, one: StatementView) -> str:
        """Who says it; without a speaker whoever its source is, in the article's words."""
        if one.holder is None:
            node = Node(f"source:{one.id}", one.source or attributes.UNNAMED, SpeakerKind.UNKNOWN)
        else:
            node = Node(one.holder.id, one.holder.name, one.holder.kind)
        self.nodes.setdefault(node.id, node)
        return node.id

    def lost(self, one: StatementView) -> str:
        """Whoever says that in which a statement lies, where that is not on record."""
        id = f"above:{one.parent or one.id}"
        self.nodes.setdefault(id, Node(id, attributes.UNNAMED, SpeakerKind.UNKNOWN))
        return id

    def hop(self, one: Hop) -> str:
        """Who a link of a chain is: the one speaker whose name is spelt so, else all that are named so together."""
        id = self._named(one.name)
        told = self.speakers.get(id)
        kind = told.kind if told else HOP_KINDS.get(one.relation, SpeakerKind.UNKNOWN)
        met = self.nodes.get(id) or Node(id, told.name if told else one.name, kind)
        self.nodes[id] = replace(met, is_agency=met.is_agency or one.relation == "agency")
        return id

    def _named(self, name: str) -> str:
        found = self.spelt.get(plain(name), set())
        return next(iter(found)) if len(found) == 1 else f"name:{plain(name)}"


def sources_of(story: StoryView) -> Attribution:
    """Whom the outlets of a story cite, how often and through whom."""
    said = sorted(
        {one.id: one for article in story.articles for one in article.statements}.values(), key=by_publication
    )
    known = _known(story, said)
    carried: dict[tuple[str, str, str], list[StatementView]] = defaultdict(list)
    ways: dict[str, dict[tuple[str | None, Places, Places], list[StatementView]]] = defaultdict(
        lambda: defaultdict(list)
    )
    met: Counter[str] = Counter()
    for one in said:
        outlet = known.outlet(one)
        through, whom, beyond = _way(one, outlet, known)
        path = [*through, *([(whom, CITES)] if whom else []), *beyond]
        if not path and one.voice is Voice.OWN:
            continue
        ways[outlet][whom, through, beyond].append(one)
        met.update({outlet, *(id for id, _ in path)})
        steps = zip([outlet, *(id for id, _ in path)], path, strict=False)
        for tie in dict.fromkeys((before, id, relation) for before, (id, relation) in steps if before != id):
            carried[tie].append(one)
    nodes = {id: replace(node, statements=met[id]) for id, node in known.nodes.items() if met[id]}
    ties = [Tie(nodes[a], nodes[b], word, tuple(all_), _told(b, all_)) for (a, b, word), all_ in carried.items()]
    return Attribution(
        tuple(sorted(nodes.values(), key=_most)),
        tuple(sorted(ties, key=lambda tie: (-len(tie.statements), _name(tie.from_), _name(tie.to), tie.relation))),
        tuple(
            sorted(
                (_teller(nodes[id], of, nodes) for id, of in ways.items()),
                key=lambda one: (-one.statements, *_name(one.node)),
            )
        ),
    )


def _known(story: StoryView, said: Sequence[StatementView]) -> _Known:
    spelt: dict[str, set[str]] = defaultdict(set)
    for speaker in story.speakers:
        for name in (speaker.name, *(form.text for form in speaker.spellings)):
            spelt[plain(name)].add(speaker.id)
    voices = {one.outlet: one.holder.id for one in said if one.voice is Voice.OWN and one.holder}
    return _Known({one.id: one for one in story.speakers}, spelt, voices, {one.id: one for one in said})


def _way(one: StatementView, outlet: str, known: _Known) -> tuple[Places, str | None, Places]:
    """Through whom a statement came, who holds it (None in the outlet's own voice and where nobody is known to), and on
    whom that one relies. What lies within the words of others came through these."""
    above = [one]
    while (parent := known.statements.get(above[-1].parent or "")) and parent not in above:
        above.append(parent)
    through = [(known.lost(above[-1]), CITES)] if above[-1].depth or above[-1].parent else []
    for each in reversed(above):
        hops = [(known.hop(hop), _relation(hop)) for hop in each.chain if hop.relation not in BEYOND]
        through += [hop for hop in hops if hop[0] not in {outlet, *(id for id, _ in through)}]
        if each is not one and each.voice is Voice.ATTRIBUTED:
            through.append((known.holder(each), CITES))
    if one.holder is None or one.voice is Voice.OWN:
        return _each_once(through, outlet, ""), None, ()
    whom = known.holder(one)
    beyond = [(known.hop(hop), _relation(hop)) for hop in one.chain if hop.relation in BEYOND]
    return _each_once(through, outlet, whom), whom, _each_once(beyond, whom, "")


def _each_once(places: Iterable[tuple[str, str]], before: str, after: str) -> Places:
    """Without what only repeats the place before it: somebody told by himself is told by nobody else."""
    out: list[tuple[str, str]] = []
    for place in places:
        if place[0] != (out[-1][0] if out else before):
            out.append(place)
    return tuple(out[:-1] if out and out[-1][0] == after else out)


def _relation(one: Hop) -> str:
    return attributes.hop(replace(one, name=""))


def _teller(
    node: Node, ways: Mapping[tuple[str | None, Places, Places], Sequence[StatementView]], nodes: Mapping[str, Node]
) -> Teller:
    """An outlet with its statements by whom they are of."""
    by_holder: dict[str, list[Way]] = defaultdict(list)
    own: list[Way] = []
    unknown: list[StatementView] = []
    for (whom, through, beyond), said in ways.items():
        way = Way(_steps(through, nodes), _steps(beyond, nodes), tuple(said))
        if whom is not None:
            by_holder[whom].append(way)
            continue
        unknown += [one for one in said if one.voice is Voice.ATTRIBUTED]
        if itself := tuple(one for one in said if one.voice is Voice.OWN):
            own.append(replace(way, statements=itself))
    cited = [Cited(nodes[id], tuple(sorted(all_, key=_usual))) for id, all_ in by_holder.items()]
    cited.sort(key=lambda one: (-len(one.statements), *_name(one.whom)))
    return Teller(node, tuple(cited), tuple(sorted(own, key=_usual)), tuple(sorted(unknown, key=by_publication)))


def _steps(places: Places, nodes: Mapping[str, Node]) -> tuple[Step, ...]:
    return tuple(Step(nodes[id], relation) for id, relation in places)


def _told(to: str, said: Sequence[StatementView]) -> tuple[str, ...]:
    return _bases([one for one in said if one.holder and one.holder.id == to])


def _bases(said: Iterable[StatementView]) -> tuple[str, ...]:
    found = {one.basis for one in said}
    return tuple(attributes.BASES[basis] for basis in Basis if basis in found and attributes.BASES[basis])


def _name(one: Node) -> tuple[str, str]:
    return one.name, one.id


def _most(one: Node) -> tuple[int, str, str]:
    return -one.statements, *_name(one)


def _usual(one: Way) -> tuple[int, list[tuple[str, str]]]:
    return -len(one.statements), [_name(step.node) for step in (*one.through, *one.beyond)]


# ----------------------------------------------------------------------------------------------- terminal and JSON


def print_sources(view: CorpusView, console: Console) -> None:
    """Story by story and outlet by outlet whom it cites, how often and through whom; how many stories cite nobody."""
    without = 0
    for number, story in enumerate(in_reading_order(view.stories), 1):
        tellers = sources_of(story).tellers
        if not tellers:
            without += 1
            continue
        print_head(number, story, console)
        for one in tellers:
            _print_teller(one, console)
        console.print()
    if without == len(view.stories):
        print_line(console, "No source is cited.")
    elif without:
        print_line(console, f"No source is cited in {count(without, 'other story', 'other stories')}.", style="dim")


def _print_teller(one: Teller, console: Console) -> None:
    said = f" cites, in {count(one.statements, 'statement')}" if one.cited else ""
    print_line(console, f"{_called(one.node, but='outlet')}{said}", 3, hang=2, style="bold")
    for to in one.cited:
        shown = to.ways if len(to.ways) > 1 or to.ways[0].through or to.ways[0].beyond else ()
        ways = [in_words(way) + (f" ({len(way.statements)})" if len(to.ways) > 1 else "") for way in shown]
        notes = [note for note in (_called(to.whom), "; ".join(ways), *to.bases) if note]
        print_line(console, " · ".join(notes), label=f"{len(to.statements):>7}  ", hang=2)
    for way in one.own:
        told = f"{count(len(way.statements), 'statement')} in its own voice: {in_words(way)}"
        print_line(console, told, 5, hang=2, style="dim")
    if one.unknown:
        print_line(console, f"{count(len(one.unknown), 'statement')} of a speaker not found", 5, style="dim")


def _called(one: Node, but: str = "") -> str:
    return isolated(one.name) + (f" ({one.sort})" if one.sort not in ("", but) else "")


def in_words(way: Way) -> str:
    """A way in one line: `text of Ostwire, in the words of the ministry`, `directly`, `directly, based on the report`."""
    through = [f"{step.phrase} {isolated(step.node.name)}" for step in way.through] or ["directly"]
    return ", ".join(through + [f"{step.relation} {isolated(step.node.name)}" for step in way.beyond])


def as_dict(view: CorpusView) -> dict[str, object]:
    """Who relies on whom for programs: stories in reading order; nodes and statements by id, statements as in the export."""
    return {
        "stories": [
            {"story": story.id, "title": story.title, **_attribution(sources_of(story))}
            for story in in_reading_order(view.stories)
        ]
    }


def _attribution(one: Attribution) -> dict[str, object]:
    return {
        "nodes": [
            {name: getattr(node, name) for name in ("id", "name", "kind", "is_agency", "publishes", "statements")}
            for node in one.nodes
        ],
        "ties": [
            {
                "from": tie.from_.id,
                "to": tie.to.id,
                "relation": tie.relation,
                "basis": list(tie.bases),
                "statements": _ids(tie.statements),
            }
            for tie in one.ties
        ],
        "outlets": [
            {
                "outlet": teller.node.id,
                "cites": [{"whom": to.whom.id, "ways": list(map(_route, to.ways))} for to in teller.cited],
                "own": list(map(_route, teller.own)),
                "unknown": _ids(teller.unknown),
            }
            for teller in one.tellers
        ],
    }


def _route(way: Way) -> dict[str, object]:
    return {
        "through": [{"node": step.node.id, "relation": step.relation} for step in way.through],
        "beyond": [{"node": step.node.id, "relation": step.relation} for step in way.beyond],
        "statements": _ids(way.statements),
    }


def _ids(said: Iterable[StatementView]) -> list[str]:
    return [one.id for one in said]
