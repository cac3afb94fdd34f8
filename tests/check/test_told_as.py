"""A statement in the words that the net of claims reads."""

from __future__ import annotations

from dissensus.check.told_as import LONGEST_NAME, TAKEN_ALONG, all_worded, worded
from dissensus.langs import read_languages
from dissensus.records import Act, Kind, Maker, Polarity, Span, Statement, Voice
from dissensus.stages.link.claims import Item

ENGLISH = read_languages()["en"]
NAMES = {"speaker-1": "Ilse Brandt"}


def item(
    text: str,
    source: str = "",
    cue: str = "",
    content: tuple[str, ...] = (),
    *,
    id: str = "s",
    holder: str | None = None,
    sign: int = 1,
    inherits: str | None = None,
) -> Item:
    """A statement of what is marked in a text."""

    def found(*parts: str) -> tuple[Span, ...]:
        return tuple(Span("a", "text", text.index(part), text.index(part) + len(part)) for part in parts if part)

    voice = Voice.ATTRIBUTED if cue or source else Voice.OWN
    statement = Statement(
        id, "a", "text", voice, found(source), found(cue), found(*content), Kind.INDIRECT, Act.ASSERTS,
        Polarity.POSITIVE, 1.0, ("rule",), Maker("read", "1"),
    )  # fmt: skip
    return Item(statement, holder, "story", sign, False, text, {}, 1, inherits)


SAID = "The mayor said that the old quay\nhad been sold."


def test_a_statement_is_told_by_its_speakers_name_its_cue_and_its_content() -> None:
    one = item(SAID, "The mayor", "said", ("the old quay\nhad been sold",), holder="speaker-1")
    assert worded(one, NAMES, ENGLISH) == "Ilse Brandt said: the old quay had been sold"


def test_without_a_known_speaker_by_what_the_text_calls_her() -> None:
    one = item(SAID, "The mayor", "said", ("the old quay\nhad been sold",), holder="speaker-2")
    assert worded(one, NAMES, ENGLISH) == "The mayor said: the old quay had been sold"


def test_an_outlets_own_voice_is_bare_and_parts_stand_apart() -> None:
    one = item(SAID, content=("the old quay", "been sold"))
    assert worded(one, NAMES, ENGLISH) == "the old quay … been sold"


def test_where_the_text_names_nobody_or_has_no_cue() -> None:
    assert worded(item(SAID, cue="said", content=("sold",)), {}, ENGLISH) == "somebody said: sold"
    assert worded(item(SAID, source="The mayor", content=("sold",), sign=-1), {}, ENGLISH) == "The mayor denies: sold"
    assert worded(item(SAID, source="The mayor", content=("sold",)), {}, ENGLISH) == "The mayor says: sold"


def test_a_short_denial_takes_along_what_it_points_at() -> None:
    told = item(SAID, "The mayor", "said", ("the old quay\nhad been sold",), id="told")
    denial = item("She rejected these claims.", "She", "rejected", ("these claims",), id="denial", inherits="told")
    assert all_worded([told, denial], {}, ENGLISH)[1] == "She rejected: these claims (the old quay had been sold)"
    lost = item("She rejected these claims.", "She", "rejected", ("these claims",), inherits="elsewhere")
    assert all_worded([lost], {}, ENGLISH) == ["She rejected: these claims"]


def test_what_is_taken_along_is_cut_and_so_is_a_long_source() -> None:
    tale, who = "the quay was sold " * 30, "somebody whose title goes on and on " * 4
    told = item(tale, content=(tale,), id="told")
    denial = item(f"{who}rejected these claims.", who, "rejected", ("these claims",), inherits="told")
    says = all_worded([told, denial], {}, ENGLISH)[1]
    assert says.startswith(who[:LONGEST_NAME] + " rejected: these claims (")
    assert len(says.partition("(")[2]) == TAKEN_ALONG + 1
