"""Everybody who speaks, over a whole corpus: what they say, what others say of them, what they deny, who denies what they
assert, and where they stand otherwise than elsewhere.

Nothing is computed: statements and positions are put together by who holds them. A name joins nobody over storylines, so
that whom a statement names or answers is looked for in its own storyline alone; where a name fits two, it is told of neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dissensus.records import Level, Scope, SpeakerKind, Stance, Voice
from dissensus.show.joins import TAKES_SIDE, by_date, by_saying
from dissensus.show.shapes import (
    CorpusView,
    DisputeView,
    PositionView,
    SpeakerView,
    StatementView,
    StoryView,
    folded,
)
from dissensus.show.words import clean_line, teller

AGAINST = (Stance.DENIES, Stance.DOUBTS)
NAME_WORDS = 2  # of a spelling by which words name somebody: a single one is too often somebody else's too
_WORD = re.compile(r"\w+")

Held = tuple[tuple[PositionView, ...], ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """What one holder says in the same words, once or in several places, the earliest first."""

    statements: tuple[StatementView, ...]

    @property
    def first(self) -> StatementView:
        """The earliest; the others have its words."""
        return self.statements[0]

    @property
    def articles(self) -> int:
        """In how many articles it stands."""
        return len({one.article for one in self.statements})


@dataclass(frozen=True, slots=True)
class InStory:
    """What somebody says in one story, in order of time; `story` is None for articles that stand in none."""

    story: StoryView | None
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What somebody else says of a speaker: `is_aimed` where it answers or is aimed at them, else it names them."""

    saying: Saying
    is_aimed: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """A claim on which a speaker takes a side: `theirs` are their positions that are told of, `others` those of others on
    the other side, each group in the same words; what hardly belongs to the dispute is among neither. `dispute` is None
    where the claim is in no dispute, `is_laid_out` says that the report has a card of it."""

    dispute: DisputeView | None
    theirs: Held
    others: Held = ()
    is_laid_out: bool = False

    @property
    def is_possible(self) -> bool:
        """Is it merely possible that this is in dispute."""
        return self.dispute is not None and self.dispute.level is Level.ALL

    @property
    def other_names(self) -> list[str]:
        """Who stands on the other side, each once."""
        return list(dict.fromkeys(teller(one.holder_name, one.origin) for same in self.others for one in same))


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another speaker of the same name, with the first story in which they speak, None where they speak in none."""

    id: str
    story: StoryView | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A speaker with all that stands on record. `denies` is what they deny or doubt, `denied` what they assert and others
    deny or doubt, `differs` where they stand on both sides at two times, or in one article otherwise than in another.
    What is merely possible is among none of them. `namesakes` are further speakers of the same name, of whom nothing says
    that they are this one."""

    speaker: SpeakerView
    said: tuple[InStory, ...]
    about: tuple[About, ...]
    denies: tuple[Stand, ...]
    denied: tuple[Stand, ...]
    differs: tuple[Stand, ...]
    stories: int
    namesakes: tuple[Namesake, ...] = ()

    @property
    def statements(self) -> int:
        """How many statements, those in the same words in one story counted once."""
        return sum(len(here.sayings) for here in self.said)

    @property
    def story(self) -> StoryView | None:
        """The first story in which they speak."""
        return next((here.story for here in self.said if here.story), None)

    @property
    def role(self) -> str:
        """What they are called where they are first quoted, else by any article; empty where nobody says it."""
        called = [role for one in self.speaker.statements[:1] if one.holder for role in one.holder.roles]
        return next(iter(called), self.speaker.roles[0].text if self.speaker.roles else "")

    @property
    def is_known(self) -> bool:
        """Is there more to tell of them than one name and no role."""
        one = self.speaker
        told = one.roles or one.flags or one.because or one.anonymous or len(one.spellings) > 1
        return bool(told) or one.kind is not SpeakerKind.UNKNOWN

    @property
    def is_once(self) -> bool:
        """Do they say one thing and nothing else is known of them: no dispute, no second spelling, nobody who speaks of them."""
        one = self.speaker
        more = self.about or self.denies or self.denied or self.differs or self.namesakes or one.flags or one.because
        return self.statements == 1 and not more and len(one.spellings) < 2 and len(one.roles) < 2


def profiles(view: CorpusView) -> tuple[Profile, ...]:
    """Each whom an article lets speak; who says most comes first, then by name."""
    corpus = _corpus(view)
    about = _about(view, corpus)
    speaking = [replace(one, statements=one.quoted) for one in view.speakers if one.speaks]
    found = _with_namesakes([_profile(one, corpus, about.get(one.id, {})) for one in speaking])
    return tuple(sorted(found, key=_most))


