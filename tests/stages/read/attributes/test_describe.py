"""Laws of all attributes: any text and any spans are described, within their bounds, whatever the order of spans."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.stages.read.attributes import Spans, describe
from dissensus.stages.read.sources import who
from tests.stages.read.attributes.telling import ENGLISH, told

WORDS = st.sampled_from(
    "said did not deny claims made by The Gazette 's according to “ ” ' \" « [...] ( ) , . : ; ? who which nobody no longer "
    "demanded that urged promised if unless "
    "refused to accused of blamed on two senior officials familiar with Norvane citing quoted as saying told on Telegram "
    "may Ilse Brandt mayor the a 43-year-old report video \n – 漢 ’".split(" ")
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, Spans]:
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    pairs = st.tuples(place, place).filter(lambda pair: pair[0] < pair[1])
    spans = st.lists(pairs, max_size=3, unique=True)
    if not text:
        return text, Spans([], [], [])
    return text, Spans(draw(spans), draw(spans), draw(spans))


@settings(max_examples=300, deadline=None, database=None)
@given(cases())
def test_anything_is_described_within_its_bounds(case: tuple[str, Spans]) -> None:
    text, spans = case
    found = describe(text, spans, (0, len(text)), ENGLISH)
    said = [*spans.cue, *spans.content]
    for a, b in (*found.negation, *found.hedges, *found.edits, *found.conditions):
        assert any(x <= a < b <= y for x, y in said)
    for link in found.chain:
        assert all(0 <= a < b <= len(text) for a, b in link.spans)
    for a, b in found.target.spans if found.target else ():
        assert 0 <= a < b <= len(text)
    assert 0 <= found.certainty <= 1
    turned = Spans(spans.source[::-1], spans.cue[::-1], spans.content[::-1])
    assert describe(text, turned, (0, len(text)), ENGLISH) == found


@settings(max_examples=200, deadline=None, database=None)
@given(TEXTS.filter(bool))
def test_any_source_is_read(text: str) -> None:
    found = who(text, 0, len(text), ENGLISH)
    assert 0 <= found.at[0] <= found.at[1] <= len(text)


def test_the_outlets_own_voice_has_neither_chain_nor_target_nor_basis() -> None:
    found = told("<The mayor allegedly denied what she told The Orla Gazette>.")
    assert (found.act, found.kind, found.chain, found.target, found.basis) == ("asserts", "indirect", (), None, "none")
    assert found.certainty < 1
