"""The rules that read statements. Each takes a unit and a cue in it and gives a draft or abstains; `RULES` is the algorithm.

A draft is offsets only. The first rule of the list that answers for a cue decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dissensus.langs import Cue
from dissensus.records import Act
from dissensus.stages.read import clauses
from dissensus.stages.read.scan import Found, Unit

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """Source, cue and content as offsets, with what the cue says. `denied` counts a negation in the verb group."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    found: Found
    act: Act
    rule: str
    confidence: float
    negated: bool = False
    back: bool = False  # the content stands in what was said before this unit
    shape: str = "clause"


# Cues that are sayings only with `that`, a question word or a quotation after them.
BARE = frozenset(
    "suggest report indicate reveal estimate learn hear hope fear expect assume suspect disclose complain".split()
)
NEEDS_THAT = frozenset(
    "show find learn hear hold prove see read rule agree order continue offer answer decide fear hope expect assume feel "
    "consider determine establish suggest indicate report repeat mention cite refer recall respond reply comment email "
    "post shout inform relate specify interject question wonder ask seek calculate estimate demonstrate know recognize "
    "recognise assure undertake guarantee suspect hint complain elaborate disclose testify request instruct reveal".split()
)
THAT = frozenset("that whether how why what if".split())
ADDRESSED = frozenset("tell assure inform remind warn ask urge order instruct advise request promise".split())
NOT_OBJECT = frozenset(
    "in on at to by for with from as that and but or after before when while if over during under "
    "about against into amid because since until up out off . ? ! : ;".split()
)


def trailing(unit: Unit, found: Found) -> Draft | None:
    """`C, X said` and `C, said X`, also in the middle of a content: `C, X said, C`."""
    if not found.cue.takes & {"clause", "quote"} or found.cue.noun or found.cue.participle:
        return None
    first, negated, passive = clauses.verb_group(unit, found.first)
    if passive or negated:
        return None
    source: Pair | None = None
    edge = tail = 0
    if first > 0 and _closes_content(unit, first - 1) and unit.low(first - 1) != "and":
        after = clauses.phrase_after(unit, found.last)
        goes_on = (
            after is not None and unit.low(after[1]) in clauses.AUXILIARIES
        )  # `Doe, said no decision had been made`
        if after and _names_somebody(unit, *after) and not goes_on:
            source, edge, tail = after, first, after[1]
    if source is None:
        before = clauses.subject_before(unit, first)
        if before is None or before[0] == 0 or not _closes_content(unit, before[0] - 1):
            return None
        tail = clauses.after_setting(unit, found.last)
        if found.cue.lemma in ADDRESSED and not _ends_clause(unit, tail):
            addressee = clauses.phrase_after(unit, tail)
            tail = clauses.after_setting(unit, addressee[1]) if addressee else tail
        if not _ends_clause(unit, tail):
            return None
        source, edge = before, before[0]
    tail = clauses.after_setting(unit, tail)
    head = unit.trimmed(0, edge)
    if head is None or edge < 3:
        return None
    content = [head]
    if tail < len(unit.words) and (
        unit.words[tail].text in ",:" or unit.quoted[tail] or unit.low(tail) in ("that", "as")
    ):
        rest = unit.trimmed(tail, len(unit.words))
        if rest and (unit.quote_at(tail + 1) or unit.quoted[tail] or unit.text[head[1] - 1] not in '”"»'):
            content.append(rest)
    return Draft(
        (_pair(unit, *source),),
        (_pair(unit, first, found.last),),
        tuple(content),
        found,
        found.cue.act,
        "trailing",
        0.85,
    )


