"""check: a typed sentence against a corpus. Who asserts it, who denies it, who doubts it, who only reports it.

The sentence is read as an article's sentences are (`sentence.py`). What may be about it comes from the store's search, never
from all statements (`corpus.py`); each is judged by a function that a net can replace (`pairs.py`). Statements that `link` put
under one claim with one of these come along. What is found are positions, as `judge` gives them, of a claim that nobody
keeps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dissensus.check.by_net import NetOfClaims, judge_all
from dissensus.check.corpus import Corpus, Setting
from dissensus.check.findings import SIDES, Finding, finding, positions
from dissensus.check.pairs import Bearing, PairJudge, Proposition, Ruling, judge_pair, objection
from dissensus.check.sentence import Sentence, read_sentence
from dissensus.records import Edge, Position, Relation, Statement, Verdict, make_id
from dissensus.stages.link.claims import TAKES_SIDE, likeness
from dissensus.store import Store

NEAREST = 5  # statements that are told where nobody speaks of it
NEAR = 0.15  # likeness from which one is near at all
ALONG = 0.90  # score of a link to a claim from which its statement comes along


@dataclass(frozen=True, slots=True)
class Near:
    """A statement that is no answer and the nearest there is: how alike (0 to 1), and why it is none."""

    statement: Statement
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence and who takes which stand on it, sorted by stance, article and holder. `read_as` are the words that were
    looked for, without who is typed to say them; `negated` tells that the sentence says it is not so. `near` is given
    where nobody asserts, denies or doubts it."""

    typed: str
    read_as: str
    negated: bool
    language: str
    claim: str
    positions: tuple[Position, ...]
    near: tuple[Near, ...]


class Checker:
    """Checks one sentence after the other against a store, and remembers the articles that it read."""

    def __init__(self, store: Store, judge: PairJudge = judge_pair, net: NetOfClaims | None = None) -> None:
        """Over an open store, which is only read; `net` tells what a statement is to a sentence in the languages that it
        reads, `judge` in all others."""
        self._corpus = Corpus(store)
        self._judge = judge
        self._net = net

    def check(self, typed: str, language: str | None = None) -> Checked:
        """Who speaks of a sentence. `language` is its code, told by its words without it. ClaimError for what cannot be
        looked for, StoreError for a store that cannot be read."""
        sentence = read_sentence(typed, language)
        net = self._net if self._net is not None and sentence.language.code in self._net.languages else None
        statements = self._corpus.near(sentence) if net is None else self._corpus.around(sentence)
        setting = Setting(self._corpus, sentence, statements)
        claim = setting.claim()
        sided = [(s, p) for s in statements if (p := setting.statement(s)) is not None]
        told = [p for _, p in sided]
        judged = [self._judge(claim, p) for p in told] if net is None else judge_all(claim, told, net)
        rulings = {s.id: (s, p, ruling) for (s, p), ruling in zip(sided, judged, strict=True)}
        found = [f for s, _, ruling in rulings.values() if (f := finding(s, ruling)) is not None]
        found += self._along(sentence, claim, rulings)
        id = make_id("claim", "typed", sentence.language.code, sentence.content, claim.sign)
        held = tuple(positions(id, found, self._corpus))
        answered = any(p.stance in SIDES for p in held)
        near = () if answered else _nearest(statements, rulings, setting, claim)
        return Checked(sentence.typed, sentence.content, claim.sign < 0, sentence.language.code, id, held, near)

    def _along(
        self, sentence: Sentence, claim: Proposition, rulings: Mapping[str, tuple[Statement, Proposition, Ruling]]
    ) -> list[Finding]:
        """What stands under one claim with a statement that speaks of the sentence, on the side that its edge tells. A claim
        of which two such statements tell different sides brings nothing."""
        sides = {id: _side(ruling) for id, (_, _, ruling) in rulings.items()}
        linked = self._corpus.edges([id for id, side in sides.items() if side], Relation.SAME_CLAIM)
        out: dict[str, Finding] = {}
        for _, edges in sorted(self._corpus.by_claims(linked).items()):
            votes = {sides[e.left] * _sign(e) for e in edges if sides.get(e.left)}
            if len(votes - {0}) != 1:
                continue
            side = max(votes, key=abs)
            more = {e.left: e for e in edges if not sides.get(e.left) and _sign(e) and e.score >= ALONG}
            for statement, proposition in self._read(sentence, more):
                edge = more[statement.id]
                if objection(claim, proposition):
                    continue
                bearing = Bearing.SAME if side * _sign(edge) > 0 else Bearing.OPPOSED
                score = min(edge.score, max(rulings[e.left][2].score for e in edges if sides.get(e.left)))
                ruling = Ruling(bearing, score, ("under one claim with another answer", *edge.because))
                new = finding(statement, ruling)
                if new is not None and (statement.id not in out or score > out[statement.id].score):
                    out[statement.id] = new
        return list(out.values())

    def _read(self, sentence: Sentence, edges: Mapping[str, Edge]) -> list[tuple[Statement, Proposition]]:
        found = [s for id in sorted(edges) if (s := self._corpus.store.get(Statement, id)) is not None]
        self._corpus.known({s.article for s in found})
        setting = Setting(self._corpus, sentence, found)
        return [(s, p) for s in found if (p := setting.statement(s)) is not None]


def _side(ruling: Ruling) -> int:
    return {Bearing.SAME: 1, Bearing.OPPOSED: -1}.get(ruling.bearing, 0)


def _sign(edge: Edge) -> int:
    return {Verdict.SAME: 1, Verdict.DIFFERENT: -1}.get(edge.verdict, 0)


def _nearest(
    statements: Sequence[Statement],
    rulings: Mapping[str, tuple[Statement, Proposition, Ruling]],
    setting: Setting,
    claim: Proposition,
) -> tuple[Near, ...]:
    """The statements that share most with a sentence and are no answer, of one wording one, with the reason why not."""
    out: dict[str, Near] = {}
    for s in statements:
        if s.id in rulings:
            near = Near(s, rulings[s.id][2].near, rulings[s.id][2].because)
        else:
            side = f"takes no side: {s.act}" if s.act not in TAKES_SIDE else "takes no side"
            near = Near(s, likeness(claim.bag, setting.bag(s), 1), (side,))
        words = setting.words(s)
        if near.score >= NEAR and (words not in out or _rank(near) < _rank(out[words])):
            out[words] = near
    best = sorted(out.values(), key=_rank)[:NEAREST]
    against = [objection(claim, rulings[n.statement.id][1]) if n.statement.id in rulings else "" for n in best]
    return tuple(
        replace(n, because=tuple(dict.fromkeys([why, *n.because]))) if why else n
        for n, why in zip(best, against, strict=True)
    )


def _rank(near: Near) -> tuple[float, str, str]:
    return -near.score, near.statement.article, near.statement.id
