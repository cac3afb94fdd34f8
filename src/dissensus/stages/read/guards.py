"""What only looks like a saying, and who can speak."""

from __future__ import annotations

from dissensus.stages.read import clauses
from dissensus.stages.read.draft import Pair
from dissensus.stages.read.scan import Found, Unit

SURE = frozenset({"trailing", "colon", "according_to", "stated_by", "as_stated_by", "owned_noun"})
PLAIN_SAYING = frozenset({"say", "add"})
MAX_THING = 4  # words
SOME = frozenset("who many some others most few everyone everybody nobody anyone someone those".split())


def names_a_speaker(unit: Unit, source: Pair, lemma: str, rule: str, sure: bool) -> bool:
    """Can these words speak: a name, a pronoun, a role. Rules whose shape is plain already need no such proof."""
    if rule in SURE or sure:
        return True
    inside = [w for w in unit.words if source[0] <= w.start < source[1]]
    language = unit.language
    if lemma in PLAIN_SAYING and inside and inside[0].low in clauses.ARTICLES and len(inside) <= MAX_THING:
        return True  # `the clip says`: whatever says is somebody
    if inside and inside[0] is unit.words[0] and inside[0].text[0].islower():
        return True  # who opens a sentence in lower case writes a name small
    return any(
        (w.is_capital and (w is not unit.words[0] or w.low not in language.stopwords))
        or w.low in language.pronouns
        or w.low in language.role_nouns
        or w.low in SOME
        for w in inside
    )


def is_noun_here(unit: Unit, found: Found) -> bool:
    """`the dispute`, `her claims`, `of fear`: a form that can be a noun, after a word that only stands before nouns."""
    before = unit.low(found.first - 1)
    form = unit.low(found.first)
    bare = form in (found.cue.lemma, found.cue.lemma + "s")
    if (
        before in clauses.ARTICLES
        or before in clauses.PREPOSITIONS
        or before in ("of", "no", "any", "about", "regarding", "concerning")
    ):
        return not found.cue.participle
    after_cue = any(other.last == found.first and not other.cue.noun for other in unit.cues)
    if bare and (after_cue or unit.low(found.last) in ("made", "by")):
        return True
    return bare and (before.endswith("'s") or (unit.low(found.last) == "of" and before not in unit.language.pronouns))


def is_bare_infinitive(unit: Unit, found: Found) -> bool:
    """`called on them to condemn`: said of somebody, by nobody."""
    first, _, _ = clauses.verb_group(unit, found.first)
    return unit.low(first) == "to" and unit.low(first - 1) not in clauses.HELPERS


def commits_nobody(unit: Unit, found: Found) -> bool:
    """`neither confirmed nor denied`, `nobody denied`, `asked whether he denied`, `if he says`: nobody takes a side."""
    if found.cue.noun or found.cue.participle:
        return False
    first, _, _ = clauses.verb_group(unit, found.first)
    if unit.low(first - 1) in ("nor", "neither"):
        return True
    subject = clauses.subject_before(unit, first)
    if subject is None:
        return False
    opening = unit.low(subject[0])
    nobody = opening in ("nobody", "none", "neither") or (opening == "no" and unit.low(subject[0] + 1) == "one")
    return nobody or (subject[0] > 0 and unit.low(subject[0] - 1) in ("whether", "if", "unless"))