def as_dict(view: CorpusView) -> dict[str, object]:
    """The speakers for programs, who says most first; ids as in the export."""
    return {
        "speakers": [
            {
                "speaker": one.speaker.id,
                "name": one.speaker.name,
                "kind": one.speaker.kind.value,
                "roles": [role.text for role in one.speaker.roles],
                "spellings": {form.text: form.count for form in one.speaker.spellings},
                "statements": [said.id for said in one.speaker.statements],
                "said_about": [said.id for about in one.about for said in about.saying.statements],
                "denies": _ids(one.denies),
                "denied": _ids(one.denied),
                "differs": _ids(one.differs),
                "namesakes": [other.id for other in one.namesakes],
            }
            for one in profiles(view)
        ]
    }


def _ids(stands: Iterable[Stand]) -> list[str]:
    return [one.dispute.id for one in stands if one.dispute]


def _most(one: Profile) -> tuple[int, str, str]:
    return -one.statements, one.speaker.name, one.speaker.id


# ------------------------------------------------------------------------------------------------------- the joining


@dataclass(slots=True)
class _Names:
    """Who is called what in one storyline."""

    spelt: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # by spelling of several words
    begins: dict[str, list[str]] = field(default_factory=dict)  # spellings by their first word, the longest first

    def add(self, speaker: SpeakerView) -> None:
        """A speaker with its name and those of its spellings that can name it."""
        if speaker.kind is SpeakerKind.ANONYMOUS:  # what they are called fits others as well
            return
        for text in (speaker.name, *(form.text for form in speaker.spellings)):
            line = clean_line(text)
            word = _WORD.search(line)
            if word and len(line.split()) >= NAME_WORDS and not line[word.start()].islower():
                self.spelt[line[word.start() :]].add(speaker.id)

    def sort(self) -> None:
        """To be called when all are added."""
        for text in sorted(self.spelt, key=lambda one: (-len(one), one)):
            word = _WORD.match(text)
            self.begins.setdefault(word.group() if word else "", []).append(text)

    def within(self, text: str) -> set[str]:
        """Those whom a text names, word for word; a longer name hides those within it."""
        line, found, end = clean_line(text), set[str](), 0
        for word in _WORD.finditer(line):
            at = word.start()
            if at < end or _goes_on(line, at - 1):
                continue
            fits = (one for one in self.begins.get(word.group(), ()) if line.startswith(one, at))
            name = next((one for one in fits if not _goes_on(line, at + len(one))), None)
            if name:
                end = at + len(name)
                found |= _only(self.spelt[name])
        return found


def _only(ids: set[str]) -> set[str]:
    return ids if len(ids) == 1 else set()


def _goes_on(line: str, at: int) -> bool:
    """Does a word that ends or begins beside this place go on there: with a letter, a digit, or a mark on a letter."""
    return 0 <= at < len(line) and (line[at].isalnum() or unicodedata.category(line[at])[0] == "M")


@dataclass(frozen=True, slots=True)
class _Corpus:
    """What is looked up by id while profiles are made: stories and storylines by article (that of an article in no story
    is its own), disputes by who stands in them; claims in dispute, and disputes of which the report has a card."""

    stories: Mapping[str, StoryView]
    lines: Mapping[str, str]
    disputes: Mapping[str, Sequence[DisputeView]]
    claims: frozenset[str]
    laid_out: frozenset[str]


def _corpus(view: CorpusView) -> _Corpus:
    stories = {article.id: story for story in view.stories for article in story.articles}
    disputes: dict[str, list[DisputeView]] = defaultdict(list)
    for dispute in (one.surely for one in view.disputes):
        for id in dict.fromkeys(one.holder.id for one in dispute.positions):
            disputes[id].append(dispute)
    return _Corpus(
        stories=stories,
        lines={one.id: stories[one.id].storyline if one.id in stories else one.id for one in view.articles},
        disputes=disputes,
        claims=frozenset(one.claim.id for one in view.disputes),
        laid_out=frozenset(one.id for one in view.disputes if one.home in {story.id for story in view.stories}),
    )


def _about(view: CorpusView, corpus: _Corpus) -> dict[str, dict[str, tuple[StatementView, bool]]]:
    """By speaker what others say of them, by its id; what an outlet tells in its own voice is not among it."""
    names: dict[str, _Names] = defaultdict(_Names)
    for speaker in view.speakers:
        at = [*(s.article for s in speaker.statements), *(p.article for p in speaker.positions if p.article)]
        for line in {corpus.lines[id] for id in at if id in corpus.lines}:
            names[line].add(speaker)
    for known in names.values():
        known.sort()
    out: dict[str, dict[str, tuple[StatementView, bool]]] = defaultdict(dict)
    for article in view.articles:
        known = names[corpus.lines[article.id]]
        for one in article.statements:
            if one.voice is Voice.ATTRIBUTED:
                aimed = {one.target_holder} if one.target_holder else set()
                for id in (aimed | known.within(one.quote)) - {one.holder.id if one.holder else ""}:
                    out[id][one.id] = one, id in aimed
    return out


