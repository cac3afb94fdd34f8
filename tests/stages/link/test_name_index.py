from __future__ import annotations

from dissensus.stages.link.name_index import NameIndex
from dissensus.stages.link.names import person


def test_who_can_have_a_name_is_found_and_others_are_not() -> None:
    index: NameIndex[str] = NameIndex()
    for name in ("Dmitri Halvek", "Olga Halvek", "Dmitri Penn", "Ilse Brandt"):
        index.add(name, person(name).words)
    assert index.find(person("Dmytro Halwek").words) == ["Dmitri Halvek"]
    assert index.find(person("Halvek").words) == ["Dmitri Halvek", "Olga Halvek"]
    assert index.find(person("I. Brandt").words) == ["Ilse Brandt"]
    assert index.find(person("Tomas Relk").words) == []


def test_what_is_added_again_is_found_once() -> None:
    index: NameIndex[str] = NameIndex()
    name = "Brandt"
    index.add(name, ["brandt"])
    index.add(name, ["ilse", "brandt"])
    assert index.find(["ilse", "brandt"]) == [name]
