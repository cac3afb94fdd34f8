"""Where records are kept: one protocol, `Store`, and the back ends that fulfil it.

Records are kept by the unit that made them (a page for `clean`, an article for `read`, a storyline for `judge` ...), and a
unit is replaced as a whole in one transaction, so that derived records can always be deleted and rebuilt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from dissensus.records import Bag, Chapter, Drop, Edge, Entry, Page, Record

R = TypeVar("R", bound=Record)
Values = Collection[str] | Collection[int] | Collection[str | int]


class Store(Protocol):
    """What every back end can do. All lists come sorted by the record's id, or by span for records without one."""

    def put_page(self, page: Page) -> bool:
        """Keep a capture; True when its bytes are new, else its origins are united with those on record. New bytes in a
        place replace those that came there last: `Page.replaces`."""

    def page_ids(self) -> list[str]:
        """The ids of all captures, sorted."""

    def page(self, id: str) -> Page:
        """One capture with its bytes; UnknownId if there is none."""

    def captures(self, ids: Collection[str] | None = None) -> list[Page]:
        """All captures, or those with these ids, sorted by id, without their bytes (`content` is empty)."""

    def put_drops(self, place: str, drops: Sequence[Drop]) -> None:
        """Keep notes of what could not be taken in from a place that the user named, instead of its former ones."""

    def put_edge(self, edge: Edge) -> None:
        """Keep a person's edge: no unit owns it and no re-run deletes it. A later one of the same id replaces it."""

    def persons_edges(self) -> list[Edge]:
        """The edges that persons set, sorted by id."""

    def put_table(self, place: str, digest: str, rows: Iterable[tuple[Entry, Sequence[str]]]) -> None:
        """Keep a table of names, each row with the keys it is looked up by, instead of the one from this place. `rows` is
        taken one by one; where it raises all stays as it was."""

    def tables(self) -> list[tuple[str, str, int]]:
        """Place, digest and number of rows of each table of names, sorted by place."""

    def drop_table(self, place: str) -> bool:
        """Forget the table of names from this place; False where there is none."""

    def look_up(self, keys: Collection[str]) -> list[Entry]:
        """The rows of all tables that have one of these keys, sorted by id; at most a thousand of a key."""

    def is_fresh(self, stage: str, unit: str, fingerprint: str) -> bool:
        """Was this unit written from exactly this input by exactly this version."""

    def write_unit(self, stage: str, unit: str, fingerprint: str, records: Sequence[Record]) -> None:
        """Replace whatever the unit made before by these records, in one transaction."""

    def units(self, stage: str) -> list[str]:
        """The units of a stage that are on record, sorted."""

    def make_stale(self, stage: str, units: Collection[str]) -> None:
        """Let none of these units be fresh, whatever their input; what they made stays until they are written again."""

    def delete_units(self, stage: str, units: Collection[str]) -> None:
        """Delete these units and all they made."""

    def fetch(self, noun: type[R], *, articles: Collection[str] | None = None) -> list[R]:
        """All records of a noun, or those that lie in these articles (nouns with spans or with an `article`)."""

    def select(self, noun: type[R], column: str, values: Values) -> list[R]:
        """The records of a noun that have one of these values in a column which it is found by, sorted as `fetch` does: of
        edges `relation`, `left_end` and `right_end`; of gists `article`, `page`, `work` and `week`; of chapters `story`,
        `week`, `line` and `joined`. ValueError for another column."""

    def digests(
        self, noun: type[Record], column: str, values: Values | None = None
    ) -> dict[str | int, tuple[int, int]]:
        """For each value of a column of gists or chapters, or for each of these that any has, how many records have it, and a
        sum over hashes of them: it changes when any of them does."""

    def touched(self, kind: str) -> list[str | int]:
        """What came, went or changed since it was settled, sorted: of kind `week` and `work` those of gists, of kind
        `story` and `line` those of chapters."""

    def settle(self, kind: str, keys: Values) -> None:
        """These have been looked at."""

    def touch_all(self) -> None:
        """Everything of each kind is to be looked at again."""

    def weeks_of(self, articles: Collection[str]) -> dict[str, int]:
        """The week of each of these articles that has a gist."""

    def replaced(self) -> dict[str, str]:
        """By page the one whose place it took."""

    def outlined(self, outline: Bag, before: int, latest: int, most: int) -> list[Chapter]:
        """The `most` founding chapters of weeks before this one whose outlines share the most with this one by the first words
        of both; of those that have a word the `latest` are looked at. Sorted by story."""

    def outlined_after(self, words: Collection[str], after: int, most: int) -> list[int]:
        """The weeks, sorted, of the founding chapters of weeks behind this one that have one of these words among the first
        of their outline; of each word the `most` earliest."""

    def heads(self) -> dict[str, str]:
        """The page of each article, by its id."""

    def get(self, noun: type[R], id: str) -> R | None:
        """One record by its id, or None."""

    def find(self, id: str) -> Record | Page | None:
        """The record of any noun with this id or with an id that begins so, if just one does; else None."""

    def search(self, words: str, limit: int = 20) -> list[str]:
        """Ids of the statements that hold all these words, best first."""

    def search_any(self, groups: Sequence[Collection[str]], least: int, limit: int = 20) -> list[str]:
        """Ids of the statements that hold, of at least `least` of these groups (of all, where there are fewer), a word that
        begins with one of the group, best first."""

    def copied(self) -> bytes:
        """All that is in it, as `open_store` takes it."""

    def close(self) -> None:
        """Let go of the database; safe to call twice."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes it."""


def open_store(path: str | Path | bytes, *, create: bool = True) -> Store:
    """The store at this path, brought to the present schema. `:memory:` for one that leaves nothing behind; what `copied`
    gave for one in memory that holds the same.

    Raises StoreMissing (no file and not `create`), StoreReadOnly, StoreVersion and StoreBusy.
    """
    from dissensus.store.sqlite import SQLiteStore  # only the back end in use is loaded

    if isinstance(path, bytes):
        return SQLiteStore.of_copy(path)
    return SQLiteStore.open(path, create=create)