def colon(unit: Unit, found: Found) -> Draft | None:
    """`X said: C`."""
    if not found.cue.takes & {"clause", "quote"} or found.cue.noun:
        return None
    at = next((k for k in range(found.last, min(found.last + 12, len(unit.words))) if unit.words[k].text == ":"), None)
    if at is None or any(unit.quoted[found.last : at]):
        return None
    first, negated, passive = clauses.verb_group(unit, found.first)
    source = clauses.subject_before(unit, first)
    content = unit.trimmed(at + 1, len(unit.words))
    if source is None or content is None or passive:
        return None
    return Draft(
        (_pair(unit, *source),),
        (_pair(unit, first, found.last),),
        (content,),
        found,
        found.cue.act,
        "colon",
        0.8,
        negated,
    )


def clause(unit: Unit, found: Found) -> Draft | None:
    """`X said that C`, `X said C`, `X told Y that C`, `X said "C"`."""
    if not found.cue.takes & {"clause", "quote"} or found.cue.noun or found.cue.participle:
        return None
    first, negated, passive = clauses.verb_group(unit, found.first)
    if passive:
        return None
    at = clauses.after_setting(unit, found.last)
    if found.cue.lemma in ADDRESSED:
        at = _past_addressee(unit, at)
    if (
        at >= len(unit.words)
        or unit.words[at].text in ".,;)"
        or (unit.low(at) in NOT_OBJECT and unit.low(at) not in THAT)
    ):
        if not (unit.words[min(at, len(unit.words) - 1)].text == "," and unit.quote_at(at + 1)):
            return None
        at += 1
    marked = unit.low(at) in THAT or unit.quoted[at]
    bare = marked or (found.cue.lemma in NEEDS_THAT and found.cue.lemma in BARE and _finite_after(unit, at))
    if not bare and (
        found.cue.lemma in NEEDS_THAT or found.cue.act in (Act.ACCUSES, Act.PRAISES, Act.DENIES, Act.DOUBTS)
    ):
        return None
    if not marked and "clause" not in found.cue.takes:
        return None
    if unit.low(at) == "to" and not unit.quoted[at]:
        return None
    source = clauses.subject_before(unit, first)
    content = unit.trimmed(at, len(unit.words))
    if source is None or content is None:
        return None
    return Draft(
        (_pair(unit, *source),),
        (_pair(unit, first, found.last),),
        (content,),
        found,
        found.cue.act,
        "clause",
        0.85 if marked else 0.7,
        negated,
    )


def infinitive(unit: Unit, found: Found) -> Draft | None:
    """`X promised to C`, `X refused to C`, `X declined to comment on C`."""
    if "infinitive" not in found.cue.takes or found.cue.noun:
        return None
    first, negated, passive = clauses.verb_group(unit, found.first)
    at = found.last
    if found.cue.lemma in ADDRESSED:
        at = next((k for k in range(at, min(at + 8, len(unit.words))) if unit.low(k) == "to"), at)
    declines = found.cue.act is Act.DECLINES
    if passive or (unit.low(at) != "to" and not declines):
        return None
    source = clauses.subject_before(unit, first)
    if source is None:
        return None
    content = unit.trimmed(at, _clause_end(unit, at)) or (_pair(unit, found.first, found.last) if declines else None)
    if content is None:
        return None
    return Draft(
        (_pair(unit, *source),),
        (_pair(unit, first, found.last),),
        (content,),
        found,
        found.cue.act,
        "infinitive",
        0.75,
        negated,
        shape="infinitive",
    )


def object_(unit: Unit, found: Found) -> Draft | None:
    """`X denied C`, `X called C "..."`, with C a noun phrase or a gerund."""
    if "object" not in found.cue.takes or found.cue.noun:
        return None
    first, negated, passive = clauses.verb_group(unit, found.first)
    at = found.last
    if found.cue.act is Act.DENIES and unit.low(at) == "as":  # `rejected as slander the suggestion that ...`
        at = next((k for k in range(at + 1, min(at + 6, len(unit.words))) if unit.low(k) in clauses.ARTICLES), at)
    if (
        passive
        or at >= len(unit.words)
        or (unit.low(at) in NOT_OBJECT and not _demands_from(unit, found, at))
        or unit.words[at].text in ",.;:)"
    ):
        return None
    source = clauses.subject_before(unit, first)
    content = unit.trimmed(at, _clause_end(unit, at))
    if content is None:
        return None
    if source is None or found.cue.participle:
        return None
    return Draft(
        (_pair(unit, *source),),
        (_pair(unit, first, found.last),),
        (content,),
        found,
        found.cue.act,
        "object",
        0.75,
        negated,
        shape="object",
    )


