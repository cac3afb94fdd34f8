"""What only looks like a saying, and who can speak."""

from __future__ import annotations

from dissensus.stages.read import clauses
from dissensus.stages.read.draft import Pair
from dissensus.stages.read.scan import Found, Unit

SURE = frozenset({"trailing", "colon", "according_to", "stated_by", "as_stated_by", "owned_noun"})
MAX_THING = 4  # words


def names_a_speaker(unit: Unit, source: Pair, lemma: str, rule: str, sure: bool) -> bool:
    """Can these words speak: a name, a pronoun, a role. Rules whose shape is plain already need no such proof."""
    if rule in SURE or sure:
        return True
    inside = [w for w in unit.words if source[0] <= w.start < source[1]]
    language, grammar = unit.language, unit.language.grammar
    if lemma in grammar.plain_sayings and inside and inside[0].low in grammar.articles and len(inside) <= MAX_THING:
        return True  # `the clip says`: whatever says is somebody
    if inside and inside[0] is unit.words[0] and inside[0].text[0].islower():
        return True  # who opens a sentence in lower case writes a name small
    return any(
        (w.is_capital and (w is not unit.words[0] or w.low not in language.stopwords))
        or w.low in language.pronouns
        or w.low in language.role_nouns
        or w.low in grammar.some
        for w in inside
    )


def is_noun_here(unit: Unit, found: Found) -> bool:
    """`the dispute`, `her claims`, `of fear`: a form that can be a noun, after a word that only stands before nouns."""
    grammar = unit.language.grammar
    before = unit.low(found.first - 1)
    form = unit.low(found.first)
    bare = form in (found.cue.lemma, found.cue.lemma + grammar.plural)
    if (
        before in grammar.articles
        or before in grammar.prepositions
        or before in grammar.of_or_about
        or before in grammar.no_or_any
    ):
        return not found.cue.participle
    after_cue = any(other.last == found.first and not other.cue.noun for other in unit.cues)
    if bare and (after_cue or (unit.low(found.last) in grammar.made or unit.low(found.last) == grammar.by)):
        return True
    return bare and (
        before.endswith(grammar.owner_endings[:1])
        or (unit.low(found.last) == grammar.of and before not in unit.language.pronouns)
    )


def is_bare_infinitive(unit: Unit, found: Found) -> bool:
    """`called on them to condemn`: said of somebody, by nobody."""
    first, _, _ = clauses.verb_group(unit, found.first)
    return unit.low(first) == unit.language.grammar.to and unit.low(first - 1) not in unit.language.grammar.helpers


def commits_nobody(unit: Unit, found: Found) -> bool:
    """`neither confirmed nor denied`, `nobody denied`, `asked whether he denied`, `if he says`: nobody takes a side."""
    if found.cue.noun or found.cue.participle:
        return False
    grammar = unit.language.grammar
    first, _, _ = clauses.verb_group(unit, found.first)
    if unit.low(first - 1) in grammar.neither:
        return True
    subject = clauses.subject_before(unit, first)
    if subject is None:
        return False
    opening = unit.low(subject[0])
    nobody = opening in grammar.nobody or (opening, unit.low(subject[0] + 1)) == grammar.no_one
    return nobody or (subject[0] > 0 and unit.low(subject[0] - 1) in grammar.conditions)