def _profile(speaker: SpeakerView, corpus: _Corpus, about: Mapping[str, tuple[StatementView, bool]]) -> Profile:
    here = [*(one.article for one in speaker.statements), *(one.article for one in speaker.positions if one.article)]
    return Profile(
        speaker=speaker,
        said=_said(speaker, corpus),
        about=_told_of(about),
        denies=_denies(speaker, corpus),
        denied=_denied(speaker, corpus),
        differs=_differs(speaker, corpus),
        stories=len({corpus.stories[id].id for id in here if id in corpus.stories}),
    )


def _with_namesakes(found: Sequence[Profile]) -> list[Profile]:
    """The same profiles, each with the others of its name; what people who are not named are called is no name."""
    called: dict[str, list[Profile]] = defaultdict(list)
    for one in found:
        if one.speaker.kind is not SpeakerKind.ANONYMOUS:
            called[one.speaker.name].append(one)

    def others(one: Profile) -> tuple[Namesake, ...]:
        same = sorted(called.get(one.speaker.name, ()), key=_most)
        return tuple(Namesake(other.speaker.id, other.story) for other in same if other is not one)

    return [one if one.speaker.kind is SpeakerKind.ANONYMOUS else replace(one, namesakes=others(one)) for one in found]


def _said(speaker: SpeakerView, corpus: _Corpus) -> tuple[InStory, ...]:
    """Their statements by story, the story in which they speak first before the others."""
    told: dict[str, list[StatementView]] = defaultdict(list)
    for one in sorted(speaker.statements, key=by_saying):
        story = corpus.stories.get(one.article)
        told[story.id if story else ""].append(one)
    return tuple(InStory(corpus.stories.get(said[0].article), _sayings(said)) for said in told.values())


def _sayings(said: Iterable[StatementView]) -> tuple[Saying, ...]:
    return tuple(Saying(same) for same in folded(said))


def _told_of(found: Mapping[str, tuple[StatementView, bool]]) -> tuple[About, ...]:
    """What is aimed at somebody first, then what names them, each in order of time."""
    aimed = {id for id, (_, is_aimed) in found.items() if is_aimed}
    sayings = _sayings(sorted((one for one, _ in found.values()), key=by_saying))
    told = [About(saying, any(one.id in aimed for one in saying.statements)) for saying in sayings]
    return tuple(sorted(told, key=lambda one: not one.is_aimed))


def _denies(speaker: SpeakerView, corpus: _Corpus) -> tuple[Stand, ...]:
    """What they deny or doubt, dispute by dispute, and then what is in no dispute."""
    stands = []
    for dispute in corpus.disputes.get(speaker.id, ()):
        asserts = [one for one in dispute.asserts if one.holder.id != speaker.id]
        if dispute.level is Level.ALL and dispute.asserts:  # what is merely possible is laid out in its story alone
            continue
        if theirs := [one for one in _against(dispute) if one.holder.id == speaker.id]:
            stands.append(_stand(dispute, theirs, asserts, corpus))
    apart = [one for one in speaker.positions if one.stance in AGAINST and one.claim not in corpus.claims]
    return (*stands, *(Stand(None, (same,)) for same in folded(apart)))


def _denied(speaker: SpeakerView, corpus: _Corpus) -> tuple[Stand, ...]:
    """What they assert and others deny or doubt."""
    stands = []
    for dispute in corpus.disputes.get(speaker.id, ()):
        theirs = [one for one in dispute.asserts if one.holder.id == speaker.id]
        others = [one for one in _against(dispute) if one.holder.id != speaker.id]
        if theirs and others and dispute.level is not Level.ALL:
            stands.append(_stand(dispute, theirs, others, corpus))
    return tuple(stands)


def _differs(speaker: SpeakerView, corpus: _Corpus) -> tuple[Stand, ...]:
    """Where they stand on both sides at two times, or in one article on another side than in another."""
    stands = []
    for dispute in corpus.disputes.get(speaker.id, ()):
        if dispute.level is Level.ALL:
            continue
        theirs = [one for one in dispute.positions if one.holder.id == speaker.id and one.stance in TAKES_SIDE]
        sides: dict[str | None, set[Stance]] = defaultdict(set)
        for one in theirs:
            sides[one.article].add(one.stance)
        taken = set().union(*sides.values())
        both = Stance.ASSERTS in taken and not taken.isdisjoint(AGAINST)
        if (dispute.scope is Scope.SPEAKER and both) or any(one != taken for one in sides.values()):
            ordered = sorted(
                theirs, key=lambda one: by_date(one.published, one.id) if one.published else (True, "", "")
            )
            stands.append(_stand(dispute, ordered, (), corpus))
    return tuple(stands)


def _stand(
    dispute: DisputeView, theirs: Iterable[PositionView], others: Iterable[PositionView], corpus: _Corpus
) -> Stand:
    return Stand(dispute, folded(theirs), folded(others), dispute.id in corpus.laid_out)


def _against(dispute: DisputeView) -> tuple[PositionView, ...]:
    return (*dispute.denies, *dispute.doubts)
