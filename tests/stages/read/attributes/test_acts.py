"""What a source does, by the words of any cue."""

from __future__ import annotations

import pytest

from tests.stages.read.attributes.telling import told, words


@pytest.mark.parametrize(
    "line",
    """asserts   | [Doe] {said in a statement} <that the pier was safe>.
asserts   | [Doe] {:} <“We will pay.”>
asserts   | {According to} [Doe], <the pier was safe>.
asserts   | [Doe] {went on to say} <that it was safe>.
asserts   | [Doe] {blorped} <that it was safe>.
denies    | [Doe] {has repeatedly and firmly denied} <that the pier was sold>.
denies    | [Doe] {rejected claims made by} The Orla Gazette <that the pier was sold>.
denies    | [Doe] {pushed strongly back against} <the report>.
denies    | <The pier was not sold>, [Doe] said in {her denial of} the report.
doubts    | [Doe] {is not convinced} <that the pier is safe>.
doubts    | [Doe] {does not believe} <that the pier is safe>.
doubts    | [Doe] {found no evidence} <that the pier was sold>.
believes  | [Doe] {never doubted} <that the pier is safe>.
believes  | [Doe] {is confident} <that the pier is safe>.
admits    | [Doe] {conceded} <that the pier was sold>.
admits    | [Doe] {cannot deny} <that the pier was sold>.
accuses   | [Doe] {made these same allegations against} <the port>.
accuses   | [Doe] {was sharply critical of} <the port>.
accuses   | [Doe] {opposes} <the sale>.
blames    | [Doe] {laid the blame on} <the port>.
demands   | [Doe] {called publicly for} <a new pier>.
demands   | [Doe] {told} <them to leave the pier>.
asserts   | [Doe] {told} <them that the pier was to close>.
proposes  | [Doe] {put forward} <a new plan>.
promises  | [Doe] {vowed} <to rebuild the pier>.
warns     | [Doe] {predicted} <that the pier would fall>.
asks      | [Doe] {asked about} <the pier>.
asks      | [Doe] {said}: <“Who sold the pier?”>
praises   | [Doe] {expressed support for} <the plan>.
plans     | [Doe] {wants to} <rebuild the pier>.
plans     | [Doe] {wants} <to rebuild the pier>.
declines  | [Doe] {declined} <to comment>.
declines  | [Doe] {did not respond to} <a request>.
declines  | [Doe] {did not deny} <that the pier was sold>.
declines  | [Doe] {refused to rule out} <a sale>.
declines  | [Doe] {stopped short of accusing} <the port>.
declines  | [Doe] {has never claimed} <to own the pier>.
declines  | [Nobody] {denied} <the story>.
asserts   | [Doe] {appeared to confirm} <that the pier was sold>.
praises   | [Doe] {offered praise for} <the plan>.
declines  | [Doe] {rejected} <the offer of a truce>.
declines  | [Doe] {turned down} <a bid for the pier>.
declines  | [Doe] {dismissed} <calls for talks>.
declines  | [Doe] {firmly rejected the port's} <plan to close the pier>.
declines  | [Doe] {rebuffed} <the Gazette's proposal>.
declines  | The port made an offer, but [Doe] {rejected} <it>.
declines  | [Doe] {refused} <the offer>.
denies    | [Doe] {dismissed} <the report>.
denies    | [Doe] {rejected} <the accusation that the pier was offered for sale>.
denies    | [Doe] {brushed off} <reports of a plan>.
denies    | [Doe] {rejected} <the plan claims>.
denies    | [Doe] {rejected} <the suggestion>.
denies    | The Gazette spread a claim, but [Doe] {rejected} <it>.
denies    | [Doe] {denied} <the plan>.
asserts   | [Doe] {tried to portray} <the port as a victim>.
asserts   | [Doe] {sought to explain} <the delay>.
asserts   | [Doe] {aims to clarify} <the rules>.
plans     | [Doe] {tried to} <leave the pier>.
plans     | [Doe] {wishes} <to leave the pier>.
believes  | [Doe] {wishes} <that the pier were open>.
proposes  | [Doe] {suggested} <that the pier should be sold>.
proposes  | <All tolls must go>, {as suggested by} [Doe].
asserts   | [Doe] {suggested} <that the pier was sold>.
asserts   | [Doe] {said} <that the pier must be sold>.
proposes  | {According to} [these proposals], <the pier is to be sold>.
demands   | {According to} [the demands of the port], <the pier is to be sold>.
asserts   | {According to} [the report], <the pier is to be sold>.""".splitlines(),
)
def test_an_act_is_told_by_any_words_of_a_cue(line: str) -> None:
    act, _, marked = line.partition(" | ")
    assert told(marked.strip()).act == act.strip()


def test_a_default_and_a_negated_cue_say_so() -> None:
    assert told("[Doe] {blorped} <that it was safe>.").because == ("act_by_default",)
    assert told("[Doe] {did not deny} <it>.").because == ("cue_negated",)
    assert told("[Doe] {said} <it>.").because == ()


@pytest.mark.parametrize(
    ("line", "silent"),
    [
        ("[Doe] {declined} <to comment>.", True),
        ("[Doe] {did not say} <who had paid>.", True),
        ("[Doe] {refused} <to say a word about the letter>.", True),
        ("[Doe] {did not rule out} <talks>.", True),
        ("[Doe] {rejected} <the offer>.", False),
        ("[Doe] {refused} <to negotiate>.", False),
        ("[Doe] {said} <he would not comment>.", False),
    ],
)
def test_who_only_says_nothing_turns_nothing_down(line: str, silent: bool) -> None:
    assert ("keeps_silent" in told(line).because) == silent


def test_a_plan_not_to_is_a_plan_with_a_negation() -> None:
    line = "[Doe] {has no plans to} <sell the pier>."
    found = told(line)
    assert (found.act, found.polarity) == ("plans", "negative")
    assert words(line, found.negation) == ["no"]


def test_a_cue_in_several_pieces_is_read_as_one() -> None:
    assert told("[Doe] {put the blame} for it squarely {on} <the port>.").act == "blames"
