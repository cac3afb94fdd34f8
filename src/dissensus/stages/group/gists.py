"""What of an article is compared with other articles: its heaviest words, headline and beginning, its names, its day.

A word weighs by how often it stands there, twice if it is part of a name, and by its rarity in news of the language, where a
table tells that (`langs`). So likenesses of articles do not depend on what else a corpus holds, and need no second look when it
grows. In a language without a table the rarity is reckoned from the articles around (`likeness`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from dissensus.langs import Language, rarities
from dissensus.records import (
    UNDATED,
    Article,
    Bag,
    Block,
    BlockKind,
    Gist,
    Maker,
    Mention,
    MentionKind,
    Page,
    make_id,
)
from dissensus.text import Token, plain, stem, tokens

# Counts of the heaviest words that are kept: B-cubed and pair F1 over the four sets of bench/stories.py are within 0.002 of
# those with all words.
BODY, LEAD = 128, 48
BODY_UNWEIGHED = 256  # where rarity is told later
LEAD_WORDS = 120  # words that an article begins with
NAME_WEIGHT = 2.0  # a word of a name against any other word; at 1.5 ECB+ falls by 0.01 (B-cubed), others stay
# The greatest rarity of a word of a name: a name that the table does not know is no rarer than one that was in the news
# when it was counted. Without it ECB+ gains 0.009 (B-cubed), and a story of people nobody has heard of swallows its neighbours.
RAREST_NAME = 5.5
OPENING_WORDS = 45  # about the first two sentences, which tell what happened, to whom and where
OPENING = 64  # counts of its words, with the headline's, that are kept
NUMBERS = 48  # numbers that are kept
DAYS_WORDS = 200  # words and marks, the headline's among them, in which a weekday is that of the event
NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
YEAR = re.compile(r"(?:19|20)\d\d")  # as good as all articles tell this year or the last
NAMES = 40  # names that are kept, for telling what is shared


def gist(
    article: Article,
    blocks: Sequence[Block],
    mentions: Sequence[Mention],
    languages: Mapping[str, Language],
    maker: Maker,
    *,
    capture: Page | None = None,
    state: str = "",
) -> Gist:
    """The gist of an article, of its kept text. An article without a date is laid to the week in which its `capture` was
    fetched, if that is known. `state` is a fingerprint of all that the article was made of."""
    language = languages.get(article.language or "en") or languages["en"]
    table = rarities(language.code) if article.language in (None, language.code) else None
    text = article.parts.text
    kept = [b.span for b in blocks if b.kept and b.kind is not BlockKind.TITLE and b.span.part == "text"]
    body = [t for span in kept for t in tokens(text, span.start, span.end)]
    title = tokens(article.title or "")
    words = [t.low for t in body if t.is_word]
    headline = [t.low for t in title if t.is_word]
    names = Counter(plain(m.name) for m in mentions if m.kind in (MentionKind.NAME, MentionKind.PLACE))
    named = {stem(w) for n in names for w in n.split() if w not in language.stopwords}
    titled, begun = _stems(headline, language), _stems(words[:LEAD_WORDS], language)
    told = _stems(words, language) + titled
    opening = _stems([*headline, *words][:OPENING_WORDS], language)
    rare = {w: _rarity(w, table, RAREST_NAME if w in named else math.inf) for w in told}
    weighed = {w: (1 + math.log(c)) * (NAME_WEIGHT if w in named else 1.0) * rare[w] for w, c in told.items()}
    day = article.published.value[:10] if article.published.value else None
    fetched = capture.fetched[:10] if capture and capture.fetched else None
    return Gist(
        id=make_id("gist", article.id),
        article=article.id,
        page=article.page,
        work=article.work,
        week=week(day or fetched),
        day=day,
        language=article.language,
        rarity=table is not None,
        words=len(words) + len(headline),
        body=_bag(weighed, BODY if table is not None else BODY_UNWEIGHED),
        title=_bag({w: rare[w] for w in titled}, LEAD),
        lead=_bag({w: (1 + math.log(c)) * rare[w] for w, c in begun.items()}, LEAD),
        names=tuple(n for n, _ in sorted(names.items(), key=lambda x: (-x[1], x[0])) if n)[:NAMES],
        signature=article.signature,
        state=state,
        maker=maker,
        opening=_bag({w: rare[w] for w in opening}, OPENING),
        called=_bag({w: rare[w] for w in opening if w in named}, OPENING),
        numbers=_bag({n: _rarity(n, table, math.inf) for n in _numbers([*headline, *words])}, NUMBERS),
        weekdays=_weekdays([*title, *body][:DAYS_WORDS], language),
    )


def week(day: str | None) -> int:
    """The week of a day (ISO 8601), from Monday on, counted from the year 1; UNDATED for none."""
    return UNDATED if day is None else (date.fromisoformat(day[:10]).toordinal() - 1) // 7


def _numbers(words: Sequence[str]) -> set[str]:
    """The numbers that words begin with (9, 9,500, 85-year-old), years aside."""
    found = (NUMBER.match(w) for w in words if not YEAR.fullmatch(w))
    return {m.group().replace(",", "") for m in found if m}


def _weekdays(words: Sequence[Token], language: Language) -> tuple[int, ...]:
    """The weekdays named among these words; where the language writes them with capitals, only those."""
    days = {language.weekdays.get(t.low) for t in words if t.is_capital or not language.times.capitals}
    return tuple(sorted(day for day in days if day is not None))


def _stems(words: Sequence[str], language: Language) -> Counter[str]:
    return Counter(stem(w) for w in words if w not in language.stopwords and len(w) > 1)


def _rarity(word: str, table: Mapping[str, float] | None, most: float) -> float:
    return 1.0 if table is None else min(table.get(word, table[""]), most)


def _bag(weights: Mapping[str, float], count: int) -> Bag:
    heaviest = sorted(weights.items(), key=lambda x: (-x[1], x[0]))[:count]
    return Bag(tuple(w for w, _ in heaviest), tuple(round(x, 3) for _, x in heaviest))
