"""link: which mentions are one speaker, which statements are about one claim.

Works on one storyline at a time: its articles, statements and mentions go in; speakers, places, claims and the edges between
them come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dissensus.langs import Language, read_languages
from dissensus.records import (
    Act,
    Article,
    Claim,
    Edge,
    Maker,
    Mention,
    Quantity,
    Record,
    Relation,
    Span,
    SpeakerKind,
    Statement,
    Verdict,
    make_id,
)
from dissensus.stages.link import numbers, opposed
from dissensus.stages.link.agreed import agreed
from dissensus.stages.link.claims import Cluster, Item, clusters, items, likeness
from dissensus.stages.link.corrected import correct
from dissensus.stages.link.held import Holders
from dissensus.stages.link.identity import lookalikes
from dissensus.stages.link.in_context import Reader
from dissensus.stages.link.introduced import introduced
from dissensus.stages.link.joined import join
from dissensus.stages.link.located import places
from dissensus.stages.link.pointing import point
from dissensus.stages.link.scripts import flagged, name_key
from dissensus.stages.link.settled import settle
from dissensus.stages.link.speakers import Register, resolve
from dissensus.stages.link.tables import LookUp, Table
from dissensus.stages.link.voices import spoken_for
from dissensus.text import tokens

VERSION = "15"
MAKER = Maker("link", VERSION)


def link(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    quantities: Sequence[Quantity],
    stories: Mapping[str, str],
    *,
    known: LookUp | None = None,
    words: Sequence[Edge] = (),
    net: Reader | None = None,
) -> Iterator[Record]:
    """`stories` says for each article its story, `known` looks names up in the tables that the user brought, `words` are
    what persons said of who is who, as it stands, the last word last. `net` reads articles whole; without it, or in a
    language that it does not read, rules tell which statements are about one claim. Articles that cannot be read add nothing."""
    ordered = _ordered(articles)
    if not ordered:
        return
    language = read_languages()[ordered[0].language or ""]
    by_article = {a.id: a for a in ordered}
    said = sorted(
        (s for s in statements if s.article in by_article),
        key=lambda s: (s.article, s.content[0] if s.content else s.id, s.id),
    )
    texts = {a.id: a.parts.text for a in ordered}
    mentions = seen(ordered, said, mentions)
    table = Table(known, language) if known else None
    register, mentions = _named(ordered, mentions, texts, table, language)
    _quoting(register, said)
    why = point(register, ordered, mentions, said)
    placed = list(places(register, texts, {s.source[0] for s in said if s.source}, table, MAKER))
    outlets = correct(register, ordered, mentions, words)
    holders = Holders(by_article, register, {m.span: m for m in mentions}, why, MAKER, texts, outlets)
    held = list(holders.hold(said))
    edges = [*held, *holders.targets(said), *holders.spokesmen()]
    speakers = flagged(holders.records(), language.script)
    yield from speakers
    yield from lookalikes(speakers, MAKER)
    yield from placed
    yield from holders.identities()
    sided = items(said, by_article, {e.left: e.right for e in held}, stories, language)
    near = opposed.seen(sided, {s.id: s.name for s in speakers}, language)
    if net is not None and language.code in net.languages:
        told = opposed.claims(sided, opposed.judged(sided, near, net))
        maker = replace(MAKER, net=net.name)
    else:
        told, maker = clusters(sided), MAKER
    figures = numbers.clusters(sided, quantities, by_article, language)
    yield from _claims([*((c, maker) for c in told), *((c, MAKER) for c in figures)], by_article, language)
    yield from edges
    yield from agreed(sided, near, quantities, MAKER)


def seen(articles: Sequence[Article], statements: Sequence[Statement], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a storyline as this stage takes them: each with what the text around it tells of it."""
    ordered = _ordered(articles)
    if not ordered:
        return []
    texts = {a.id: a.parts.text for a in ordered}
    sources = frozenset(span for s in statements if s.article in texts for span in s.source)
    here = [m for m in mentions if m.span.article in texts]
    return introduced(here, texts, read_languages()[ordered[0].language or ""], sources)