def _demands_from(unit: Unit, found: Found, at: int) -> bool:
    return found.cue.act is Act.DEMANDS and unit.low(at) in ("from", "of")


def participle(unit: Unit, found: Found) -> Draft | None:
    """`X ..., stating that C`, `X denies A, emphasizing B`: the subject is the main clause's."""
    if not found.cue.participle or found.first == 0:
        return None
    before = unit.low(found.first - 1)
    at = clauses.after_setting(unit, found.last)
    told = before in unit.language.document_nouns and unit.low(at) == "that"  # `published a text reporting that`
    if not told and before not in (",", "while", "by", "and", "before", "after", "—", "–", "as", "without"):
        return None
    if found.cue.lemma in ADDRESSED:
        at = _past_addressee(unit, at)
    if at < len(unit.words) and unit.words[at].text in ",:" and unit.quote_at(at + 1):
        at += 1
    if at >= len(unit.words) or unit.words[at].text in ",.;":
        return None
    marked = unit.low(at) in THAT or unit.quoted[at]
    if not marked and not (found.cue.takes & {"object", "clause"}):
        return None
    if not marked and (unit.low(at) in NOT_OBJECT or found.cue.lemma in NEEDS_THAT - {"cite"}):
        return None
    source = _main_subject(unit, found.first)
    content = unit.trimmed(at, len(unit.words) if marked else _clause_end(unit, at))
    if source is None or content is None:
        return None
    return Draft(
        (_pair(unit, *source),),
        (_pair(unit, found.first, found.last),),
        (content,),
        found,
        found.cue.act,
        "participle",
        0.65,
        shape="clause" if marked else "object",
    )


def shared_subject(unit: Unit, found: Found) -> Draft | None:
    """`X said A and denied B`: a second verb of one subject."""
    first, negated, passive = clauses.verb_group(unit, found.first)
    if (
        found.cue.noun
        or found.cue.participle
        or passive
        or unit.low(first - 1) not in ("and", "but", ",", "then", "or")
    ):
        return None
    source = _main_subject(unit, first - 1)
    at = clauses.after_setting(unit, found.last)
    if source is None or at >= len(unit.words) or (unit.low(at) in NOT_OBJECT and unit.low(at) not in THAT):
        return None
    if unit.words[at].text in ",.;:" or (
        unit.low(at) not in THAT
        and not unit.quoted[at]
        and "object" not in found.cue.takes
        and found.cue.lemma in NEEDS_THAT
    ):
        return None
    content = unit.trimmed(at, len(unit.words) if unit.low(at) in THAT else _clause_end(unit, at))
    if content is None:
        return None
    shape = "object" if "object" in found.cue.takes and unit.low(at) not in THAT else "clause"
    return Draft(
        (_pair(unit, *source),),
        (_pair(unit, first, found.last),),
        (content,),
        found,
        found.cue.act,
        "shared_subject",
        0.6,
        negated,
        shape=shape,
    )


