"""Phrases whose own words tell whom they stand for: a state's side, the authors of a paper's article, what somebody has just
put forward."""

from __future__ import annotations

from collections.abc import Callable

from dissensus.records import Act, Mention, SpeakerKind, Statement
from dissensus.stages.link.introduced import kind_of
from dissensus.stages.link.places import look_up
from dissensus.stages.link.pronouns import Meant
from dissensus.stages.link.scene import Scene, plain_words
from dissensus.stages.link.speakers import Entity, Register
from dissensus.text import tokens

LAST = 2  # sentences back in which somebody put forward what `these proposals` are

Rule = Callable[[Register, Scene, Mention], Meant | None]


def stands_for(register: Register, view: Scene, mention: Mention) -> Meant | None:
    """Whom the words of a source alone tell it to be; None for most."""
    return next((meant for rule in RULES if (meant := rule(register, view, mention))), None)


def _side_of_a_state(register: Register, view: Scene, mention: Mention) -> Meant | None:
    """`the Ukrainian side`, `the Kiev regime`."""
    words, pointing = plain_words(view.text, mention.span), view.language.pointing
    if not 2 <= len(words) <= 3 or words[-1].low not in pointing.sides or not words[-2].is_capital:
        return None
    known = look_up(pointing.peoples.get(words[-2].low, words[-2].text))
    state = (known.name if known.country else known.capital_of) if known else None
    if state is None:
        return None
    id = f"state:{state}"
    entity = register.known.get(id) or register.add(Entity(SpeakerKind.STATE, state, known=id))
    return Meant(entity, f"the {words[-1].low} of {state}")


def _land(_: Register, view: Scene, mention: Mention) -> Meant | None:
    """`the kingdom`: the state that was named last."""
    words = [w.low for w in plain_words(view.text, mention.span)]
    if len(words) != 2 or words[0] != view.language.grammar.the or words[1] not in view.language.pointing.lands:
        return None
    number = view.number(mention.span.start)
    for seen in reversed(view.seen):
        near = number - seen.sentence <= LAST and seen.mention.span < mention.span
        if near and seen.entity.kind is SpeakerKind.STATE:
            return Meant(seen.entity, "the state just named")
    return None


def _authors_of_an_article(_: Register, view: Scene, mention: Mention) -> Meant | None:
    """`the authors of the article`: the outlet that published it."""
    language = view.language
    words = [w.low for w in plain_words(view.text, mention.span)]
    writers = language.pointing.writers
    if len(words) < 3 or words[-1] not in language.links.published or not writers.intersection(words[:2]):
        return None
    for seen in reversed(view.seen):
        if seen.entity.kind is SpeakerKind.OUTLET and seen.mention.span < mention.span:
            return Meant(seen.entity, "who published it")
    return None


def _put_forward(_: Register, view: Scene, mention: Mention) -> Meant | None:
    """`these proposals`, after `Doe put forward proposals`: whoever did. A bare `this` that denies: who spoke before it."""
    words = plain_words(view.text, mention.span)
    if (
        not words
        or len(words) > 2
        or words[0].low not in view.language.grammar.articles | view.language.attributes.pointing
    ):
        return None
    if words[0].low in view.language.grammar.plain_articles or words[0].low in view.language.pronouns:
        return None
    if view.in_quotation(mention.span.start):
        return None
    own = view.by_source.get(mention.span)
    before = [s for s in view.said if s is not own and not s.parent and s.source[0] < mention.span]
    before = [s for s in before if view.number(mention.span.start) - view.number(s.source[0].start) <= LAST]
    if len(words) == 1:
        denies = own is not None and own.act is Act.DENIES and own.parent is None
        before = before[-1:] if denies else []
    else:
        cue = view.language.cues.get(f"{view.language.grammar.the} {words[1].low}")
        if cue is None or not cue.noun or kind_of(words[1].low, view.language) is not SpeakerKind.UNKNOWN:
            return None
        before = [s for s in before if words[1].low in _words(view, s)]
    entity = next((view.holder(s.source[0]) for s in reversed(before)), None)
    return Meant(entity, "who said so before") if entity is not None else None


def _words(view: Scene, statement: Statement) -> set[str]:
    spans = (*statement.cue, *statement.content)
    return {w.low for span in spans for w in tokens(view.text, span.start, span.end)}


RULES: tuple[Rule, ...] = (_side_of_a_state, _land, _authors_of_an_article, _put_forward)