def _ordered(articles: Sequence[Article]) -> list[Article]:
    """Those that can be read, by date."""
    languages = read_languages()
    return sorted((a for a in articles if a.language in languages), key=lambda a: (a.published.value or "9999", a.id))


def _named(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    texts: Mapping[str, str],
    table: Table | None,
    language: Language,
) -> tuple[Register, Sequence[Mention]]:
    """Everybody who has a name: spellings joined, bodies that only their voices name, then what the user's table says."""
    if table:
        table.tell(mentions, texts)
    register = resolve(articles, mentions, language, table.told if table else None)
    join(register)
    mentions = [*mentions, *spoken_for(register, mentions, texts, MAKER)]
    if table:
        settle(register, table, texts)
    return register, mentions


def _quoting(register: Register, said: Sequence[Statement]) -> None:
    """Who quotes others is an outlet, if nothing tells otherwise."""
    for hop in (hop for s in said for hop in s.chain if hop.relation == "quoted_by"):
        key = name_key(hop.name).removeprefix(f"{register.language.grammar.the} ")
        entity = register.keyed.get(key) or register.keyed.get(key.rpartition(" ")[2])
        if entity is not None and entity.kind is SpeakerKind.UNKNOWN and entity.known is None:
            entity.kind = SpeakerKind.OUTLET


# --------------------------------------------------------------------------------------------------------- claims


def _claims(
    found: Sequence[tuple[Cluster, Maker]], articles: Mapping[str, Article], language: Language
) -> Iterator[Record]:
    known = set()
    for cluster, maker in found:
        wording = _wording(cluster, language)
        s = wording.statement
        text = articles[s.article].parts.text
        spans = tuple(_bare(text, span) for span in (_saying(s) if _needs_cue(s, text, language) else s.content))
        span = spans[0]
        id_ = make_id(
            "claim", s.article, s.part, s.content, sorted((i.statement.id, side) for i, side, _, _ in cluster.items)
        )
        if id_ in known:  # the same statements on the same sides, found on two ways
            continue
        known.add(id_)
        worded = " … ".join(" ".join(text[c.start : c.end].split()) for c in spans)
        yield Claim(id_, _trim(worded, language), span.article, span.part, spans, maker, cluster.sure)
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
                maker,
            )


def _needs_cue(s: Statement, text: str, language: Language) -> bool:
    """Is the content of an accusation no clause of its own: `accused | Doe of selling the pier`."""
    opening = text[s.content[0].start : s.content[0].end].split(maxsplit=1)[:1]
    return s.act in ACCUSING and bool(s.source and s.cue) and opening != [language.grammar.that] and len(s.content) == 1


def _saying(s: Statement) -> tuple[Span]:
    """The whole saying, from its source to its end."""
    parts = (*s.source, *s.cue, *s.content)
    first = s.content[0]
    return (Span(first.article, first.part, min(p.start for p in parts), max(p.end for p in parts)),)


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


ACCUSING = (Act.ACCUSES, Act.BLAMES)
HEADING_WORDS = 22  # a wording that a heading can hold
SURELY = 0.6  # of the best score of an assertion, below which it may be about something else than what is denied
FRAGMENTS = frozenset(
    {"object", "owned_noun", "infinitive", "passive_by", "shared_subject"}
)  # rules that give no clause


def _wording(cluster: Cluster, language: Language) -> Item:
    """The plainest passage: an assertion before a denial, what stands by itself before what points elsewhere, no fragment,
    what is surely denied, a clause with its verb, one piece, short, and near to what the others say."""
    that = language.grammar.that
    verbs = language.grammar.finite or language.grammar.auxiliaries
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
            (words[:1] != [that] and item.statement.because[0] in FRAGMENTS)
            or _needs_cue(item.statement, item.text, language),
            score < SURELY * surest,
            words[:1] != [that] and verbs.isdisjoint(words),
            len(item.statement.content) > 1,
            len(words) > HEADING_WORDS,
            -round(central, 1),
            len(words),
            item.statement.id,
        )

    return min(cluster.items, key=cost)[0]