def stated_by(unit: Unit, found: Found) -> Draft | None:
    """`This was stated by X`: the content is what stands before."""
    first, _, passive = clauses.verb_group(unit, found.first)
    if unit.low(found.last) != "by" or found.cue.noun or not (passive or unit.low(first - 1) == "as"):
        return None
    source = clauses.phrase_after(unit, found.last + 1)
    if source is None:
        return None
    if not passive:  # `C, as stated by X`
        content = unit.trimmed(0, first - 1)
        return content and Draft(
            (_pair(unit, *source),),
            (_pair(unit, first - 1, found.last + 1),),
            (content,),
            found,
            found.cue.act,
            "as_stated_by",
            0.7,
        )
    if first == 0 or (first == 1 and unit.low(0) in ("this", "that", "it", "as")):
        last = source[1]
        if unit.low(last) == "," and unit.words[min(last + 1, len(unit.words) - 1)].is_capital:
            last = _clause_end(unit, last + 1)  # `by the secretary of X, Jane Doe`
            source = source[0], last
        return Draft(
            (_pair(unit, *source),),
            (_pair(unit, first, found.last),),
            (),
            found,
            found.cue.act,
            "stated_by",
            0.6,
            back=True,
        )
    content = unit.trimmed(clauses.strip_lead(unit, 0, first), first)
    if content is None or found.cue.act in (Act.DEMANDS, Act.PLANS):
        return None
    return Draft(
        (_pair(unit, *source),),
        (_pair(unit, first, found.last),),
        (content,),
        found,
        found.cue.act,
        "passive_by",
        0.55,
        shape="object",
    )


