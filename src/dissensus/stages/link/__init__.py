"""link: which mentions are one speaker, which statements are about one claim.

Works on one storyline at a time: its articles, statements and mentions go in; speakers, places, claims and the edges between
them come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dissensus.langs import Language, read_languages
from dissensus.records import (
    Act,
    Article,
    Claim,
    Edge,
    Maker,
    Mention,
    MentionKind,
    Place,
    Quantity,
    Record,
    Relation,
    Span,
    Speaker,
    SpeakerKind,
    Spelling,
    Statement,
    Verdict,
    Voice,
    make_id,
)
from dissensus.stages.link import numbers
from dissensus.stages.link.claims import Cluster, Item, clusters, items, likeness
from dissensus.stages.link.introduced import introduced
from dissensus.stages.link.joined import join
from dissensus.stages.link.names import given_gender, person
from dissensus.stages.link.narrators import WRITER
from dissensus.stages.link.places import look_up
from dissensus.stages.link.pointing import point
from dissensus.stages.link.pronouns import WORDS_OF
from dissensus.stages.link.scripts import flagged, name_key
from dissensus.stages.link.speakers import Entity, Register, resolve, speaker
from dissensus.text import tokens

VERSION = "5"
MAKER = Maker("link", VERSION)
UNKNOWN_OUTLET = "unknown outlet"
IN_OWN_WORDS = 0.8  # how sure it is that `I` in somebody's words is that somebody


def link(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    quantities: Sequence[Quantity],
    stories: Mapping[str, str],
) -> Iterator[Record]:
    """`stories` says for each article its story. Articles that cannot be read add nothing."""
    languages = read_languages()
    ordered = sorted(
        (a for a in articles if a.language in languages), key=lambda a: (a.published.value or "9999", a.id)
    )
    if not ordered:
        return
    language = languages[ordered[0].language or ""]
    by_article = {a.id: a for a in ordered}
    said = sorted(
        (s for s in statements if s.article in by_article),
        key=lambda s: (s.article, s.content[0] if s.content else s.id, s.id),
    )
    texts = {a.id: a.parts.text for a in ordered}
    mentions = introduced(mentions, texts, language, frozenset(span for s in said for span in s.source))
    register = resolve(ordered, mentions, language)
    join(register)
    mentions = [*mentions, *_spoken_for(register, mentions, texts)]
    _quoting(register, said)
    why = point(register, ordered, mentions, said)
    by_span = {m.span: m for m in mentions}
    made: dict[int, Speaker] = {}
    holders: dict[str, str] = {}
    edges: list[Edge] = []
    for s in said:
        if s.voice is Voice.OWN:
            voice = _outlet(by_article[s.article], made, register, texts)
            holders[s.id] = voice.id
            edges.append(_edge(s.id, voice.id, Relation.HELD_BY, 1.0, ("the outlet's own voice",)))
            continue
        mention = by_span.get(s.source[0]) if s.source else None
        entity = register.of.get(mention.id) if mention else None
        if mention is not None and why.get(mention.id) == WRITER:
            voice = _outlet(by_article[s.article], made, register, texts)
            holders[s.id] = voice.id
            edges.append(_edge(s.id, voice.id, Relation.HELD_BY, IN_OWN_WORDS, (WRITER,)))
            continue
        if entity is None or mention is None:
            continue
        record = made[id(entity)] = made.get(id(entity)) or speaker(entity, texts, MAKER)
        holders[s.id] = record.id
        edges.append(_edge(s.id, record.id, Relation.HELD_BY, *_why_held(mention, entity, why)))
    edges += _targets(said, register, mentions, made)
    edges += _spokesmen(register, made, texts)
    yield from sorted(flagged({s.id: s for s in made.values()}.values(), language.script), key=lambda s: s.id)
    yield from _places(register, texts)
    sided = items(said, by_article, holders, stories, language)
    yield from _claims(
        [*clusters(sided), *numbers.clusters(sided, quantities, by_article, language)], by_article, language
    )
    yield from edges


def _quoting(register: Register, said: Sequence[Statement]) -> None:
    """Who quotes others is an outlet, if nothing tells otherwise."""
    for hop in (hop for s in said for hop in s.chain if hop.relation == "quoted_by"):
        key = name_key(hop.name).removeprefix(f"{register.language.grammar.the} ")
        entity = register.keyed.get(key) or register.keyed.get(key.rpartition(" ")[2])
        if entity is not None and entity.kind is SpeakerKind.UNKNOWN and entity.known is None:
            entity.kind = SpeakerKind.OUTLET


def _edge(left: str, right: str, relation: Relation, score: float, because: tuple[str, ...]) -> Edge:
    return Edge(make_id("edge", relation, left, right), left, right, relation, Verdict.SAME, score, because, MAKER)


def _outlet(article: Article, made: dict[int, Speaker], register: Register, texts: Mapping[str, str]) -> Speaker:
    """The outlet as the holder of its own sentences, one with whoever others quote by that name; without a name each
    article's is its own."""
    language = register.language
    named = name_key(article.outlet or "").removeprefix(f"{language.grammar.the} ")
    quoted = next((e for e in register.entities if named and e.kind is SpeakerKind.OUTLET and named in e.keys), None)
    if quoted is not None:
        record = made[id(quoted)] = made.get(id(quoted)) or speaker(quoted, texts, MAKER)
        return record
    key = make_id("speaker", "outlet", article.outlet or article.id)
    known = next((s for s in made.values() if s.id == key), None)
    if known is None:
        name = article.outlet or UNKNOWN_OUTLET
        known = Speaker(key, name, SpeakerKind.OUTLET, (), (Spelling(name, 1),), MAKER)
        made[-len(made) - 1] = known
    return known


