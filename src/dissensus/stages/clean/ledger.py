"""What cleaning works on: lines of a text with what is known of them, and verdicts that named rules pass on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dissensus.records import BlockKind

SENTENCE_END = re.compile(r"[.!?…。？！][\"'”’»«“)\]]{0,3}$")
FULL_STOP = re.compile(r"[.…。][\"'”’»“)\]]{0,3}$")
BULLET = re.compile(r"(?:[-–—*•·●▪■‣◦○►▶»>+]{1,3}|\d{1,2}[.)])\s{1,20}(?=\S)")
NO_LETTER = re.compile(r"[\W_]+")
WORD = re.compile(r"\w[\w'’-]*")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")  # Chinese and Japanese
LINKED = 0.9  # of a line's characters are a link: it is nothing but one
LINK_WORDS = 20  # of a link that is no passage
LIKELY = 0.5  # from which a line belongs to the article, or is its headline, for the net
MAX_TEXT = 200_000  # code points of a text that are read; what lies beyond is cut
MAX_LINES = 5_000  # that are read; the longest live blogs have 3,000
RUNNING_WORDS = 10  # a line of so many words that ends as a sentence does is running text


@dataclass(frozen=True, eq=False, slots=True)
class Box:
    """An element of a page that lines stand in: its name, the words of its class and id, and the element around it."""

    name: str
    words: tuple[str, ...] = ()
    around: Box | None = None


@dataclass(frozen=True)
class Line:
    """A candidate for a block: a line of the text, or a part of one. `start` and `end` are code points of `text`.

    `blank` counts the empty lines before it. `opens` is False for what stands on the same line after another piece.
    `markup` is the element it comes from, `region` the box of the page (aside, nav, comments ...), `box` the element
    that it stands in, `links` the share of its characters that are links, `inside` whether the page's extractor holds
    it for part of the article, `told` whether the page's own data give it as text of the article; in plain text they
    say nothing. `preset` is a verdict that was clear when the line was cut up.
    """

    start: int
    end: int
    text: str
    blank: int = 0
    opens: bool = True
    markup: str = ""
    region: str = ""
    box: Box | None = None
    links: float = 0.0
    inside: bool | None = None
    told: bool | None = None
    preset: Verdict | None = None

    def marked(self, **found: bool) -> Line:
        """The same line with `inside` or `told` as they were found. What is known of its text stays known."""
        other = object.__new__(Line)
        other.__dict__.update(self.__dict__, **found)
        return other

    @cached_property
    def words(self) -> int:
        """How many words it has; of a script that sets no spaces two signs are one."""
        spaced = len(self.text.split())
        return spaced if self.text.isascii() else max(spaced, len(UNSPACED.findall(self.text)) // 2)

    @cached_property
    def low(self) -> str:
        """For comparing: lower case, straight apostrophes, no bullet, single spaces."""
        return " ".join(BULLET.sub("", self.text, count=1).lower().replace("’", "'").split())

    @cached_property
    def key(self) -> str:
        """For telling repetitions: letters and digits alone."""
        return squeeze(self.text)

    @cached_property
    def is_bulleted(self) -> bool:
        """Begins with a bullet or a number of a list."""
        return BULLET.match(self.text) is not None

    @cached_property
    def ends_sentence(self) -> bool:
        """Ends as a sentence does."""
        return SENTENCE_END.search(self.text[-8:]) is not None

    @cached_property
    def is_running(self) -> bool:
        """Reads like running text and not like a heading, a link or a stamp."""
        return self.words >= RUNNING_WORDS and self.ends_sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of a line."""

    kind: BlockKind
    kept: bool
    rule: str
    confidence: float = 1.0


@dataclass
class Scene:
    """The lines of one text in their context. Rules read it; only `judge` writes `verdicts`.

    `title` is a headline known from a field or from markup, `domain` the host of the page, `language` that of the
    article and `languages` those of the lines, where they are sure; `foreign` are the lines in another language than
    the article. `signs` are what the rules say of each line by itself, `chances` what the net says of it: how likely it
    belongs to the article, how likely it is its headline. Without a net both are empty and rules alone decide.
    """

    lines: Sequence[Line]
    title: str | None = None
    domain: str | None = None
    language: str | None = None
    languages: Sequence[str | None] = ()
    foreign: frozenset[int] = frozenset()
    related: frozenset[int] = frozenset()
    signs: Sequence[Verdict | None] = ()
    chances: Sequence[tuple[float, float]] = ()
    verdicts: list[Verdict | None] = field(default_factory=list)
    first: int | None = None  # the first line that no furniture is
    title_line: int | None = None  # the first line inside the article that markup calls its headline
    _ahead: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Count once what rules would count line by line."""
        titles = (i for i, line in enumerate(self.lines) if line.markup == "h1" and line.inside)
        self.title_line = next(titles, None)
        count = 0
        for index in range(len(self.lines) - 1, -1, -1):
            self._ahead.append(count)
            count += index not in self.related and index not in self.foreign
        self._ahead.reverse()

    @cached_property
    def alike(self) -> Mapping[str, Sequence[int]]:
        """The lines by what they say."""
        found: dict[str, list[int]] = {}
        for index, line in enumerate(self.lines):
            found.setdefault(line.key, []).append(index)
        return found

    @cached_property
    def likely_title(self) -> int | None:
        """The line that the net holds for the headline, if it holds one for it."""
        if not self.chances:
            return None
        best = max(range(len(self.chances)), key=lambda index: (self.chances[index][1], -index))
        return best if self.chances[best][1] >= LIKELY else None

    def kept_so_far(self, index: int) -> bool:
        """No rule has cut this line yet."""
        verdict = self.verdicts[index]
        return verdict is None or verdict.kept

    def is_tail(self, index: int, reach: int = 6) -> bool:
        """Is it among the last lines of the text that are not in lists, sidebars or foreign."""
        return self._ahead[index] < reach


Rule = Callable[[Scene, int], Verdict | None]


def judge(scene: Scene, passes: Iterable[Sequence[Rule]]) -> None:
    """Let every rule of a pass see every line that has no verdict yet, pass after pass; the first verdict stands."""
    if not scene.verdicts:
        scene.verdicts = [line.preset for line in scene.lines]
    for rules in passes:
        scene.first = next((i for i in range(len(scene.lines)) if scene.kept_so_far(i)), None)
        for index in range(len(scene.lines)):
            if scene.verdicts[index] is None:
                scene.verdicts[index] = next((v for v in (rule(scene, index) for rule in rules) if v), None)


def is_menu_link(line: Line) -> bool:
    """Markup: is it a short link and nothing but, outside of what the extractor and the page's data hold for the
    article. There are more of these than of all other lines, and nobody is asked about them."""
    return (
        line.links >= LINKED and line.words <= LINK_WORDS and not line.inside and not line.told and line.preset is None
    )


def words_of(line: str) -> frozenset[str]:
    """A set of words, written on a line for those who read it."""
    return frozenset(line.split())


def squeeze(text: str) -> str:
    """Letters and digits alone, lower case: two lines with one such form say the same."""
    return NO_LETTER.sub("", text.lower())