def owned_noun(unit: Unit, found: Found) -> Draft | None:
    """`X's claim that C`, `claims made by X that C`, `its denial of C`."""
    if not found.cue.noun:
        return None
    at = found.last
    source: Pair | None = None
    cue_end = at
    if (unit.low(at) == "made" and unit.low(at + 1) in ("by", "earlier", "previously")) or unit.low(at) == "by":
        by = next((k for k in range(at, min(at + 5, len(unit.words))) if unit.low(k) == "by"), None)
        if by is None:
            return None
        phrase = _owner_after(unit, by + 1)
        if phrase is None:
            return None
        source, cue_end, at = _pair(unit, *phrase), by + 1, phrase[1]
    elif found.first > 0:
        closing = found.first > 1 and unit.words[found.first - 1].text in '"”'
        word = unit.words[found.first - 1 - closing]
        if word.low.endswith(("'s", "s'")) or word.low in ("his", "her", "their", "its", "my", "our"):
            first = found.first - 1 - closing
            while (
                first > 0
                and (unit.words[first - 1].is_capital or unit.low(first - 1) in ("the", '"', "“"))
                and not unit.quoted[first - 1]
            ):
                first -= 1
            end = word.end - (2 if word.low.endswith("'s") else 1 if word.low.endswith("s'") else 0)
            source = unit.words[first].start, end
    if source is None or unit.low(at) not in THAT | {"of", "about", "regarding", "concerning"}:
        return None
    content = unit.trimmed(at if unit.low(at) in THAT else at + 1, _clause_end(unit, at))
    if content is None:
        return None
    return Draft(
        (source,),
        (_pair(unit, found.first, cue_end),),
        (content,),
        found,
        found.cue.act,
        "owned_noun",
        0.6,
        shape="object",
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


RULES: tuple[Callable[[Unit, Found], Draft | None], ...] = (
    stated_by,
    trailing,
    colon,
    clause,
    infinitive,
    object_,
    participle,
    shared_subject,
    owned_noun,
)


def according_to(unit: Unit) -> list[Draft]:
    """`According to X, C` and `C, according to X`: no verb, so apart from the cues."""
    out = []
    for phrase in unit.language.according_to:
        words = phrase.split()
        for i in range(len(unit.words) - len(words)):
            if [unit.low(i + k) for k in range(len(words))] != words or unit.quoted[i]:
                continue
            source = clauses.phrase_after(unit, i + len(words), apposition=i > 1)
            if source is None:
                continue
            found = replace(no_cue(), first=i, last=i + len(words))
            if i <= 1 or unit.words[i - 1].text in ";:":
                content = unit.trimmed(source[1], len(unit.words))
            else:
                content = unit.trimmed(_clause_start(unit, i - 1), i)
            if content:
                rest = unit.trimmed(source[1], len(unit.words)) if i > 1 and unit.low(source[1]) == "," else None
                spans = (content, rest) if rest else (content,)
                out.append(
                    Draft(
                        (_pair(unit, *source),),
                        (_pair(unit, i, i + len(words)),),
                        spans,
                        found,
                        Act.ASSERTS,
                        "according_to",
                        0.85,
                    )
                )
    return out


def no_cue() -> Found:
    """Stands for the cue where a saying has none."""
    return Found(0, 0, Cue("", "", Act.ASSERTS, frozenset({"clause"})))


def quoted_by_anybody(unit: Unit) -> Draft | None:
    """`"...," she sobbed`: behind a quotation that ends in a comma, any verb is one of saying."""
    closed = [q for q in unit.quotes if q.closed and unit.text[q.end - 2] in ",?!—…"]
    if not closed:
        return None
    at = next((i for i, w in enumerate(unit.words) if w.start >= closed[-1].end), None)
    if at is None or len(unit.words) - at > MAX_BEHIND:
        return None
    last = at
    while (
        last < len(unit.words)
        and not unit.quoted[last]
        and (
            unit.words[last].is_capital
            or unit.low(last) in unit.language.pronouns
            or unit.low(last) in unit.language.role_nouns
            or unit.low(last) in clauses.ARTICLES | ADJECTIVES
            or unit.low(last) in ("of", "for")
        )
    ):
        last += 1
    if last == at or last >= len(unit.words) or not _names_somebody(unit, at, last):
        return None
    verb = unit.low(last)
    if not (verb.endswith(("ed", "s")) or verb in unit.language.cues) or verb in clauses.AUXILIARIES:
        return None
    content = tuple((q.start, q.end) for q in unit.quotes)
    return Draft(
        (_pair(unit, at, last),),
        (_pair(unit, last, last + 1),),
        content,
        no_cue(),
        Act.ASSERTS,
        "quoted_by_anybody",
        0.75,
    )


MAX_BEHIND = 16  # words that may follow a quotation with its speaker
ADJECTIVES = frozenset("sweating angry visibly young old former union senior retired local".split())


def lone_quotation(unit: Unit, last_source: Pair | None) -> Draft | None:
    """A unit that is all quotation goes on with what the last speaker said."""
    if last_source is None or not unit.quotes or not unit.quoted or not unit.quoted[0]:
        return None
    outside = [w for w, q in zip(unit.words, unit.quoted, strict=True) if not q and w.is_word]
    if outside:
        return None
    return Draft((last_source,), (), ((unit.start, unit.end),), no_cue(), Act.ASSERTS, "lone_quotation", 0.6)


# ------------------------------------------------------------------------------------------------------- their hands


def _pair(unit: Unit, first: int, last: int) -> Pair:
    if last - first > 1 and unit.words[last - 1].text == ".":
        last -= 1
    return unit.trimmed(first, last) or (unit.words[first].start, unit.words[max(first, last - 1)].end)


def _closes_content(unit: Unit, i: int) -> bool:
    """May word i be the last of a content: a comma, a dash, or a closing quotation mark."""
    return unit.words[i].text in ",—–?!" or (unit.words[i].text in "”\"»’'" and unit.quoted[i])


def _finite_after(unit: Unit, at: int) -> bool:
    """Does a bare clause begin here: an auxiliary within a few words, before any mark (`suggested these talks were ...`)."""
    for k in range(at, min(at + 8, len(unit.words))):
        if not unit.words[k].is_word or unit.quoted[k]:
            return False
        if k > at and unit.low(k) in clauses.AUXILIARIES:
            return True
    return False


def _ends_clause(unit: Unit, i: int) -> bool:
    return (
        i >= len(unit.words)
        or unit.words[i].text in ".,;:—–?!)"
        or unit.quoted[i]
        or unit.low(i)
        in (
            "in",
            "during",
            "on",
            "at",
            "after",
            "as",
            "when",
            "before",
            "while",
            "about",
            "of",
            "to",
            "from",
            "last",
            "this",
        )
    )


def _names_somebody(unit: Unit, first: int, last: int) -> bool:
    language = unit.language
    return any(
        w.is_capital or w.low in language.pronouns or w.low in language.role_nouns for w in unit.words[first:last]
    )


SURE = frozenset({"trailing", "colon", "according_to", "stated_by", "as_stated_by", "owned_noun"})


PLAIN_SAYING = frozenset({"say", "add"})
MAX_THING = 4  # words


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


SOME = frozenset("who many some others most few everyone everybody nobody anyone someone those".split())


def _past_addressee(unit: Unit, at: int) -> int:
    """Past whom something was told: up to `that`, a quotation, or the end of the first noun phrase."""
    for k in range(at, min(at + 9, len(unit.words))):
        if unit.low(k) in THAT or unit.quoted[k]:
            return k
        if unit.words[k].text in ",.;":
            break
    if unit.low(at) in clauses.ARTICLES or unit.low(at).endswith("'s"):
        stop = next(
            (k for k in range(at + 1, min(at + 6, len(unit.words))) if unit.low(k) in ("about", "of", "against")), None
        )
        if stop is not None:
            return stop
        phrase = clauses.phrase_after(unit, at)
        if phrase and phrase[1] - at <= 6 and (phrase[1] >= len(unit.words) or unit.words[phrase[1]].text in ".,;"):
            return phrase[1]
    if unit.low(at) in unit.language.pronouns or unit.low(at) in unit.language.role_nouns:
        return clauses.after_setting(unit, at + 1)
    k = at
    while k < len(unit.words) and (unit.words[k].is_capital or unit.low(k) in ("the", "of", "’", "'s")):
        k += 1
    return clauses.after_setting(unit, k) if k > at else at


def _clause_end(unit: Unit, i: int) -> int:
    """The end of the clause in which word i stands: before `, and/but/while ...`, a participle after a comma, or the end."""
    k = i
    while k < len(unit.words):
        if not unit.quoted[k]:
            if unit.words[k].text in ";—–" or (unit.words[k].text == "," and _new_clause(unit, k + 1)):
                return k
            if k > i and unit.low(k) in ("but", "while", "although", "though", "whereas"):
                return k
        k += 1
    return k


def _new_clause(unit: Unit, i: int) -> bool:
    low = unit.low(i)
    cue = unit.language.cues.get(low)
    return low in (
        "and",
        "but",
        "while",
        "although",
        "though",
        "who",
        "which",
        "as",
        "because",
        "so",
        "after",
        "before",
        "when",
        "where",
        "with",
        "citing",
        "according",
        "quoted",
        "cited",
        "speaking",
    ) or bool(cue and cue.participle)


def _clause_start(unit: Unit, i: int) -> int:
    """Back from word i to the beginning of its clause: the unit's beginning, or after a semicolon."""
    k = i
    while k > 0 and unit.words[k - 1].text not in ";":
        k -= 1
    return k


def _main_subject(unit: Unit, before: int) -> Pair | None:
    """The subject of the first verb of the unit that stands before word `before`: (first, last) indices."""
    for found in unit.cues:
        if found.first >= before or found.cue.noun:
            continue
        first, _, passive = clauses.verb_group(unit, found.first)
        subject = clauses.subject_before(unit, first) if not passive else None
        if subject and _names_somebody(unit, *subject):
            return subject
    for i in range(1, before):
        if unit.low(i) in clauses.AUXILIARIES and not unit.quoted[i]:
            subject = clauses.subject_before(unit, i)
            return subject if subject and _names_somebody(unit, *subject) else None
    subject = clauses.leading_subject(unit)
    return subject if subject and subject[1] <= before and _names_somebody(unit, *subject) else None


def _owner_after(unit: Unit, first: int) -> Pair | None:
    """Who made a claim: the noun phrase after `by`, ended also by `that` and `regarding`."""
    phrase = clauses.phrase_after(unit, first)
    if phrase is None:
        return None
    last = next(
        (k for k in range(phrase[0], phrase[1]) if unit.low(k) in ("regarding", "concerning", "about")), phrase[1]
    )
    return (phrase[0], last) if last > phrase[0] else None