def _why_held(mention: Mention, entity: Entity, why: Mapping[str, str]) -> tuple[float, tuple[str, ...]]:
    """How sure a mention is its speaker's, and why: names are surest, pronouns least."""
    reason = why.get(mention.id, "")
    if mention.kind is MentionKind.NAME:
        return 0.95, (f"named: {mention.name}",)
    if reason == WORDS_OF:
        return IN_OWN_WORDS, ("first person in the words of its holder",)
    if mention.kind is MentionKind.PRONOUN:
        return 0.7, (f"pronoun: {mention.name}", f"{reason}: {entity.name}")
    return (
        (0.75, (f"role: {mention.name}", f"called so: {entity.name}"))
        if entity.kind is SpeakerKind.PERSON
        else (0.8, (f"role: {mention.name}",))
    )


def _targets(
    said: Sequence[Statement],
    register: Register,
    mentions: Sequence[Mention],
    made: dict[int, Speaker],
) -> Iterator[Edge]:
    """Whose words a denial denies: somebody named in what is denied who holds statements, or the holder of its target."""
    held = {span: register.of[m.id] for m in mentions if m.id in register.of for span in (m.span,)}
    by_id = {s.id: s for s in said}
    for s in said:
        if s.act is not Act.DENIES or s.target is None:
            continue
        inside = [
            e for span, e in sorted(held.items()) if any(_within(span, c) for c in s.target.spans) and id(e) in made
        ]
        earlier = by_id.get(s.target.statement or "")
        if not inside and earlier is not None and earlier.source:
            entity = held.get(earlier.source[0])
            inside = [entity] if entity and id(entity) in made else []
        if inside:
            record = made[id(inside[0])]
            yield _edge(s.id, record.id, Relation.TARGETS, 0.7, (f"named in what is denied: {record.name}",))


def _within(inner: Span, outer: Span) -> bool:
    return inner.article == outer.article and outer.start <= inner.start and inner.end <= outer.end


def _spokesmen(register: Register, made: dict[int, Speaker], texts: Mapping[str, str]) -> Iterator[Edge]:
    """Who is called somebody's voice speaks for that body, which need not say anything itself."""
    seen = set()
    for entity in list(register.entities):
        if entity.kind not in (SpeakerKind.PERSON, SpeakerKind.ANONYMOUS) or id(entity) not in made:
            continue
        for mention in [m for m in entity.mentions if _voices(m, texts, register.language)]:
            of = mention.of or _seat_of(mention, texts, register.language)
            body = _body_of(register, mention, of) if of else None
            if body is None or body is entity or (id(entity), id(body)) in seen:
                continue
            seen.add((id(entity), id(body)))
            record = made[id(body)] = made.get(id(body)) or speaker(body, texts, MAKER)
            yield _edge(made[id(entity)].id, record.id, Relation.SPEAKS_FOR, 0.8, (f"of: {of}",))


def _voices(mention: Mention, texts: Mapping[str, str], language: Language) -> bool:
    """Is a noun of somebody's voice among the words of a mention?"""
    words = {w.low for w in tokens(texts[mention.span.article], mention.span.start, mention.span.end)}
    return bool(words & language.voice_nouns) or any(title <= words for title in language.links.voice_titles)


def _seat_of(mention: Mention, texts: Mapping[str, str], language: Language) -> str | None:
    """The house that governs in the words of a voice's role (`the kremlin's spokesman`)."""
    text = texts[mention.span.article][mention.span.start : mention.span.end].lower()
    return next((seat for seat in sorted(language.pointing.seats) if seat in text), None)


