"""What in an article may speak to a claim though nothing links it: by words that it shares with the passages on the claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from dissensus.langs import read_languages
from dissensus.records import Span, Statement
from dissensus.stages.judge.setting import Setting
from dissensus.text import stem, tokens

# Share of the fewer words, and words, that a statement and a passage on the claim have in common, from which the statement may
# speak to it. In the gold disputes that were found, 23 outlets have no statement that is linked to the claim, and 15 of them
# speak to it none the less: each of these has a statement as near as that, of the 8 others one.
NEAR = 0.5
FEWEST = 2
LEAST = 3  # letters of a word that counts

Words = frozenset[str]


class Nearness:
    """The words of passages of a storyline, each looked at once."""

    def __init__(self, setting: Setting) -> None:
        """Over the articles and statements of this setting."""
        self.setting = setting
        self._by_word: dict[str, dict[str, list[int]]] = {}  # by article, by word the places of statements that have it
        self._sizes: dict[str, list[int]] = {}  # by article, how many words its statements have

    def nearest(self, passages: Iterable[Words], articles: Sequence[str]) -> Statement | None:
        """Of the statements of these articles the one that shares the most with one of these passages, of like ones that which
        stands first; None where no one is as near as it takes."""
        wanted = list(dict.fromkeys(passages))
        best: tuple[float, int, int, str] = (0.0, 0, 0, "")
        found: Statement | None = None
        for article in articles:
            by_word, sizes = self._words_of(article)
            said = self.setting.said.get(article, ())
            for other in wanted:
                for place, shared in Counter(chain.from_iterable(by_word.get(word, ()) for word in other)).items():
                    if shared < FEWEST:
                        continue
                    share = shared / min(sizes[place], len(other))
                    statement = said[place]
                    rank = share, shared, -statement.content[0].start, statement.id
                    if share >= NEAR and rank > best:
                        best, found = rank, statement
        return found

    def words(self, spans: Iterable[Span]) -> Words:
        """The words of passages that tell what they are about, without their endings."""
        return frozenset(word for span in spans for word in self._words(span))

    def _words_of(self, article: str) -> tuple[dict[str, list[int]], list[int]]:
        if article not in self._by_word:
            by_word: dict[str, list[int]] = defaultdict(list)
            self._by_word[article], self._sizes[article] = by_word, []
            for place, statement in enumerate(self.setting.said.get(article, ())):
                words = self.words(statement.content)
                self._sizes[article].append(len(words))
                for word in words:
                    by_word[word].append(place)
        return self._by_word[article], self._sizes[article]

    def _words(self, span: Span) -> Iterable[str]:
        article = self.setting.articles.get(span.article)
        language = read_languages().get((article.language if article else None) or "")
        if article is None or language is None:
            return
        empty = (language.stopwords, language.negators, language.denial_nouns, language.links.empty)
        for token in tokens(article.parts.of(span.part), span.start, span.end):
            if token.is_word and len(token.low) >= LEAST and not any(token.low in some for some in empty):
                yield stem(token.low)
