"""Languages as plain data: one file a language, one table line here names it.

A language without a file is cleaned and shown as *not read*. Nothing outside this folder asks which language it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dissensus.records import Act, Basis, BlockKind, DisputeKind, SpeakerKind


class Compounds(Mapping[str, SpeakerKind]):
    """Nouns of a language that writes compounds as one word: one that ends in a known noun is of its kind, also with one of
    the endings that nouns take there."""

    LEAST = 4  # letters of the noun that a compound ends in; shorter ones end too many words

    def __init__(self, nouns: Mapping[str, SpeakerKind], endings: tuple[str, ...] = ()) -> None:
        """The nouns by themselves, and the endings."""
        self.nouns = nouns
        self.endings = endings

    def __getitem__(self, word: str) -> SpeakerKind:
        """The kind of the longest known noun that this word is or ends in; KeyError without one."""
        for form in (word, *(word.removesuffix(end) for end in self.endings if word.endswith(end))):
            for start in (0, *range(1, len(form) - self.LEAST + 1)):
                found = self.nouns.get(form[start:])
                if found is not None:
                    return found
        raise KeyError(word)

    def __iter__(self) -> Iterator[str]:
        """The nouns by themselves; compounds cannot be listed."""
        return iter(self.nouns)

    def __len__(self) -> int:
        """How many nouns there are by themselves."""
        return len(self.nouns)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells of saying. `form` is as it stands in text; `takes` are the shapes of content it can have:
    `clause` (that ..., or a bare clause), `object` (a noun phrase), `infinitive` (to ...), `quote` alone."""

    form: str
    lemma: str
    act: Act
    takes: frozenset[str]
    noun: bool = False
    participle: bool = False
    apart: str = ""  # a word of the cue that stands later in its clause (`teilte ... mit`)