def _spoken_for(register: Register, mentions: Sequence[Mention], texts: Mapping[str, str]) -> Iterator[Mention]:
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
        made = Mention(make_id("mention", at), at, MentionKind.NAME, of, kind, MAKER)
        body = register.add(Entity(kind, of))
        register.key(body, key)
        register.put(made, body)
        yield made


def _body_of(register: Register, mention: Mention, of: str) -> Entity | None:
    """The body that a voice speaks for: who is known by that name."""
    key = name_key(of)
    known = register.keyed.get(key) or next((e for e in register.entities if e.words == key.split()), None)
    return known if known is not None and known.mentions and register.of.get(mention.id) is not known else None


def _places(register: Register, texts: Mapping[str, str]) -> Iterator[Place]:
    for entity in sorted(register.entities, key=lambda e: e.name):
        if entity.known is None or not entity.mentions:
            continue
        known = look_up(entity.name)
        record = speaker(entity, texts, MAKER)
        degrees = (known.latitude, known.longitude) if known else (None, None)
        ids = (known.id,) if known else ()
        yield Place(
            make_id("place", entity.known, record.mentions[0]),
            entity.name,
            record.mentions,
            record.spellings,
            MAKER,
            *degrees,
            ids,
        )


# --------------------------------------------------------------------------------------------------------- claims


def _claims(found: Sequence[Cluster], articles: Mapping[str, Article], language: Language) -> Iterator[Record]:
    known = set()
    for cluster in found:
        wording = _wording(cluster, language)
        s = wording.statement
        text = articles[s.article].parts.text
        spans = tuple(_bare(text, span) for span in s.content)
        span = spans[0]
        id_ = make_id(
            "claim", s.article, s.part, s.content, sorted((i.statement.id, side) for i, side, _, _ in cluster.items)
        )
        if id_ in known:  # the same statements on the same sides, found on two ways
            continue
        known.add(id_)
        worded = " … ".join(" ".join(text[c.start : c.end].split()) for c in spans)
        yield Claim(id_, _trim(worded, language), span.article, span.part, spans, MAKER)
        # A denial's content is what is denied; a plain `there were no talks` is worded as it is meant.
        sign = 1 if s.act in (Act.DENIES, Act.DOUBTS) else next(g for i, g, _, _ in cluster.items if i is wording)
        for item, side, score, because in cluster.items:
            verdict = Verdict.SAME if side == sign else Verdict.DIFFERENT
            yield Edge(
                make_id("edge", Relation.SAME_CLAIM, item.statement.id, id_),
                item.statement.id,
                id_,
                Relation.SAME_CLAIM,
                verdict,
                score,
                because,
                MAKER,
            )


def _bare(text: str, span: Span) -> Span:
    """The passage without the quotation marks around all of it, and the comma before the closing one."""
    start, end = span.start, span.end
    inner = text[start + 1 : end - 1]
    if end - start > 2 and text[start] in '“"«„‘' and text[end - 1] in '”"»“’' and not set('“”"«»„') & set(inner):
        start, end = start + 1, end - 1
    while end - start > 1 and text[end - 1] in ", ":
        end -= 1
    return Span(span.article, span.part, start, end)


def _trim(wording: str, language: Language) -> str:
    """Without the conjunction that opens it: `that talks were held`."""
    return wording.removeprefix(f"{language.grammar.that} ").strip(" ,")


HEADING_WORDS = 22  # a wording that a heading can hold
SURELY = 0.6  # of the best score of an assertion, below which it may be about something else than what is denied
FRAGMENTS = frozenset(
    {"object", "owned_noun", "infinitive", "passive_by", "shared_subject"}
)  # rules that give no clause


def _wording(cluster: Cluster, language: Language) -> Item:
    """The plainest passage: an assertion before a denial, what stands by itself before what points elsewhere, a
    clause, what is surely denied, one piece, short, and near to what the others say."""
    that = language.grammar.that
    bags = [item.bag for item, *_ in cluster.items]
    surest = max((score for _, side, score, _ in cluster.items if side > 0), default=0.0)

    def cost(entry: tuple[Item, int, float, tuple[str, ...]]) -> tuple[object, ...]:
        item, side, score, _ = entry
        words = [t.low for c in item.statement.content for t in tokens(item.text, c.start, c.end) if t.is_word]
        first = words[1] if words[:1] == [that] and len(words) > 1 else words[0] if words else ""
        central = sum(likeness(item.bag, bag, 1) for bag in bags) / len(bags)
        return (
            side < 0,
            first in language.links.pointing or len(words) < 4,
            item.statement.because[0] in FRAGMENTS and words[:1] != [that],
            score < SURELY * surest,
            len(item.statement.content) > 1,
            len(words) > HEADING_WORDS,
            -round(central, 1),
            len(words),
            item.statement.id,
        )

    return min(cluster.items, key=cost)[0]
