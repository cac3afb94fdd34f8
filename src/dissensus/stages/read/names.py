"""Names anywhere in a text: runs of capitalised words, with care where a capital means nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.stages.read.scan import Unit

INNER = frozenset("of de la del da di van von der den bin ibn al el".split())
MAX_WORDS = 7


def names(unit: Unit, headline: bool) -> Iterator[tuple[int, int]]:
    """Offsets of the names of a unit. The first word of a sentence and the words of a headline are capital anyway: a run
    that is only such words is left out, for the name will be met again elsewhere."""
    run: list[int] = []
    for i, word in enumerate(unit.words):
        opens = i == 0 or unit.words[i - 1].text in '“"«‘:' or unit.words[i - 1].text in ".?!"
        plain = word.low in unit.language.stopwords or word.low in unit.language.pronouns
        if (
            word.is_capital
            and word.is_word
            and not (plain and (opens or not run))
            and word.low not in unit.language.weekdays
        ):
            if word.low not in unit.language.months or run:
                run.append(i)
                continue
        elif run and word.low in INNER and i + 1 < len(unit.words) and unit.words[i + 1].is_capital:
            run.append(i)
            continue
        yield from _done(unit, run, headline)
        run = []
    yield from _done(unit, run, headline)


def _done(unit: Unit, run: list[int], headline: bool) -> Iterator[tuple[int, int]]:
    while run and unit.low(run[-1]) in INNER:
        run.pop()
    opens = bool(run) and (run[0] == 0 or unit.words[run[0] - 1].text in '.?!“"')
    if (
        opens
        and len(run) > 1
        and {unit.low(run[0]), unit.low(run[0]).removesuffix("s")} & unit.language.role_nouns.keys()
    ):
        run = [i for i in run[1:] if unit.low(i) not in INNER or i > run[1]]
        if len(run) == 1 and unit.low(run[0]) in INNER:
            return
    if not run or len(run) > MAX_WORDS or headline or (len(run) == 1 and run[0] == 0):
        return
    start, end = unit.words[run[0]].start, unit.words[run[-1]].end
    if unit.text[start:end].lower().endswith(("'s", "’s")):
        end -= 2
    yield start, end