@dataclass(frozen=True, slots=True, eq=False)
class TimeWords:
    """The words of time of a language; months and weekdays stand in `Language`. `stages/read/times` reads them."""

    capitals: bool  # months and weekdays begin with a capital letter
    month_first: bool  # 6/8/2025 is the eighth of June
    classes: Mapping[str, Mapping[str, int | str]]  # name of a class -> word or phrase -> what it stands for
    phrases: Mapping[str, tuple[str, str]]  # fixed phrase -> TIMEX3 value and type; without a value it is no time
    holidays: Mapping[str, str]  # name -> month and day, or how to reckon it
    doubtful: frozenset[str]  # months and weekdays that are other words or names too
    before_month: frozenset[str]  # what stands before a month that has no day and no year
    future: frozenset[str]  # words near an expression that lies ahead
    past: frozenset[str]  # words near an expression that lies behind
    past_endings: tuple[str, ...]
    auxiliaries: frozenset[str]  # before a form with such an ending they take its past away


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The order of words, the small words that open and close phrases and clauses, and cues that ask for more than others.
    What a language has not is empty."""

    # order of words
    nouns_are_capitalised: bool  # a capital letter tells a noun, and no name
    verb_second: bool  # the subject may follow its verb; participles, infinitives and split cues close the clause
    stop_before_mark: bool  # a stop within a closing quotation mark ends the sentence
    # verbs
    auxiliaries: frozenset[str]
    be: frozenset[str]  # those that make a passive
    have: frozenset[str]  # those that make a perfect, where a participle closes the clause
    finite: frozenset[str]  # auxiliaries, those that no infinitive begins with
    negations: frozenset[str]  # those of a verb group
    adverbs: frozenset[str]  # that may stand in a verb group
    adverb_endings: tuple[str, ...]
    helpers: frozenset[str]  # verbs on which the infinitive of a cue may hang (`continued to say`)
    past_endings: tuple[str, ...]
    finite_endings: tuple[str, ...]  # of a verb behind a quotation, whatever it means
    gerund_endings: tuple[str, ...]
    subjunctive: frozenset[str]  # finite verbs that mark speech as reported (`habe`, `sei`)
    hearsay: frozenset[str]  # the same where an infinitive of the past closes the clause (`soll ... haben`)
    closing_infinitives: frozenset[str]  # which those are
    # single words with a role of their own
    that: str
    to: str  # before an infinitive
    by: str  # before the agent of a passive
    as_: str
    the: str
    of: str
    and_: str
    # phrases
    articles: frozenset[str]  # what stands before a noun alone, owners and small numbers too
    plain_articles: frozenset[str]  # those that a name for comparing goes without
    definite: frozenset[str]  # those of somebody told before
    genitives: frozenset[str]  # articles that go on with a noun phrase
    object_articles: frozenset[str]  # those that open no subject (`dem`, `den`)
    nominatives: frozenset[str]  # pronouns that are subjects behind a verb
    owners: frozenset[str]  # his, her ...
    owner_endings: tuple[str, ...]  # of a word that owns the next one
    apposing: frozenset[str]  # what opens an apposition behind a comma
    openers: frozenset[str]  # words before which a subject cannot begin further left
    closers: frozenset[str]  # words at which a phrase that follows its verb ends
    joiners: frozenset[str]  # and, or: between two nouns or between two clauses
    prepositions: frozenset[str]  # before what is no subject
    attaching: frozenset[str]  # prepositions that go on with a noun phrase (`von`)
    of_or_for: frozenset[str]  # inside a name of a body
    of_or_about: frozenset[str]  # between a noun of saying and what is said
    about: frozenset[str]
    told_about: frozenset[str]  # behind whom something was told
    no_or_any: frozenset[str]  # before a noun alone, beside articles
    plural: str  # the ending of a noun's plural
    name_words: frozenset[str]  # small words inside a name
    quoted_name_words: frozenset[str]  # the same of a name between quotation marks
    subject_starts: frozenset[str]
    leads: frozenset[str]  # words at the head of a sentence that are no subject
    # clauses
    complementizers: frozenset[str]  # that, whether, what ...: they open what is said
    relatives: frozenset[str]
    relative_articles: frozenset[str]  # articles that are relatives behind a comma
    brackets: frozenset[str]  # what opens a bracketed insertion behind a subject, other than an apposition
    insertions: frozenset[str]  # words between commas that change nothing
    but: frozenset[str]  # what sets one clause against another
    clause_openers: frozenset[str]  # behind a comma, of a clause of its own
    saying_enders: frozenset[str]  # behind the cue, of where and when something was said
    not_objects: frozenset[str]  # no noun phrase begins with them
    object_marks: frozenset[str]  # but behind a demand these do
    before_participle: frozenset[str]  # between a main clause and a participle
    coordinators: frozenset[str]  # before a second verb of one subject
    said_so: frozenset[str]  # `this was said by`: what points at what stands before
    made: frozenset[str]  # claims made by
    made_when: frozenset[str]  # claims made earlier by
    conditions: frozenset[str]  # whether, if
    neither: frozenset[str]
    nobody: frozenset[str]
    no_one: tuple[str, str]
    likewise: frozenset[str]  # `as`, `so`: who is told by the clause they open says the rest of the sentence
    answers: frozenset[str]  # `thus`: cues without a verb, behind what is said (`..., so der Minister`)
    # where and when something was said
    times: frozenset[str]  # words that tell when, beside weekdays
    ends_of_time: frozenset[str]  # the same at the end of a subject
    before_weekday: frozenset[str]
    on: str
    spans_of_time: frozenset[str]
    shifts: frozenset[str]  # earlier, ago
    setting_prepositions: frozenset[str]
    settings: frozenset[str]  # statement, interview ...
    setting_partners: frozenset[str]  # an interview with
    # cues, by lemma
    needs_that: frozenset[str]  # sayings only with `that`, a question word or a quotation after them
    bare: frozenset[str]  # of those, the ones with a bare clause too where its verb is plain
    needs_no_that: frozenset[str]  # of those, the ones with a noun phrase too
    addressed: frozenset[str]  # those that name whom they are said to
    never_before_speaker: frozenset[str]  # those whose subject never follows
    impersonal: frozenset[str]  # those that need nobody (`heißt es`)
    plain_sayings: frozenset[str]  # whatever says is somebody
    # people
    adjectives: frozenset[str]  # before a role
    some: frozenset[str]  # people without a name
    # borders of a content, as patterns
    contrast: str  # what ends it where somebody else is set against it
    loose_end: str  # what it does not end in


@dataclass(frozen=True, slots=True, eq=False)
class NumberWords:
    """How figures are written. `stages/read/figures` reads them."""

    words: Mapping[str, int]
    ordinal: str  # the mark behind a number that makes an ordinal of it, where that is a stop
    ones: frozenset[str]  # of them, those behind the tens
    scales: Mapping[str, int]  # behind a number, with a space or without
    money_scales: Mapping[str, int]  # that are scales right behind an amount of money alone (`$3m`, but `3m deep`)
    counts_nothing: frozenset[str]  # an article that is a number too
    thousands: str  # between groups of three digits
    decimal: str
    money: tuple[str, ...]  # signs
    currencies: tuple[str, ...]
    percent: tuple[str, ...]
    bounds: tuple[tuple[str, tuple[str, ...]], ...]  # at_least, at_most, about -> phrases before a figure
    counted_before: str  # a pattern: what is counted, before the figure (`the death toll rose to`)
    dead: str  # what such a pattern without a thing counts
    before_thing: frozenset[str]  # small words between a figure and its thing
    small: frozenset[str]  # words that are no thing


@dataclass(frozen=True, slots=True, eq=False)
class LinkWords:
    """Words by which `link` joins speakers and claims."""

    pointing: frozenset[str]  # a wording that opens so stands not by itself
    empty: frozenset[str]  # words of sayings and denials themselves: they tell nothing of what is claimed
    victims: tuple[str, ...]  # words of the groups of `like_words` whose counts rise with time
    published: frozenset[str]  # what an outlet says by
    outlets: frozenset[str]  # nouns for an outlet
    voice_like: frozenset[str]  # nouns for somebody's voice
    voice_titles: tuple[frozenset[str], ...]  # the same of several words (`press secretary`)
    initials_skip: frozenset[str]  # words that initials leave out
    # how a statement is told of which the text names no source, or no cue (`somebody says: ...`)
    somebody: str
    says: str
    denies: str


@dataclass(frozen=True, slots=True, eq=False)
class PointingWords:
    """Words that tell whom a pronoun, a role or a bystander's name means; `link` reads them. What a language leaves out
    is not looked for."""

    forms: Mapping[str, str] = field(
        default_factory=dict
    )  # forms beside `Language.pronouns`, owners too -> he, she ...
    addressed: frozenset[str] = frozenset()  # sources that are whoever reads or asks (`you`)
    relatives: frozenset[str] = frozenset()  # a source that is whoever stands right before it (`who`, `which`)
    people: frozenset[str] = frozenset()  # nouns for one person, beside role nouns
    epithets: frozenset[str] = frozenset()  # of them, those by which whoever was just named is called again
    others: frozenset[str] = frozenset()  # words before a role that tell it from whoever was just named
    kin: frozenset[str] = frozenset()  # those of them that are somebody's (`her mother`)
    former: frozenset[str] = frozenset()  # words before a role that change nothing of who it is
    means: Mapping[str, frozenset[str]] = field(default_factory=dict)  # a noun -> the roles of whom it can point at
    firms: frozenset[str] = frozenset()  # nouns for a company
    firm_endings: frozenset[str] = frozenset()  # last words of a company's name (`Inc`)
    agencies: frozenset[str] = frozenset()  # nouns for a body that is told by its initials
    seats: frozenset[str] = frozenset()  # houses that stand for who governs there
    copulas: frozenset[str] = frozenset()  # between somebody and what they are
    appointed: frozenset[str] = frozenset()  # the same, behind an auxiliary
    interviews: frozenset[str] = frozenset()  # words before the name of who is interviewed
    placing: frozenset[str] = frozenset()  # prepositions before the name of a place
    offices: frozenset[str] = frozenset()  # what somebody is secretary of
    partisans: frozenset[str] = frozenset()  # words of party before a name
    plural_verbs: frozenset[str] = frozenset()  # behind a relative pronoun they speak against one person
    peoples: Mapping[str, str] = field(default_factory=dict)  # an adjective of a state -> the state (`ukrainian`)
    regions: frozenset[str] = frozenset()  # adjectives of other people (`northern`, `european`)
    sides: frozenset[str] = frozenset()  # nouns that stand for the state before them (`the Ukrainian side`)
    things: frozenset[str] = frozenset()  # last words of names that are no persons' (`the Jane Doe Show`)
    lands: frozenset[str] = frozenset()  # nouns for a state (`the kingdom`)
    writers: frozenset[str] = frozenset()  # who writes what an outlet publishes
    leaders: frozenset[str] = frozenset()  # nouns for who leads a body: what follows their `of` is one
    contenders: frozenset[str] = frozenset()  # of `epithets`, those of whom an article on an election is about
    single_offices: frozenset[str] = frozenset()  # offices of which who has one is not called by another
    helpers: frozenset[str] = frozenset()  # roles of whoever speaks of others; an epithet means none of them
    adjective_endings: tuple[str, ...] = ()  # of words before a role that do not narrow it (`embattled leader`)


@dataclass(frozen=True, slots=True, eq=False)
class AttributeWords:
    """What tells a statement's attributes, whoever found its spans; `stages/read/attributes` reads it. Words and phrases as
    they stand in text, in lower case; patterns are regular expressions. What a language leaves out is told by none."""

    # the act of a cue
    acts: Mapping[str, Act] = field(default_factory=dict)  # word or phrase, every form of it -> what is done by it
    refusals: frozenset[str] = frozenset()  # behind them an act is not done (`refused to`, `stopped short of`)
    yielding: frozenset[str] = frozenset()  # keys of `acts` that leave the act to a later word (`offered`, `made`)
    trying: frozenset[str] = frozenset()  # keys of `acts` that leave the act to a verb of saying (`tries to portray`)
    trying_to: str = ""  # what the last of its words may be that is no part of the key
    turning_down: frozenset[str] = frozenset()  # keys of `acts` that deny a claim, but decline what was offered
    silences: frozenset[str] = frozenset()  # what somebody does not do who only says nothing (`declined to comment`)
    offered: frozenset[str] = frozenset()  # nouns for what is offered or asked for
    claimed: frozenset[str] = frozenset()  # nouns for what is said to be so
    objects_end: frozenset[str] = frozenset()  # words at which the noun phrase of an object ends
    proposing: frozenset[str] = frozenset()  # cues that propose if the content says what should be
    ought: frozenset[str] = frozenset()  # verbs by which it says that
    naming: frozenset[str] = frozenset()  # cues that give a name: every denying noun of the content counts
    ordering: frozenset[str] = frozenset()  # cues that demand if the pattern `order` follows (`told them to`)
    order: str = "(?!)"
    fillers: frozenset[str] = frozenset()  # words that may stand within a phrase (`call` publicly `for`)
    filler_endings: tuple[str, ...] = ()
    nobody: frozenset[str] = frozenset()  # first words of a source that is nobody
    # negation
    negating_endings: Mapping[str, str] = field(default_factory=dict)  # `n't` -> the negator that it is
    idle_negations: frozenset[str] = frozenset()  # phrases with a negator that negate nothing (`not only`)
    undoing: frozenset[str] = frozenset()  # phrases that negate what follows, or undo a negation (`failed to`)
    needs_predicate: frozenset[str] = frozenset()  # negators that count behind one of `predicates` alone (`without`)
    predicates: frozenset[str] = frozenset()  # words that make a predicate of what follows (`is`, `called`)
    subordinators: frozenset[str] = frozenset()  # words that open a clause that is not the main one
    # hedges stand in `Language.hedges`
    false_hedges: frozenset[str] = frozenset()  # phrases with a hedge that take nothing back (`could not`)
    # how the source knows
    bases: tuple[tuple[Basis, str], ...] = ()  # patterns without case, of the words beside a content; the first decides
    said_bases: tuple[tuple[Basis, str], ...] = ()  # the same of the first words of a content
    anonymity: str = ""  # a pattern without case, of people without a name
    indefinite: frozenset[str] = frozenset()  # words that open such a phrase (`some`, `several`)
    numbers: Mapping[str, int] = field(default_factory=dict)  # in such a phrase
    singulars: Mapping[str, str] = field(default_factory=dict)  # of `anonymous_nouns`, plural -> singular
    singular: frozenset[str] = frozenset()  # of `anonymous_nouns`, those of one alone
    # through whom words came
    hops: tuple[tuple[str, str], ...] = ()  # relation, and a pattern with the group `name`
    # who a source is
    relatives: frozenset[str] = frozenset()  # what opens a clause that tells more of it, beside `Grammar.relatives`
    ages: tuple[str, ...] = ()  # endings of a word that stands for somebody of an age (`43-year-old`)
    bodies: frozenset[str] = frozenset()  # words of the names of bodies and states, beside role nouns
    placed: tuple[str, ...] = ()  # endings of a word that tells of a name behind it (`Selk-based Brosk`)
    groups: frozenset[str] = frozenset()  # what a name before it is, and no part of it (`the Orla Dawn movement`)
    someone_like: frozenset[str] = frozenset()  # words before `like` that leave the name behind it the one who is meant
    like: str = ""
    reflexives: frozenset[str] = frozenset()  # behind a name they say nothing of who it is (`Doe himself`)
    # what or whom a statement answers
    targets: tuple[str, ...] = ()  # patterns with the group `name`, or `outlet` where only an outlet is meant
    back: str = ""  # a pattern of what points at something said before (`these claims`)
    pointing: frozenset[str] = frozenset()  # contents that do nothing else (`it`, `that`)
    whom_ends: frozenset[str] = frozenset()  # words at which the name of whom is accused or praised ends
    blamed_on: frozenset[str] = frozenset()  # of them, those before whom something is blamed on
    accusing: frozenset[str] = frozenset()  # cues behind which one of `accused_of` ends that name (`accused X of`)
    accused_of: frozenset[str] = frozenset()
    asked_of: str = ""  # a pattern of words whose object is asked or promised something (`urged`), up to where they end
    asked_to: frozenset[str] = frozenset()  # words that end that object and open what is asked (`urged Selk to`)
    asked_joints: frozenset[str] = frozenset()  # small words within a name or between two (`Orla and Selk`)
    asked_from: frozenset[str] = frozenset()  # prepositions before whom something is demanded of
    that: str = ""  # opens a clause whose subject is asked (`demanded that Selk withdraw`)
    # on what condition something is offered or demanded
    conditions: str = ""  # a pattern without case of what opens a condition
    no_conditions: str = ""  # the same of what only looks so (`as if`, `if any`)


@dataclass(frozen=True, slots=True, eq=False)
class NestingWords:
    """Words by which one's words are found within another's, and what a net read of a sentence is mended;
    `stages/read/nested.py` and `stages/read/mended.py` read it. What a language leaves out is not looked for."""

    refusals: frozenset[str] = frozenset()  # nouns with an owner and an infinitive (`its refusal to`)
    carriers: frozenset[str] = frozenset()  # verbs that only carry a noun of saying (`sent [a signal] that`)
    messages: frozenset[str] = frozenset()  # such nouns, beside the nouns among the cues
    what: str = ""  # opens a noun phrase that somebody has named (`what X calls Y`)
    joined: frozenset[str] = frozenset()  # what stands between two verbs of one subject
    fillers: frozenset[str] = frozenset()  # words that may stand behind one of these, beside adverbs
    determiners: frozenset[str] = frozenset()  # what opens an object for certain
    object_relatives: frozenset[str] = frozenset()  # a relative pronoun that is all of a content (`which X denied`)
    subordinators: frozenset[str] = frozenset()  # what opens a clause with a subject of its own (`when X left, citing`)
    reacting: frozenset[str] = frozenset()  # verbs of who only reacts to what others say
    reacted_to: frozenset[str] = frozenset()  # the last words of such cues (`commented on`)
    told_of: frozenset[str] = frozenset()  # between a report and what it tells of (`the article on`)
    quoting: tuple[str, ...] = ()  # who carries all of a sentence stands behind these, at its end (`, quoted by X`)


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All that the stages know of a language. Words are lower case and without apostrophe variants (’ is ')."""

    code: str
    name: str
    script: str  # a Unicode script name, as `unicodedata.name` begins: LATIN, CYRILLIC ...
    # dates
    months: Mapping[str, int]
    weekdays: Mapping[str, int]  # Monday is 0
    times: TimeWords
    # leftovers of pages, by the kind of block they betray: phrases that open or fill a line
    leftovers: Mapping[BlockKind, tuple[str, ...]]
    # words that tell an outlet's name from other names ("Times", "Post", "Herald")
    outlet_words: frozenset[str]
    # saying
    cues: Mapping[str, Cue]  # by form; nouns (`her claim that`) by `the ` and their form, in every language
    split_cues: Mapping[str, tuple[Cue, ...]]  # by their first word, those of which a word stands apart
    according_to: tuple[str, ...]
    according_behind: tuple[str, ...]  # the same behind who says it (`dem Minister zufolge`)
    according_nouns: Mapping[str, frozenset[str]]  # before these nouns, a preposition (`nach Angaben von`)
    hedges: Mapping[str, float]  # phrase -> how much it takes back, 0 to 1
    negators: frozenset[str]
    flat_negators: frozenset[str]  # negators that deny as flatly as a denying word: never
    denial_nouns: frozenset[str]
    # who speaks
    pronouns: Mapping[str, str]  # pronoun -> he, she, they, it, i, we
    titles: frozenset[str]
    role_nouns: Mapping[str, SpeakerKind]
    voice_nouns: frozenset[str]  # roles that speak for a body
    document_nouns: frozenset[str]
    anonymous_nouns: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    # words
    stopwords: frozenset[str]
    grammar: Grammar
    numbers: NumberWords
    links: LinkWords
    kinds: Mapping[DisputeKind, tuple[str, ...]]  # by what words a dispute is of a kind: patterns, whole words
    like_words: tuple[frozenset[str], ...]  # stems that news uses for the same thing
    attributes: AttributeWords = field(default_factory=AttributeWords)
    nesting: NestingWords = field(default_factory=NestingWords)
    pointing: PointingWords = field(default_factory=PointingWords)


