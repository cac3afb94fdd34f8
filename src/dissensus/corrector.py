"""A person corrects speakers and stories: words go in as edges, and what depends on them is run again.

Nothing of what persons said is ever deleted; what is taken back is taken back by a word (`verdicts`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import Self

from dissensus.choice import OURS, Choice
from dissensus.errors import CorrectionError, DissensusError, UnknownId
from dissensus.ingest.lines import read_lines
from dissensus.meant import (
    PREFIX_LENGTH,
    Leaving,
    Pair,
    article_named,
    end_of,
    giving,
    joining,
    parting,
    speaker_named,
    splitting,
    story_named,
)
from dissensus.records import Edge, Relation, Statement, Verdict
from dissensus.revise import keep, told
from dissensus.run import Progress, Run, quiet
from dissensus.store import Store
from dissensus.travel import from_lines, newest, to_lines
from dissensus.verdicts import in_order, new_word, pair, person, said_at, standing, taken_back

CALLED_LENGTH = 200  # characters of a name that a person gives


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person's words did: the words, what ran again, and by noun how many records are new and gone."""

    words: tuple[Edge, ...]
    run: Run
    changed: Mapping[str, tuple[int, int]]

    @property
    def told(self) -> str:
        """What changed, in one line."""
        return told(f"{len(self.words)} word" + "s" * (len(self.words) != 1), self.changed)


@dataclass(frozen=True, slots=True)
class Corrector:
    """A person who corrects what is in a store: `by` is the name, `reference` the present in a time zone, `choice` the nets
    that the corpus is read with. Each method raises CorrectionError for what cannot be said and UnknownId for what is not
    there, and nothing of it is kept then; and whatever `pipeline.run` raises."""

    store: Store
    by: str
    reference: datetime
    choice: Choice = OURS
    progress: Progress = quiet

    def merge_speakers(self, *names: str) -> Correction:
        """These speakers are one, under the name of the first. A speaker is an id, the beginning of one, a name or a
        spelling."""
        speakers = [speaker_named(self.store, name) for name in names]
        if len(speakers) < 2:
            raise CorrectionError(f"{', '.join(names) or 'nobody'}: name two speakers or more to be merged")
        _all_different([one.id for one in speakers], names, "speakers")
        first, *others = (end_of(self.store, one) for one in speakers)
        return self._say(Relation.SAME_SPEAKER, [(first, other, Verdict.SAME) for other in others])

    def split_speaker(
        self,
        name: str,
        *,
        spellings: Sequence[str] = (),
        articles: Sequence[str] = (),
        outlets: Sequence[str] = (),
        mentions: Sequence[int] = (),
    ) -> Correction:
        """All of these spellings, in these articles, of these outlets, and the mentions of these numbers are of another
        speaker than the rest. Roles, pronouns and short forms go with the name before them."""
        leaving = Leaving(tuple(spellings), tuple(articles), tuple(outlets), tuple(mentions))
        speaker = speaker_named(self.store, name)
        if not leaving:
            raise CorrectionError(
                f"{speaker.name}: nothing is named that is to leave; name spellings, articles or outlets"
            )
        return self._say(Relation.SAME_SPEAKER, splitting(self.store, speaker, leaving))

    def give_statements(self, name: str, *statements: str) -> Correction:
        """This speaker says these statements: whoever is named there as the source is this one, and nobody else. A statement
        is its id, or the beginning of it."""
        speaker = speaker_named(self.store, name)
        found = [self.store.find(id) for id in statements]
        for id, one in zip(statements, found, strict=True):
            if not isinstance(one, Statement):
                raise UnknownId(f"{id}: no such statement; `dissensus show article` tells their ids")
        if not found:
            raise CorrectionError(f"{speaker.name}: no statement is named; `dissensus show article` tells their ids")
        said = [one for one in found if isinstance(one, Statement)]
        return self._say(Relation.SAME_SPEAKER, giving(self.store, speaker, said))

    def rename_speaker(self, name: str, called: str) -> Correction:
        """This speaker is called so; all spellings stay."""
        speaker = speaker_named(self.store, name)
        plain = " ".join(called.split())
        if not plain or not plain.isprintable() or len(plain) > CALLED_LENGTH:
            raise CorrectionError(f"{called[:60]!r}: is no name; give up to {CALLED_LENGTH} letters")
        if plain == speaker.name:
            raise CorrectionError(f"{plain}: is the speaker's name already; give another one")
        return self._say(Relation.NAMED, [(end_of(self.store, speaker), plain, Verdict.SAME)])

    def merge_stories(self, *names: str) -> Correction:
        """These stories are one. A story is its id, the beginning of it, or an article of it."""
        stories = [story_named(self.store, name) for name in names]
        if len(stories) < 2:
            raise CorrectionError(f"{', '.join(names) or 'no story'}: name two stories or more to be merged")
        _all_different([story.id for story in stories], names, "stories")
        return self._say(Relation.SAME_STORY, joining(self.store, stories))

    def split_story(self, name: str, *articles: str, together: bool = False) -> Correction:
        """These articles do not tell this story; those that leave tell one of their own if they are held `together`, else
        the machine groups them."""
        story = story_named(self.store, name)
        given = {article_named(self.store, one).id: one for one in articles}
        for id, one in given.items():
            if id not in story.articles:
                raise CorrectionError(f"{one}: stands in another story than {name}; name articles of that one")
        found = list(given)
        if not found:
            raise CorrectionError(f"{name}: no article is named that is to leave; `dissensus show stories` lists them")
        if len(found) == len(story.articles):
            raise CorrectionError(f"{name}: all {len(found)} articles would leave; name fewer")
        return self._say(Relation.SAME_STORY, parting(story, found, together=together))

    def undo(self, id: str) -> Correction:
        """Takes back the word of this id, or of an id that begins so, with all that was said with it."""
        known = self.store.persons_edges()
        found = [word for word in known if word.id == id]
        found = found or [word for word in known if len(id) >= PREFIX_LENGTH and word.id.startswith(id)]
        if len(found) != 1:
            trouble = f"means {len(found)} words" if found else "no such word of a person"
            raise UnknownId(f"{id}: {trouble}; `dissensus correct list` has them all")
        word = found[0]
        by, at = person(self.by), said_at(self.reference, known)
        return self._keep([taken_back(one, by, at) for one in self._said_with(word, known)])

    def _said_with(self, word: Edge, known: Sequence[Edge]) -> list[Edge]:
        """A word and those that were said with it and stand. CorrectionError where none does."""
        with_it = [one for one in known if one.id == word.id or _at_once(one, word)]
        if word.relation is Relation.LEDGER:
            stands = [one for one in with_it if one.verdict is not Verdict.UNSURE]
        else:
            standing_now = {one.id for one in standing(known, word.relation)}
            stands = [one for one in with_it if one.id in standing_now]
        if not stands:
            last = in_order(one for one in known if one.relation is word.relation and pair(one) == pair(word))[-1]
            if last.verdict is Verdict.UNSURE:
                raise CorrectionError(f"{word.id}: is taken back already; `dissensus correct list` tells what stands")
            otherwise = f"{last.by} said otherwise later ({last.id[:8]})"
            raise CorrectionError(f"{word.id}: {otherwise}; take that back, or say it anew")
        return stands

    def export(self, path: str | PathLike[str]) -> int:
        """Writes all that persons said into a file of corrections; how many words."""
        return export(self.store, path)

    def take(self, path: str | PathLike[str]) -> Correction:
        """Takes in the words of a file of corrections, whoever said them."""
        return take(self.store, path, self.reference, self.progress, self.choice)

    def _say(self, relation: Relation, pairs: Iterable[Pair]) -> Correction:
        by, at = person(self.by), said_at(self.reference, self.store.persons_edges())
        return self._keep([new_word(relation, (left, right), verdict, by, at) for left, right, verdict in pairs])

    def _keep(self, words: Sequence[Edge]) -> Correction:
        return Correction(tuple(words), *keep(self.store, words, self.reference, self.progress, self.choice))

    def __enter__(self) -> Self:
        """The same, whose store is closed in the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the store."""
        self.store.close()


