"""Which storyline a story belongs to."""

from __future__ import annotations

from dissensus.records import Chapter
from dissensus.stages.group.likeness import mean_bag
from dissensus.stages.group.storylines import LIKE_FIRST, SAME_LINE, choose_line
from tests.stages.group.made_up import MAKER, told

QUAY = "quay mayor council sale crowns brandt vote cousin"


def founding(story: str, words: str, week: int = 0, line: str | None = None) -> Chapter:
    return Chapter(
        f"c {story}", story, week, week, 1, (), MAKER, line=line or story, outline=mean_bag([told(story, words)], 48)
    )


def test_a_story_like_no_other_begins_a_line_of_its_own() -> None:
    new = founding("new", QUAY, 30)
    assert choose_line(new, []) == ("new", ())
    assert choose_line(new, [founding("ferry", "ferry wave divers bow")]) == ("new", ())


def test_another_round_joins_the_line_years_later_and_says_why() -> None:
    line, because = choose_line(
        founding("new", QUAY, 300), [founding("old", "quay mayor council sale crane crack ship dock")]
    )
    assert line == "old"
    assert because == ("word: council", "word: mayor", "word: quay", "word: sale", "likeness 0.50")


def test_the_nearest_decides_and_of_two_alike_the_earlier() -> None:
    near, nearer = founding("near", "quay mayor council x y z"), founding("nearer", QUAY, 9)
    assert choose_line(founding("new", QUAY, 30), [near, nearer])[0] == "nearer"
    assert choose_line(founding("new", QUAY, 30), [nearer, founding("first", QUAY, 3)])[0] == "first"


def test_a_line_does_not_wander_off_from_what_began_it() -> None:
    began = founding("began", "dam valley turbine flood")
    round_ = founding("round", f"{QUAY} dam valley", 5, line="began")
    new = founding("new", QUAY, 9)
    assert choose_line(new, [began, round_]) == ("new", ())
    kin = founding("began", "dam valley quay mayor")
    assert choose_line(new, [kin, round_])[0] == "began"
    assert LIKE_FIRST < SAME_LINE
