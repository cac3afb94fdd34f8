"""Who speaks for a body (`Selk's spokeswoman`), and bodies that nobody names but in the roles of their voices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dissensus.langs import Language
from dissensus.records import Maker, Mention, MentionKind, Span, SpeakerKind, make_id
from dissensus.stages.link.names import given_gender, person
from dissensus.stages.link.scripts import name_key
from dissensus.stages.link.speakers import Entity, Register
from dissensus.text import tokens


def spokesmen(
    register: Register, entities: Sequence[Entity], texts: Mapping[str, str]
) -> Iterator[tuple[Entity, Entity, str]]:
    """Of these entities each who is called somebody's voice, the body that it speaks for, which need not say anything itself,
    and what the voice calls it."""
    seen = set()
    for entity in entities:
        if entity.kind not in (SpeakerKind.PERSON, SpeakerKind.ANONYMOUS):
            continue
        for mention in [m for m in entity.mentions if _voices(m, texts, register.language)]:
            of = mention.of or _seat_of(mention, texts, register.language)
            body = _body_of(register, mention, of) if of else None
            if not of or body is None or body is entity or (id(entity), id(body)) in seen:
                continue
            seen.add((id(entity), id(body)))
            yield entity, body, of


def spoken_for(
    register: Register, mentions: Sequence[Mention], texts: Mapping[str, str], maker: Maker
) -> Iterator[Mention]:
    """Bodies that are named in the roles of their voices alone, each where it is named first: `the ministry` is looked for
    among them, too."""
    for mention in mentions:
        of, span = mention.of or "", mention.span
        if not of or not _voices(mention, texts, register.language) or _body_of(register, mention, of) is not None:
            continue
        key = name_key(of)
        start = texts[span.article].find(of, span.start, span.end)
        tells = len(key.split()) > 1 or of.isupper() or any(w in register.language.role_nouns for w in key.split())
        if start < 0 or not tells:
            continue
        at = Span(span.article, span.part, start, start + len(of))
        kind = SpeakerKind.PERSON if given_gender(person(of)) else SpeakerKind.BODY
        made = Mention(make_id("mention", at), at, MentionKind.NAME, of, kind, maker)
        body = register.add(Entity(kind, of))
        register.key(body, key)
        register.put(made, body)
        yield made


def _voices(mention: Mention, texts: Mapping[str, str], language: Language) -> bool:
    """Is a noun of somebody's voice among the words of a mention?"""
    words = {w.low for w in tokens(texts[mention.span.article], mention.span.start, mention.span.end)}
    return bool(words & language.voice_nouns) or any(title <= words for title in language.links.voice_titles)


def _seat_of(mention: Mention, texts: Mapping[str, str], language: Language) -> str | None:
    """The house that governs in the words of a voice's role (`the kremlin's spokesman`)."""
    text = texts[mention.span.article][mention.span.start : mention.span.end].lower()
    return next((seat for seat in sorted(language.pointing.seats) if seat in text), None)


def _body_of(register: Register, mention: Mention, of: str) -> Entity | None:
    """The body that a voice speaks for: who is known by that name."""
    key = name_key(of)
    known = register.keyed.get(key) or next((e for e in register.entities if e.words == key.split()), None)
    return known if known is not None and known.mentions and register.of.get(mention.id) is not known else None