def export(store: Store, path: str | PathLike[str]) -> int:
    """Writes all that persons said into a file of corrections, whole or not at all; how many words. DissensusError where it
    cannot be written."""
    words = store.persons_edges()
    target = Path(fspath(path))
    part = target.with_name(f".{target.name[:60]}.{os.getpid()}.part")
    try:
        try:
            part.write_text("".join(to_lines(words)), "utf-8", newline="\n")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise DissensusError(f"{target}: cannot be written ({reason}); name another file") from error
    return len(words)


def take(
    store: Store, path: str | PathLike[str], reference: datetime, progress: Progress = quiet, choice: Choice = OURS
) -> Correction:
    """Takes in the words of a file of corrections, and runs what is stale. Of two of one id the one that was said later
    stays; words on articles that are not here are kept, and rest until those come. Raises InputError for a file that
    cannot be read, CorrectionError for the first line that is no word; nothing is taken in then."""
    name = fspath(path)
    words = from_lines(read_lines(name), name, reference)
    known = {word.id: word for word in store.persons_edges()}
    stays = {word.id: word for word in newest([*known.values(), *words])}
    new = [word for word in words if stays[word.id] == word != known.get(word.id)]
    return Correction(tuple(new), *keep(store, new, reference, progress, choice))


def _at_once(one: Edge, other: Edge) -> bool:
    """Were two words said by one person at one time, of one kind of thing?"""
    return one.at is not None and (one.by, one.at, one.relation) == (other.by, other.at, other.relation)


def _all_different(ids: Sequence[str], names: Sequence[str], what: str) -> None:
    """CorrectionError if one thing is named twice."""
    for number, id in enumerate(ids):
        if id in ids[:number]:
            before = names[ids.index(id)]
            twice = (
                f"{names[number]}: is named twice" if before == names[number] else f"{before}: is {names[number]} too"
            )
            raise CorrectionError(f"{twice}; name two different {what}")