def read_languages() -> Mapping[str, Language]:
    """Every language that can be read, by its ISO 639-1 code."""
    from dissensus.langs import de, en

    return {language.code: language for language in (en.LANGUAGE, de.LANGUAGE)}


@cache
def rarities(code: str) -> Mapping[str, float] | None:
    """How rare words are in news of a language: the logarithm of articles by articles with the word, by stem; of words that
    stand in hardly any, under "". None for a language without a table (`en_rarity.txt` by train/stories.py)."""
    table = files("dissensus.langs") / f"{code}_rarity.txt"
    if not table.is_file():
        return None
    found = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        rarity, *words = line.split(" ")
        found.update(dict.fromkeys(words or [""], float(rarity)))
    return found


@dataclass(frozen=True, slots=True)
class KindModel:
    """A multinomial logistic model of the kind of a dispute: `bias` has a number a kind, `weights` as many a stem."""

    kinds: tuple[DisputeKind, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]


@cache
def kind_model(code: str) -> KindModel | None:
    """By what words a dispute is of which kind, in a language. None for a language without a table (`en_kinds.txt` by
    train/kinds.py): a line of the kinds, one of the biases in hundredths, one a stem with its weights in hundredths."""
    table = files("dissensus.langs") / f"{code}_kinds.txt"
    if not table.is_file():
        return None
    kinds, bias, *rows = (line.split(" ") for line in table.read_text(encoding="utf-8").splitlines())
    return KindModel(
        tuple(map(DisputeKind, kinds)), _hundredths(bias), {stem: _hundredths(weights) for stem, *weights in rows}
    )


def _hundredths(row: list[str]) -> tuple[float, ...]:
    return tuple(int(value) / 100 for value in row)
