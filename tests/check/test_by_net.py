"""A typed sentence where the net of claims judges: what it is asked, what comes of its answers, and where words stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dissensus import nets, pipeline
from dissensus.check import Checker, by_net
from dissensus.check.by_net import SIGNS
from dissensus.choice import OURS, RULES_ALONE
from dissensus.ingest import read_paths
from dissensus.records import Page, Stance
from dissensus.show.checked import AnswerView, answer_view
from dissensus.stages.link.weights import Model
from dissensus.store import Store, open_store
from tests.check.test_check import record
from tests.corpora import REFERENCE

TEXTS = {
    "Sell Courier": "Mayor Ilse Brandt said that the shipping firm had paid four aldermen for the old quay of Sell. "
    "The weather was fine in Sell on Monday, and the ferry to Brell was on time again.",
    "Orla Gazette": "The shipping firm denied that it had bribed anybody in Sell. Its lawyer, Ivo Marr, said that the quay "
    "was bought at a fair price. Ada Lind said that the quay would be painted in spring.",
    "Port Echo": "Minister Dmytro Halvek resigned over the bridge contract, his spokeswoman said on Friday. "
    "The bridge will be opened by somebody else, and nobody knows yet when that will be.",
}
BRIBES = "The shipping firm bribed councillors of Sell"
Chances = tuple[float, float, float]


class Net:
    """Says of each pair what it is told to, and remembers what it was asked."""

    name, languages = "made-up-1", frozenset({"en"})

    def __init__(self, says: Callable[[str], Chances]) -> None:
        self.says = says
        self.pairs: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Chances]:
        self.pairs += pairs
        return [self.says(" ".join(pair)) for pair in pairs]


def reader(pair: str) -> Chances:
    """What a careful reader would say of the texts above."""
    if "denied" in pair:
        return 0.01, 0.97, 0.02
    return (0.97, 0.01, 0.02) if "had paid" in pair else (0.01, 0.01, 0.98)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("net")
    lines = [record(outlet, text, number) for number, (outlet, text) in enumerate(TEXTS.items())]
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    found = open_store(":memory:")
    for item in read_paths([str(folder)]):
        assert isinstance(item, Page)
        found.put_page(item)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "CHILDREN", 0)
        pipeline.run(found, REFERENCE, choice=RULES_ALONE)
    return found


@pytest.fixture
def net_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Models that go by the net alone, whatever was fitted last."""
    for name, at in (("ASSERTED", by_net.AT_SAME), ("DENIED", by_net.AT_OPPOSED)):
        monkeypatch.setattr(by_net, name, Model(0.0, tuple(float(n == at) for n in range(len(SIGNS)))))


def ask(store: Store, claim: str, net: Net) -> AnswerView:
    return answer_view(store, Checker(store, net=net).check(claim))


@pytest.mark.usefixtures("net_alone")
def test_what_the_net_reads_alike_is_an_answer_however_few_words_are_shared(store: Store) -> None:
    view = ask(store, BRIBES, Net(reader))
    assert [one.outlet for one in view.asserts] == ["Sell Courier"]
    assert [one.outlet for one in view.denies] == ["Orla Gazette"]
    assert not answer_view(store, Checker(store).check(BRIBES)).asserts  # by words alone


@pytest.mark.usefixtures("net_alone")
def test_reasons_say_what_the_net_said(store: Store) -> None:
    view = ask(store, BRIBES, Net(reader))
    assert any("the net: the same 0.97, opposed 0.01" in why for why in view.asserts[0].because)
    assert any("opposed 0.97" in why for why in view.denies[0].because)


@pytest.mark.usefixtures("net_alone")
def test_the_net_reads_statements_with_who_says_them_and_the_denying_one_first(store: Store) -> None:
    net = Net(reader)
    ask(store, BRIBES, net)
    denial = next(pair for pair in net.pairs if "denied" in pair[0])
    assert denial == ("The shipping firm denied: that it had bribed anybody in Sell.", BRIBES)
    assert any(left == BRIBES and right.startswith("Ilse Brandt said: ") for left, right in net.pairs)


@pytest.mark.usefixtures("net_alone")
def test_a_denial_that_is_typed_goes_to_the_net_without_who_denies_and_what_it_says_is_turned(store: Store) -> None:
    net = Net(reader)
    view = ask(store, "The mayor denied that the shipping firm bribed councillors of Sell", net)
    assert all("mayor denied" not in text for pair in net.pairs for text in pair)
    assert [one.outlet for one in view.asserts] == ["Orla Gazette"]
    assert [one.outlet for one in view.denies] == ["Sell Courier"]


@pytest.mark.usefixtures("net_alone")
def test_another_name_stands_against_whatever_the_net_says(store: Store) -> None:
    view = ask(store, "Minister Gregor Tann resigned over the bridge contract", Net(lambda _: (0.98, 0.01, 0.01)))
    assert not any("Halvek" in one.quote for one in view.asserts)


@pytest.mark.usefixtures("net_alone")
def test_what_the_net_is_unsure_of_is_near_with_its_chances(store: Store) -> None:
    view = ask(store, BRIBES, Net(lambda _: (0.2, 0.1, 0.7)))
    assert view.nobody
    assert view.near
    assert all("the net: the same 0.20, opposed 0.10" in near.because for near in view.near)


def test_a_net_is_not_asked_in_a_language_that_it_does_not_read(store: Store) -> None:
    net = Net(reader)
    Checker(store, net=net).check("Die Reederei hat in Sell niemanden bestochen", "de")
    assert not net.pairs


def test_rules_alone_bring_no_net(store: Store) -> None:
    assert RULES_ALONE.load_judge() is None
    assert Checker(store, net=RULES_ALONE.load_judge()).check(BRIBES) == Checker(store).check(BRIBES)


def test_the_net_that_comes_along_finds_who_says_so_and_who_denies(tmp_path: Path) -> None:
    text = (
        "Ada Lind told the Sell Courier that the ferry company had hidden the leak from its passengers.\n\n"
        "The ferry company denied hiding the leak from passengers. The ferry will sail again in June.\n"
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with open_store(":memory:") as store:
        for item in read_paths([str(tmp_path)]):
            assert isinstance(item, Page)
            store.put_page(item)
        pipeline.run(store, REFERENCE, choice=OURS)
        found = Checker(store, net=nets.pairs()).check("The ferry company hid the leak from its passengers")
    assert {p.stance for p in found.positions} >= {Stance.ASSERTS, Stance.DENIES}
