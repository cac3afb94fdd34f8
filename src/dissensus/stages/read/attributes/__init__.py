"""What a statement does besides being said, told by the text and its spans alone, whoever found them.

`describe` puts all together: kind and edits (`kind.py`), act (`acts.py`), negation and polarity (`negation.py`), hedges
(`hedges.py`), the target (`targets.py`), conditions (`conditions.py`), the chain (`chains.py`), the basis (`basis.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dissensus.langs import Language
from dissensus.records import Act, Anonymous, Basis, Kind, Polarity, SpeakerKind
from dissensus.stages.read.anonymous import anonymous
from dissensus.stages.read.attributes.acts import Did, act_of, keeps_silent
from dissensus.stages.read.attributes.basis import basis_of
from dissensus.stages.read.attributes.chains import Link, agency, chain_of
from dissensus.stages.read.attributes.conditions import conditions
from dissensus.stages.read.attributes.hedges import hedged
from dissensus.stages.read.attributes.kind import edits, kind
from dissensus.stages.read.attributes.negation import negation
from dissensus.stages.read.attributes.spans import Pair, Spans
from dissensus.stages.read.attributes.targets import Aim, aim, only_points_back
from dissensus.stages.read.sources import who

__all__ = [
    "Aim",
    "Attributes",
    "Did",
    "Link",
    "Spans",
    "act_of",
    "agency",
    "anonymous",
    "basis_of",
    "chain_of",
    "describe",
    "edits",
    "kind",
    "negation",
    "only_points_back",
]


@dataclass(frozen=True, slots=True)
class Attributes:
    """All that is told of one statement beyond its spans. `because` names what decided where it is not plain."""

    kind: Kind
    act: Act
    polarity: Polarity
    negation: tuple[Pair, ...] = ()
    hedges: tuple[Pair, ...] = ()
    certainty: float = 1.0
    edits: tuple[Pair, ...] = ()
    conditions: tuple[Pair, ...] = ()
    target: Aim | None = None
    basis: Basis = Basis.NONE
    anonymous: Anonymous | None = None
    chain: tuple[Link, ...] = ()
    because: tuple[str, ...] = ()


def describe(text: str, said: Spans, around: Pair, language: Language) -> Attributes:
    """The attributes of a statement. `around` are the bounds of the sentences in which it stands; nothing outside of them
    and of its own spans is looked at. The order of spans does not matter. Without source and cue it is the outlet's own
    voice: no chain, no target."""
    source, cue, content = (tuple(sorted(spans)) for spans in (said.source, said.cue, said.content))
    did = act_of(text, cue, content, language, source, around=around)
    negated, polarity = negation(text, content, language, naming=did.naming)
    if did.negation:
        polarity = Polarity.POSITIVE if polarity is Polarity.NEGATIVE else Polarity.NEGATIVE
    speaker = who(text, *source[0], language).speaker if source else None
    links = chain_of(text, around, source, content, language) if source or cue else ()
    unnamed = _anonymous(text, source, links, language)
    own = not source and not cue  # or a quotation that nobody is said to have spoken
    carried = kind(text, content)
    kind_of = SpeakerKind.ANONYMOUS if unnamed else speaker
    held_back, sure = hedged(text, cue, content, language)
    found = Basis.NONE if own else basis_of(text, around, content, kind_of, language)
    return Attributes(
        kind=Kind.INDIRECT if own and carried is not Kind.DIRECT else carried,
        act=Act.ASSERTS if own else did.act,
        polarity=polarity,
        negation=tuple(sorted({*negated, *did.negation})),
        hedges=held_back,
        certainty=sure,
        edits=edits(text, content),
        conditions=() if own else conditions(text, did.act, content, language),
        target=aim(text, did, Spans(source, cue, content), around, language) if cue else None,
        basis=found,
        anonymous=unnamed,
        chain=links,
        because=(
            *(("cue_negated",) if did.negated else ()),
            *(("act_by_default",) if cue and not did.phrase else ()),
            *(("keeps_silent",) if keeps_silent(text, did, content, language) else ()),
        ),
    )


def _anonymous(text: str, source: Sequence[Pair], links: Sequence[Link], language: Language) -> Anonymous | None:
    """The people without a name who say it, or on whom it rests."""
    spans = [*source[:1], *(span for link in links if link.relation == "based_on" for span in link.spans)]
    return next(filter(None, (anonymous(text, a, b, language) for a, b in spans)), None)
