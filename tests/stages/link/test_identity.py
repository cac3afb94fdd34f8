from __future__ import annotations

from dissensus.records import Edge, Mention, Relation, Speaker, Verdict
from tests.stages.link.linking import Linked, story


def why(linked: Linked) -> dict[str, tuple[str, ...]]:
    """By the words of each mention why it is its speaker's."""
    mentions = {m.id: m.name for m in linked.of(Mention)}
    speakers = {s.id for s in linked.of(Speaker)}
    return {
        mentions[e.left]: e.because
        for e in linked.of(Edge)
        if e.relation is Relation.IDENTITY and e.right in speakers and e.left in mentions
    }


def test_every_mention_of_a_speaker_has_one_edge() -> None:
    linked = story("Minister Olga Penn said that it rained. Penn said that it hailed. She said that it thawed.")
    (speaker,) = linked.of(Speaker)
    edges = [e for e in linked.of(Edge) if e.relation is Relation.IDENTITY and e.right == speaker.id]
    spans = {m.id: m.span for m in linked.of(Mention)}
    assert sorted(spans[e.left] for e in edges) == sorted(speaker.mentions)
    assert {e.verdict for e in edges} == {Verdict.SAME}


def test_the_reason_says_which_rule_it_was() -> None:
    told = why(
        story(
            "Minister Dmytro Halvek said that it rained. Halvek said that it hailed. The minister said that it thawed. "
            "He said that it froze.",
            "Minister Dmitri Halvek said that it rained.",
            "Дмитро Гальвек said that it rained.",
        )
    )
    assert told["Dmytro Halvek"] == ("named",)
    assert told["Halvek"] == ("other spelling", "surname alone")
    assert told["Dmitri Halvek"] == ("other spelling", "halvek", "dmytro and dmitri: alike")
    assert told["Дмитро Гальвек"][:2] == ("other spelling", "transliterated from Cyrillic")
    assert told["he"] == ("pronoun: he", "who spoke last")
    assert any(because[0].startswith("role: ") and "called minister" in because for because in told.values())


def test_initials_and_last_words_are_told() -> None:
    told = why(story("The Harbour Post said that it rained. The HP said that it hailed. The Post said that it snowed."))
    assert told["HP"] == ("other spelling", "initials")
    assert told["Post"] == ("other spelling", "the last word of its name")


def test_names_in_letters_that_look_alike_are_two_and_a_doubt() -> None:
    linked = story("Minister Olga Penn said that it rained.", "Minister Olga Реnn said that it hailed.")
    assert len([s for s in linked.of(Speaker) if "Olga" in s.name]) == 2
    speakers = {s.id for s in linked.of(Speaker)}
    (edge,) = [e for e in linked.of(Edge) if e.relation is Relation.IDENTITY and e.left in speakers]
    assert edge.verdict is Verdict.UNSURE
    assert edge.right in speakers
    assert edge.because == ("looks like Olga Penn in letters that are Cyrillic and Latin",)


def test_a_writers_i_is_the_outlets() -> None:
    linked = story("I said that it rained.\nI said that it hailed.\nI said that it thawed.", outlets=("Harbour Post",))
    (post,) = linked.of(Speaker)
    told = [e.because for e in linked.of(Edge) if e.relation is Relation.IDENTITY and e.right == post.id]
    assert told == [("pronoun: i", "the outlet's own writer")] * 3
