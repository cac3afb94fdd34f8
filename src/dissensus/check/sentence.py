"""A typed sentence, read as an article's sentences are: what it claims, with which sign, names, figures and days."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dissensus.errors import ClaimError
from dissensus.langs import Language, read_languages
from dissensus.langs.names import name_of
from dissensus.records import (
    Act,
    Article,
    Block,
    BlockKind,
    Maker,
    Mention,
    Parts,
    Quantity,
    Span,
    Statement,
    Time,
    Voice,
    make_id,
)
from dissensus.stages.clean.language import language_of, script_of
from dissensus.stages.judge import BARE
from dissensus.stages.link.claims import TAKES_SIDE, bag_of, concepts
from dissensus.stages.read import read
from dissensus.stages.read.build import build, own
from dissensus.stages.read.scan import units
from dissensus.text import sentences, storable, tokens

MAKER = Maker("check", "1")
LONGEST = 500  # characters: a sentence of news has 130 in the mean, and one in a thousand more than this
FAMILIAR = 0.25  # of the words: so many little words of a language and it is that one, as for the lines of an article
TELLING = 40  # letters from which the model that tells languages is asked at all, as for lines
GUESSED = 20  # letters from which its guess counts, the sentence said twice; below, the first language that is read
TO_SOMEBODY = frozenset({Act.ACCUSES, Act.BLAMES, Act.PRAISES})  # acts that are a claim only with whom they are done to
SHOWN = 60  # characters of a sentence in a message


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was typed, as an article of one sentence (`article`, in no store) with what `read` finds in it. `statement` is
    what is claimed: its content leaves out who is typed to say it (`The ministry denied that ...`), which gives its sign
    alone."""

    typed: str
    language: Language
    article: Article
    statement: Statement
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]

    @property
    def content(self) -> str:
        """The words that are looked for."""
        return " … ".join(self.article.parts.text[c.start : c.end] for c in self.statement.content)


def read_sentence(typed: str, language: str | None = None) -> Sentence:
    """A sentence as typed; `language` is the code of one that is read, told by the words without it. White space and
    control characters count as one space. ClaimError where there is nothing that can be looked for."""
    text = _cleaned(typed)
    known = _language(text, language)
    content = text.rstrip("?!. ")  # a question is looked for as what it asks about
    if len(sentences(content)) > 1:
        raise ClaimError(f"{_shown(text)}: is more than one sentence; check one at a time, or one a line with --file")
    article = Article(
        make_id("article", "typed", content), make_id("page", "typed"), Parts(content), MAKER, language=known.code
    )
    block = Block(Span(article.id, "text", 0, len(content)), BlockKind.PARAGRAPH, True, "typed", MAKER, known.code)
    found = list(read(article, [block]))
    statement = _claimed(text, article, [r for r in found if isinstance(r, Statement)], known)
    return Sentence(
        text,
        known,
        article,
        statement,
        tuple(r for r in found if isinstance(r, Mention)),
        tuple(r for r in found if isinstance(r, Quantity)),
        tuple(r for r in found if isinstance(r, Time)),
    )


def _cleaned(typed: str) -> str:
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in storable(typed)[0])
    text = " ".join(text.split())
    if not any(map(str.isalnum, text)):
        raise ClaimError("the claim is empty: type a sentence, such as “Talks were held in May”")
    if len(text) > LONGEST:
        raise ClaimError(f"{_shown(text)}: has {len(text):,} characters; a claim has {LONGEST} at most, shorten it")
    if sum(t.is_word for t in tokens(text)) < 2:
        raise ClaimError(f"{_shown(text)}: is one word; type a sentence, or use `dissensus search`")
    return text


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _language(text: str, wanted: str | None) -> Language:
    """The language that was named, else the one whose little words it has, else the guess of the model."""
    languages = read_languages()
    names = " and ".join(f"{name_of(code)} ({code})" for code in languages)
    if wanted is not None:
        if wanted not in languages:
            raise ClaimError(f"{wanted}: no language that is read; choose one of {', '.join(languages)}")
        return languages[wanted]
    if script_of(text) not in {language.script for language in languages.values()}:
        raise ClaimError(f"{_shown(text)}: is in letters of no language that is read; type it in {names}")
    words = [t.low for t in tokens(text) if t.is_word]
    shares = {code: sum(w in one.stopwords for w in words) / len(words) for code, one in languages.items()}
    best = max(languages, key=lambda code: shares[code])  # the first of two alike
    if shares[best] >= FAMILIAR:
        return languages[best]
    letters = sum(map(str.isalpha, text))
    code = language_of(" ".join([text] * (1 + TELLING // letters))) if letters >= GUESSED else None
    if code is not None and code not in languages:
        raise ClaimError(
            f"{_shown(text)}: seems to be {name_of(code)} ({code}), which is not read; type it in {names}, or name its"
            " language with --language"
        )
    return languages[code or best]


def _claimed(text: str, article: Article, found: Sequence[Statement], language: Language) -> Statement:
    """What the sentence claims: what is said to be said in it, if that takes a side, else all of it."""
    outer = [s for s in found if s.depth == 0 and s.content]
    if any(s.act is Act.DECLINES for s in outer):
        raise ClaimError(f"{_shown(text)}: takes no side itself; type what was left open as a sentence of its own")
    sided = [s for s in outer if _is_clause(s) and _words(article, s, language)]
    told = max(sided, key=lambda s: (sum(c.end - c.start for c in s.content), s.id), default=None)
    if told is None or (len(outer) > 1 and told.voice is Voice.ATTRIBUTED):
        body = article.parts.text
        told = next(iter(build(article, language, [own(u) for u in units(body, 0, len(body), language)], MAKER)), None)
    if told is None or not _words(article, told, language):
        raise ClaimError(f"{_shown(text)}: has no word that can be looked for; say who did what")
    return told


def _is_clause(statement: Statement) -> bool:
    """Is what somebody is typed to say a claim by itself: not what is announced or whom one attacks, but what is denied."""
    if statement.act in (Act.DENIES, Act.DOUBTS):
        return True
    return statement.act in TAKES_SIDE - TO_SOMEBODY and statement.because[0] not in BARE


def _words(article: Article, statement: Statement, language: Language) -> int:
    return len(bag_of(article.parts.text, statement, concepts(language), language))
