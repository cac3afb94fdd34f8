"""What persons said of speakers over what the machine made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.passages import written
from dissensus.records import Claim, Edge, Entry, Mention, Parts, Place, Relation, Span, Speaker, SpeakerKind, Verdict
from dissensus.verdicts import new_word, speaker_words, taken_back
from tests.stages.link.linking import Linked, story

SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT


@dataclass
class Told:
    """Texts of one story, and what persons said of them, a minute apart."""

    texts: tuple[str, ...]
    words: list[Edge]
    outlets: tuple[str | None, ...] = ()

    def at(self, place: str) -> str:
        """`1 Ilse Brandt`: these words in the article of this number; `1 she 2` the second such there; `1` the article."""
        number, _, words = place.partition(" ")
        if not words:
            return f"a{number}"
        nth = 1
        if words[-1].isdecimal():
            words, nth = words[:-2], int(words[-1])
        text, start = self.texts[int(number)], -1
        for _ in range(nth):
            start = text.index(words, start + 1)
        return written(Span(f"a{number}", "text", start, start + len(words)), Parts(text))

    def say(self, left: str, right: str, verdict: Verdict = SAME, by: str = "Ada", together: bool = False) -> Edge:
        at = self.words[-1].at or "" if together else f"2024-05-01T10:{next(MINUTES) % 60:02}:00.000000+00:00"
        word = new_word(Relation.SAME_SPEAKER, (self.at(left), self.at(right)), verdict, by, at)
        self.words.append(word)
        return word

    def call(self, left: str, name: str) -> Edge:
        at = f"2024-05-01T11:{next(MINUTES) % 60:02}:00.000000+00:00"
        self.words.append(new_word(Relation.NAMED, (self.at(left), name), SAME, "Ada", at))
        return self.words[-1]

    def linked(self) -> Linked:
        return story(*self.texts, outlets=self.outlets, words=speaker_words(self.words))

    def held(self) -> dict[str, str]:
        return self.linked().holders()


MINUTES = count()


def told(*texts: str, outlets: tuple[str | None, ...] = ()) -> Told:
    return Told(texts, [], outlets)


def people(linked: Linked) -> list[Speaker]:
    return [one for one in linked.of(Speaker) if one.kind is not SpeakerKind.OUTLET]


TWO = ("Mayor Ilse Brandt said that it rained. She said that it hailed.", "Elsa Berndorf said that it snowed.")


def test_why_a_mention_is_its_speakers_says_what_a_person_decided() -> None:
    corpus = told(*TWO)
    corpus.say("0 Ilse Brandt", "1 Elsa Berndorf")
    linked = corpus.linked()
    (one,) = people(linked)
    edges = [e for e in linked.of(Edge) if e.relation is Relation.IDENTITY and e.right == one.id]
    spans = {m.id: m.span for m in linked.of(Mention)}
    assert sorted(spans[e.left] for e in edges) == sorted(one.mentions)
    assert {e.because[-1] for e in edges} == {"merged by a person: Ada"}


def test_a_person_outranks_the_table() -> None:
    corpus = told(*TWO)
    rows = (Entry("wikidata:Q1", "Ilse Brandt", (), "person"), Entry("wikidata:Q2", "Elsa Berndorf", (), "person"))
    corpus.say("1 Elsa Berndorf", "0 Ilse Brandt")
    (one,) = people(story(*TWO, words=speaker_words(corpus.words), table=rows))
    assert (one.name, one.ids) == ("Elsa Berndorf", ("wikidata:Q2",))


def test_two_speakers_that_a_person_merges_are_one_with_all_that_is_theirs() -> None:
    corpus = told(*TWO)
    assert len(people(corpus.linked())) == 2
    corpus.say("0 Ilse Brandt", "1 Elsa Berndorf")
    (one,) = people(corpus.linked())
    assert one.name == "Ilse Brandt"
    assert {form.text for form in one.spellings} == {"Ilse Brandt", "Elsa Berndorf"}
    assert one.because == ("merged by a person: Ada",)
    assert len(set(corpus.held().values())) == 1
    assert [role.text for role in one.roles] == ["Mayor"]
    held = [edge for edge in corpus.linked().of(Edge) if edge.relation is Relation.HELD_BY and edge.right == one.id]
    assert len(held) == 3
    assert all(edge.because[-1] == "merged by a person: Ada" for edge in held)


def test_the_left_ones_id_and_name_stay() -> None:
    corpus = told(*TWO, "Ilse Brandt said that it froze.")
    (before,) = [one for one in people(corpus.linked()) if one.name == "Elsa Berndorf"]
    corpus.say("1 Elsa Berndorf", "0 Ilse Brandt")
    assert [(one.id, one.name) for one in people(corpus.linked())] == [(before.id, before.name)]


def test_what_has_no_name_gets_the_name_and_kind_of_who_has() -> None:
    corpus = told("A senior official said that it rained.", "Minister Elsa Berndorf said that it snowed.")
    corpus.say("0 A senior official", "1 Elsa Berndorf")
    assert [(one.name, one.kind, one.anonymous) for one in people(corpus.linked())] == [
        ("Elsa Berndorf", SpeakerKind.PERSON, None)
    ]


def test_a_word_taken_back_leaves_all_as_it_was() -> None:
    corpus = told(*TWO)
    before = corpus.linked()
    word = corpus.say("0 Ilse Brandt", "1 Elsa Berndorf")
    corpus.words.append(taken_back(word, "Ben", "2025-01-01T00:00:00.000000+00:00"))
    assert corpus.linked().records == before.records


def test_who_denies_and_who_asserts_follow() -> None:
    """A claim and its denial by one person of two spellings are no dispute of two parties."""
    corpus = told(
        "Lawmaker Ilse Brandt said that the bridge of Sell was safe.",
        "Elsa Berndorf denied that the bridge of Sell was safe.",
    )
    assert {frozenset(side) for sides in corpus.linked().sides() for side in sides.values()} >= {
        frozenset({"Ilse Brandt"}),
        frozenset({"Elsa Berndorf"}),
    }
    corpus.say("0 Ilse Brandt", "1 Elsa Berndorf")
    assert {name for sides in corpus.linked().sides() for side in sides.values() for name in side} == {"Ilse Brandt"}


def test_two_people_of_one_name_are_split_by_article() -> None:
    corpus = told(
        "Olga Penn said that it rained. She said that it hailed.",
        "Spokeswoman Olga Penn said that it snowed. Penn said that it thawed. She said that it froze.",
    )
    assert len(people(corpus.linked())) == 1
    corpus.say("1 Olga Penn", "0 Olga Penn", DIFFERENT)
    one, other = sorted(people(corpus.linked()), key=lambda s: s.mentions)
    assert {span.article for span in one.mentions} == {"a0"}
    assert {span.article for span in other.mentions} == {"a1"}
    assert one.because == ("others split off by a person: Ada",)
    assert other.because == ("split off by a person: Ada",)
    assert [role.text for role in other.roles] == ["Spokeswoman"]


def test_a_spelling_that_is_split_off_takes_short_forms_and_pronouns_along() -> None:
    corpus = told(
        "Spokesman Dmitri Halvek said that it rained. He said that it hailed.",
        "Spokesman Dmytro Halvek said that it snowed. Halvek said that it thawed. He said that it froze.",
        "Spokesman Dmytro Halvek said that it poured.",
    )
    assert len(set(corpus.held().values())) == 1
    corpus.say("1 Dmytro Halvek", "0 Dmitri Halvek", DIFFERENT)
    held = corpus.held()
    assert {held[f"that it {verb}."] for verb in ("rained", "hailed")} == {"Dmitri Halvek"}
    assert {held[f"that it {verb}."] for verb in ("snowed", "thawed", "froze", "poured")} == {"Dmytro Halvek"}


def test_a_spelling_stays_split_off_in_articles_that_come_later() -> None:
    corpus = told("Spokesman Dmitri Halvek said that it rained.", "Spokesman Dmytro Halvek said that it snowed.")
    corpus.say("1 Dmytro Halvek", "0 Dmitri Halvek", DIFFERENT)
    corpus.texts = (*corpus.texts, "Spokesman Dmytro Halvek said that it poured.")
    assert corpus.held()["that it poured."] == "Dmytro Halvek"


def test_one_passage_alone_is_split_off_where_its_spelling_stays_in_the_article() -> None:
    corpus = told("Olga Penn said that it rained. Olga Penn said that it hailed. She said that it snowed.")
    corpus.say("0 Olga Penn 2", "0 Olga Penn", DIFFERENT)
    first, second = sorted(people(corpus.linked()), key=lambda s: s.mentions)
    assert (len(first.mentions), len(second.mentions)) == (1, 2)  # the pronoun goes with the name before it


def test_a_pronoun_that_was_taken_wrongly_is_given_to_another() -> None:
    corpus = told("Mayor Ilse Brandt said that it rained. Olga Penn said that it hailed. She said that it snowed.")
    who = corpus.held()["that it snowed."]
    other = "Ilse Brandt" if who == "Olga Penn" else "Olga Penn"
    corpus.say("0 She", f"0 {who}", DIFFERENT)
    corpus.say(f"0 {other}", "0 She")
    assert corpus.held()["that it snowed."] == other


def test_a_pronoun_that_was_nobodys_is_given_to_somebody() -> None:
    corpus = told("Spokesman Tomas Relk said that it rained. She said that it hailed.")
    assert "that it hailed." not in corpus.held()
    corpus.say("0 Tomas Relk", "0 She")
    assert corpus.held()["that it hailed."] == "Tomas Relk"


def test_what_leaves_at_one_time_is_one_and_at_two_times_two() -> None:
    texts = [f"Olga Penn said that it {verb}." for verb in ("rained", "hailed", "snowed")]
    once, twice = told(*texts), told(*texts)
    once.say("1 Olga Penn", "0 Olga Penn", DIFFERENT)
    once.say("2 Olga Penn", "0 Olga Penn", DIFFERENT, together=True)
    twice.say("1 Olga Penn", "0 Olga Penn", DIFFERENT)
    twice.say("2 Olga Penn", "0 Olga Penn", DIFFERENT)
    assert [len(people(corpus.linked())) for corpus in (once, twice)] == [2, 3]


def test_a_speaker_is_called_as_a_person_says_and_keeps_all_spellings() -> None:
    corpus = told(*TWO)
    corpus.call("0 Ilse Brandt", "Dr Ilse Brandt")
    corpus.call("0 She", "Mayor Brandt")
    (one,) = [one for one in people(corpus.linked()) if one.name == "Mayor Brandt"]
    assert [form.text for form in one.spellings] == ["Ilse Brandt"]
    assert one.because == ("named by a person: Ada",)
    assert corpus.held()["that it rained."] == "Mayor Brandt"


def test_a_name_goes_with_its_passage_when_speakers_are_merged_and_split() -> None:
    corpus = told(*TWO)
    corpus.call("1 Elsa Berndorf", "E. B.")
    corpus.say("0 Ilse Brandt", "1 Elsa Berndorf")
    assert [one.name for one in people(corpus.linked())] == ["E. B."]
    corpus.say("1 Elsa Berndorf", "0 Ilse Brandt", DIFFERENT)
    assert sorted(one.name for one in people(corpus.linked())) == ["E. B.", "Ilse Brandt"]


def test_an_outlets_own_voice_is_merged_with_another_and_named() -> None:
    texts = ("The bridge of Sell is shut.", "The bridge of Sell has been shut since Monday.")
    corpus = told(*texts, outlets=("Harbour Post", "Harbor Post Online"))
    assert len(corpus.linked().of(Speaker)) == 2
    corpus.say("0", "1")
    (one,) = corpus.linked().of(Speaker)
    assert (one.name, {form.text for form in one.spellings}) == ("Harbour Post", {"Harbour Post", "Harbor Post Online"})
    corpus.call("1", "The Post")
    assert [speaker.name for speaker in corpus.linked().of(Speaker)] == ["The Post"]
    assert corpus.linked().of(Speaker)[0].id == one.id
    assert {edge.because[0] for edge in corpus.linked().of(Edge) if edge.relation is Relation.HELD_BY} == {
        "the outlet's own voice"
    }


def test_an_outlet_speaks_for_itself_as_whom_it_was_merged_with() -> None:
    texts = (
        "The bridge of Sell is shut.",
        "The Harbour Post said that it rained. The Kestrel Bureau said that it hailed.",
    )
    corpus = told(*texts, outlets=("The Harbour Post", None))
    corpus.say("1 The Kestrel Bureau", "1 The Harbour Post")
    (one,) = [one for one in corpus.linked().of(Speaker) if one.because]
    own = [e for e in corpus.linked().of(Edge) if e.relation is Relation.HELD_BY and "own voice" in e.because[0]]
    assert one.id in {edge.right for edge in own}
    assert one.name == "Kestrel Bureau"


def test_places_are_no_matter_of_who_speaks() -> None:
    texts = ("Lisbon said that it rained. The Kestrel Bureau said that it hailed.",)
    corpus = told(*texts)
    before = corpus.linked().of(Place)
    corpus.say("0 The Kestrel Bureau", "0 Lisbon")
    assert corpus.linked().of(Place) == before
    assert len(people(corpus.linked())) == 1


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("0 rained", "1 Elsa Berndorf", SAME),  # no mention
        ("0 Ilse Brandt", "1 snowed", SAME),
        ("0", "1", SAME),  # outlets that nobody knows
        ("0 Ilse Brandt", "1 Elsa Berndorf", DIFFERENT),  # the machine says so too
        ("1 Elsa Berndorf", "1 Elsa Berndorf", DIFFERENT),  # nobody would stay
    ],
)
def test_a_word_that_means_nothing_now_rests(left: str, right: str, verdict: Verdict) -> None:
    corpus = told(*TWO)
    before = corpus.linked()
    corpus.say(left, right, verdict)
    assert corpus.linked().records == before.records


def test_words_that_moved_are_found_by_their_mark_where_they_are_one_speakers() -> None:
    corpus = told(*TWO)
    word = corpus.say("0 Ilse Brandt", "1 Elsa Berndorf")
    article, part, start, end, mark = word.left.split(":")
    corpus.words = [replace(word, left=":".join([article, part, str(int(start) + 3), str(int(end) + 3), mark]))]
    assert len(people(corpus.linked())) == 1


def test_the_order_in_which_words_lie_does_not_matter() -> None:
    corpus = told(*TWO, "Olga Penn said that it froze.")
    corpus.say("0 Ilse Brandt", "1 Elsa Berndorf")
    corpus.say("1 Elsa Berndorf", "0 Ilse Brandt", DIFFERENT, by="Ben")
    corpus.say("2 Olga Penn", "1 Elsa Berndorf")
    straight = corpus.linked()
    corpus.words.reverse()
    assert corpus.linked().records == straight.records
    assert straight.of(Claim) == corpus.linked().of(Claim)


MANY = told(
    "Mayor Olga Penn said that it rained. Penn said that it hailed. She said that it snowed.",
    "Olga Penn said that it froze. Spokesman Dmitri Halvek said that it thawed. He said that it poured.",
    "Dmytro Halvek said that it cleared. Olga Penn said that it dripped. Halvek said that it drizzled.",
)
MACHINE = MANY.linked()
PLACES = [
    (one.id, span, written(span, MACHINE.articles[span.article].parts))
    for one in people(MACHINE)
    for span in one.mentions
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from(Verdict)), max_size=7))
def test_whatever_persons_say_every_mention_is_one_speakers_and_the_last_word_holds(
    said: list[tuple[tuple[str, Span, str], tuple[str, Span, str], Verdict]],
) -> None:
    words = [
        new_word(Relation.SAME_SPEAKER, (left[2], right[2]), verdict, "Ada", f"2024-05-01T10:00:{n:02}.000000+00:00")
        for n, (left, right, verdict) in enumerate(said)
        if left != right
    ]
    linked = Told(MANY.texts, words).linked()
    held = [span for one in people(linked) for span in one.mentions]
    assert sorted(held) == sorted(span for _, span, _ in PLACES)
    assert linked.holders().keys() == MACHINE.holders().keys()
    assert len({one.id for one in people(linked)}) == len(people(linked))
    standing = speaker_words(words)
    if not standing:
        assert linked.records == MACHINE.records
    elif standing[-1].at == words[-1].at:
        home = {
            written(span, MACHINE.articles[span.article].parts): one.id
            for one in people(linked)
            for span in one.mentions
        }
        assert (home[standing[-1].left] == home[standing[-1].right]) == (standing[-1].verdict is SAME)
