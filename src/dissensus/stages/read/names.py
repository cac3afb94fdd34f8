"""Names anywhere in a text: runs of capitalised words, with care where a capital means nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.stages.read.scan import Unit

MAX_WORDS = 7


def names(unit: Unit, headline: bool) -> Iterator[tuple[int, int]]:
    """Offsets of the names of a unit. The first word of a sentence and the words of a headline are capital anyway: a run
    that is only such words is left out, for the name will be met again elsewhere."""
    run: list[int] = []
    grammar = unit.language.grammar
    for i, word in enumerate(unit.words):
        if not run and not word.is_capital:
            continue
        if word.low.endswith(unit.language.attributes.placed):
            run = []  # `San Tello-based Brosk`
            continue
        opens = i == 0 or unit.words[i - 1].text in '“"«‘:' or unit.words[i - 1].text in ".?!"
        plain = word.low in unit.language.stopwords or word.low in unit.language.pronouns
        plain = plain or word.low in grammar.openers or word.low in grammar.leads
        if (
            word.is_capital
            and word.is_word
            and not (plain and (opens or not run))
            and word.low not in unit.language.weekdays
        ):
            if word.low not in unit.language.months or run:
                run.append(i)
                continue
        elif run and word.low in grammar.name_words and i + 1 < len(unit.words) and unit.words[i + 1].is_capital:
            run.append(i)
            continue
        yield from _done(unit, run, headline)
        run = []
    yield from _done(unit, run, headline)


def _done(unit: Unit, run: list[int], headline: bool) -> Iterator[tuple[int, int]]:
    inner = unit.language.grammar.name_words
    while run and unit.low(run[-1]) in inner:
        run.pop()
    opens = bool(run) and (run[0] == 0 or unit.words[run[0] - 1].text in '.?!“"')
    if (
        opens
        and len(run) > 1
        and {unit.low(run[0]), unit.low(run[0]).removesuffix(unit.language.grammar.plural)}
        & unit.language.role_nouns.keys()
    ):
        run = [i for i in run[1:] if unit.low(i) not in inner or i > run[1]]
        if len(run) == 1 and unit.low(run[0]) in inner:
            return
    if not run or len(run) > MAX_WORDS or headline or (len(run) == 1 and run[0] == 0) or not _tells_name(unit, run):
        return
    start, end = unit.words[run[0]].start, unit.words[run[-1]].end
    if unit.words[run[-1]].low.endswith(unit.language.grammar.owner_endings[:1]):
        end -= len(unit.language.grammar.owner_endings[0])
    yield start, end


def _tells_name(unit: Unit, run: list[int]) -> bool:
    """Where all nouns have capitals, a name is two words or more, a word beside a role, or an abbreviation."""
    language = unit.language
    if not language.grammar.nouns_are_capitalised:
        return True
    plain = [
        i for i in run if unit.low(i) not in language.role_nouns and unit.low(i) not in language.grammar.name_words
    ]
    short = any(unit.words[i].text.isupper() and len(unit.words[i].text) > 1 for i in plain)
    return short or len(plain) > 1 or (bool(plain) and len(plain) < len(run))
