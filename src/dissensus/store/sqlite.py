"""The store in one SQLite file: one table a noun, records as JSON, an index over what statements say.

Every error of `sqlite3` leaves here as one of `dissensus.errors`.
"""

from __future__ import annotations

import hashlib
import math
import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from dissensus.errors import StoreError, StoreReadOnly, UnknownId
from dissensus.records import (
    KEYWORDS,
    Article,
    Bag,
    Block,
    Chapter,
    Claim,
    Discrepancy,
    Dispute,
    Drop,
    Edge,
    Entry,
    Gist,
    Mention,
    Offset,
    Page,
    Place,
    Position,
    Quantity,
    Record,
    Span,
    Speaker,
    Statement,
    Story,
    Storyline,
    Time,
    make_id,
)
from dissensus.store import Values, sqlite_tables
from dissensus.store.sqlite_file import MEMORY, connect, copy_in_memory, errors_of, transaction
from dissensus.text import storable

R = TypeVar("R", bound=Record)

BUSY_SECONDS = 5.0  # how long to wait for another process that writes
PREFIX_LENGTH = 6  # the shortest beginning of an id that may stand for it
NOBODY = 0  # the unit of records that no unit owns
LAST = "\U0010ffff"  # sorts behind whatever may follow a prefix
SPAN = ("article", "part", "start", "stop")


@dataclass(frozen=True, slots=True)
class Table:
    """Where a noun is kept, and which columns its rows have beside key, unit and data."""

    name: str
    columns: tuple[str, ...] = ()

    @property
    def lies_in_articles(self) -> bool:
        """Has each row the article that it lies in."""
        return "article" in self.columns

    @property
    def order(self) -> str:
        """Rows go by span, else by id; of one id a person's word comes last, so that it wins in a dict by id."""
        return ", ".join([*(self.columns if self.columns == SPAN else ()), "key", f"unit = {NOBODY}", "data"])


TABLES: dict[type[Any], Table] = {
    Article: Table("articles", ("article",)),
    Block: Table("blocks", SPAN),
    Offset: Table("offsets", SPAN),
    Mention: Table("mentions", SPAN),
    Time: Table("times", SPAN),
    Quantity: Table("quantities", SPAN),
    Statement: Table("statements", ("article",)),
    Gist: Table("gists", ("article", "page", "work", "week", "mark")),
    Chapter: Table("chapters", ("story", "week", "line", "joined", "mark")),
    Story: Table("stories"),
    Storyline: Table("storylines"),
    Speaker: Table("speakers"),
    Place: Table("places"),
    Claim: Table("claims", ("article",)),
    Position: Table("positions", ("article",)),
    Dispute: Table("disputes"),
    Discrepancy: Table("discrepancies", ("article",)),
    Edge: Table("edges", ("relation", "left_end", "right_end")),
    Drop: Table("drops"),
}
NAMED = [noun for noun in TABLES if noun not in (Block, Offset, Time, Quantity)]  # nouns with an id, in flow order
DECODERS = {noun: msgspec.json.Decoder(noun) for noun in TABLES}

# Nouns without a column for their article: how to tell where they lie.
LIES_IN: dict[type[Any], Callable[[Any], Iterable[str]]] = {
    Story: lambda story: story.articles,
    Speaker: lambda speaker: (span.article for span in speaker.mentions),
    Place: lambda place: (span.article for span in place.mentions),
}


def _decode(noun: type[R], data: str) -> R:
    record: R = DECODERS[noun].decode(data)
    return record


def _encode(record: Record) -> str:
    """A record as JSON. JSON knows no infinity, and a record that cannot be read again must not be written."""
    if isinstance(record, Quantity) and not math.isfinite(record.value):
        raise StoreError(f"quantity at {record.span}: its value is {record.value}; give a finite number")
    return msgspec.json.encode(record).decode("utf-8")


class SQLiteStore:
    """A `Store` in a file, or in memory. Made by `SQLiteStore.open`."""

    def __init__(self, connection: sqlite3.Connection, name: str, *, read_only: bool) -> None:
        """Over a connection at the present schema; `name` is what messages call it."""
        self._connection = connection
        self._name = name
        self._read_only = read_only

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, busy_seconds: float = BUSY_SECONDS) -> SQLiteStore:
        """The database at this path, brought to the present schema; `:memory:` for one that leaves nothing behind.

        With `create` it is there to be written, and one that cannot be raises StoreReadOnly; without, such a one can be
        read. Raises StoreMissing, StoreVersion, StoreBusy and StoreError too.
        """
        connection, read_only = connect(path, create=create, busy_seconds=busy_seconds)
        return cls(connection, str(path), read_only=read_only)

    @classmethod
    def of_copy(cls, content: bytes) -> SQLiteStore:
        """A store in memory with what another one held when `copied` was asked for."""
        return cls(copy_in_memory(content), MEMORY, read_only=False)

    def copied(self) -> bytes:
        """All that is in it, for `open_store`."""
        with errors_of(self._name):
            return self._connection.serialize()

    # ------------------------------------------------------------------------------------------------- captures

    def put_page(self, page: Page) -> bool:
        """Keep a capture; True when its bytes are new, else its origins are united with those on record.

        New bytes in a place where others were met replace the last of them there; bytes that are known replace nothing,
        so that no row of captures leads back to itself. Where two accounts of the same bytes differ, the same one stays
        whichever came first.
        """
        with self._writing():
            old = self._page(page.id, with_content=False)
            if old is None:
                replaces = page.replaces or self._last_at(page.place)
                row = _page_row(replace(page, origins=tuple(sorted(set(page.origins)))))
                self._connection.execute(
                    "INSERT INTO pages (id, media_type, url, fetched, headers, origins, replaces, content)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (*row, replaces, zlib.compress(page.content)),
                )
            if page.place is not None:
                self._connection.execute(
                    "INSERT OR IGNORE INTO arrivals (place, page) VALUES (?, ?)", (page.place, page.id)
                )
            if old is None:
                return True
            united = _united(old, page)
            if united != old:
                self._connection.execute(
                    "UPDATE pages SET id = ?, media_type = ?, url = ?, fetched = ?, headers = ?, origins = ?"
                    " WHERE id = ?",
                    (*_page_row(united), page.id),
                )
            return False

    def _last_at(self, place: str | None) -> str | None:
        """The capture whose bytes came to a place last."""
        rows = self._connection.execute(
            "SELECT page FROM arrivals WHERE place = ? ORDER BY number DESC LIMIT 1", (place,)
        )
        return next((page for (page,) in rows), None)

    def captures(self, ids: Collection[str] | None = None) -> list[Page]:
        """All captures, or those with these ids, sorted by id, without their bytes: `content` is empty."""
        with errors_of(self._name):
            found = [self._page(id, with_content=False) for id in (self.page_ids() if ids is None else sorted(ids))]
        return [page for page in found if page is not None]

    def page_ids(self) -> list[str]:
        """The ids of all captures, sorted."""
        return [id for (id,) in self._rows("SELECT id FROM pages ORDER BY id")]

    def page(self, id: str) -> Page:
        """One capture with its bytes; UnknownId if there is none."""
        with errors_of(self._name):
            page = self._page(id)
        if page is None:
            raise UnknownId(f"{id}: no page of this id in {self._name}; `dissensus export` lists them all")
        return page

    def _page(self, id: str, *, with_content: bool = True) -> Page | None:
        content = "content" if with_content else "NULL"
        row = self._connection.execute(
            "SELECT id, media_type, url, fetched, headers, origins, replaces,"
            f" (SELECT min(place) FROM arrivals WHERE page = id), {content} FROM pages WHERE id = ?",
            (id,),
        ).fetchone()
        if row is None:
            return None
        id, media_type, url, fetched, headers, origins, replaces, place, packed = row
        return Page(
            id=id,
            content=zlib.decompress(packed) if packed is not None else b"",
            media_type=media_type,
            origins=msgspec.json.decode(origins, type=tuple[str, ...]),
            url=url,
            fetched=fetched,
            headers=msgspec.json.decode(headers, type=tuple[tuple[str, str], ...]),
            place=place,
            replaces=replaces,
        )

    # -------------------------------------------------------------------------------------------------- writing

    def put_drops(self, place: str, drops: Sequence[Drop]) -> None:
        """Keep notes of what could not be taken in from a place that the user named, instead of its former ones."""
        fingerprint = make_id("input", *drops)
        if self._read_only or not self.is_fresh("ingest", place, fingerprint):
            self.write_unit("ingest", place, fingerprint, drops)

    def put_edge(self, edge: Edge) -> None:
        """Keep a person's edge: no unit owns it and no re-run deletes it. A later one of the same id replaces it."""
        with self._writing():
            self._insert(Edge, [edge], NOBODY, replacing=True)

    def persons_edges(self) -> list[Edge]:
        """The edges that persons set, sorted by id."""
        rows = self._rows(f"SELECT data FROM edges WHERE unit = {NOBODY} ORDER BY key")
        with errors_of(self._name):
            return [_decode(Edge, data) for (data,) in rows]

    def put_table(self, place: str, digest: str, rows: Iterable[tuple[Entry, Sequence[str]]]) -> None:
        """Keep a table of names instead of the one from this place; see `sqlite_tables`."""
        with self._writing():
            sqlite_tables.put(self._connection, place, digest, rows)

    def tables(self) -> list[tuple[str, str, int]]:
        """Place, digest and number of rows of each table of names, sorted by place."""
        return self._rows("SELECT place, digest, size FROM name_tables ORDER BY place")

    def drop_table(self, place: str) -> bool:
        """Forget the table of names from this place; False where there is none."""
        with self._writing():
            return sqlite_tables.drop(self._connection, place)

    def look_up(self, keys: Collection[str]) -> list[Entry]:
        """The rows of all tables that have one of these keys, sorted by id; at most a thousand of a key."""
        with errors_of(self._name):
            return sqlite_tables.look_up(self._connection, keys)

    def is_fresh(self, stage: str, unit: str, fingerprint: str) -> bool:
        """Was this unit written from exactly this input by exactly this version."""
        rows = self._rows("SELECT fingerprint FROM units WHERE stage = ? AND unit = ?", (stage, unit))
        return rows == [(fingerprint,)]

    def write_unit(self, stage: str, unit: str, fingerprint: str, records: Iterable[Record]) -> None:
        """Replace whatever the unit made before by these records, in one transaction.

        A record given twice is kept once; two records of one id that differ raise StoreError. If anything raises, the
        iterable included, the unit stays as it was.
        """
        with self._writing():
            self._delete(stage, unit)
            number = self._connection.execute(
                "INSERT INTO units (stage, unit, fingerprint) VALUES (?, ?, ?)", (stage, unit, fingerprint)
            ).lastrowid
            assert number is not None
            by_noun: dict[type[Any], list[Record]] = defaultdict(list)
            for record in records:
                by_noun[type(record)].append(record)
            for noun in sorted(by_noun, key=list(TABLES).index):  # articles come before the statements they hold
                self._insert(noun, by_noun[noun], number)

    def units(self, stage: str) -> list[str]:
        """The units of a stage that are on record, sorted."""
        sql = f"SELECT unit FROM units WHERE stage = ? AND number != {NOBODY} ORDER BY unit"
        return [unit for (unit,) in self._rows(sql, (stage,))]

    def make_stale(self, stage: str, units: Collection[str]) -> None:
        """Let none of these units be fresh, whatever their input."""
        with self._writing():
            self._connection.executemany(
                f"UPDATE units SET fingerprint = '' WHERE stage = ? AND unit = ? AND number != {NOBODY}",
                [(stage, unit) for unit in units],
            )

    def delete_units(self, stage: str, units: Collection[str]) -> None:
        """Delete these units and all they made."""
        with self._writing():
            for unit in units:
                self._delete(stage, unit)

    def _delete(self, stage: str, unit: str) -> None:
        which = f"SELECT number FROM units WHERE stage = ? AND unit = ? AND number != {NOBODY}"
        self._connection.execute(
            f"DELETE FROM statement_words WHERE rowid IN (SELECT number FROM statements WHERE unit IN ({which}))",
            (stage, unit),
        )
        self._connection.execute(f"DELETE FROM units WHERE number IN ({which})", (stage, unit))  # and all that is its

    def _insert(self, noun: type[R], records: Sequence[R], unit: int, *, replacing: bool = False) -> None:
        table = TABLES[noun]
        columns = ["key", "unit", *table.columns, "data"]
        self._connection.executemany(
            f"INSERT {'OR REPLACE ' if replacing else ''}INTO {table.name} ({', '.join(columns)})"
            f" VALUES ({', '.join('?' * len(columns))})",
            self._once(noun, records, unit),
        )
        if noun is Statement:
            self._index([record for record in records if isinstance(record, Statement)], unit)
        if noun is Chapter:
            self._outline([record for record in records if isinstance(record, Chapter)], unit)

    def _once(self, noun: type[R], records: Sequence[R], unit: int) -> Iterator[tuple[object, ...]]:
        """The rows of records, each once."""
        met: dict[str, str] = {}
        numbers: Counter[Span] = Counter()
        for record in records:
            data = _encode(record)
            if noun in NAMED:
                key: str = record.id  # type: ignore[union-attr]
                if (before := met.setdefault(key, data)) is not data:
                    if before != data:
                        raise StoreError(f"{noun.__name__.lower()} {key}: made twice and differently by one unit")
                    continue
            else:
                span: Span = record.span  # type: ignore[union-attr]
                key = f"{span.article}:{span.part}:{span.start}:{span.end}:{numbers[span]:04}"
                numbers[span] += 1
            yield key, unit, *_values(record, TABLES[noun]), data

    def _index(self, statements: Sequence[Statement], unit: int) -> None:
        """Put the words of statements into the index, as the articles on record have them."""
        articles: dict[str, Article | None] = {}
        rows = []
        for statement in {statement.id: statement for statement in statements}.values():
            for span in (*statement.source, *statement.content):
                if span.article not in articles:
                    articles[span.article] = self._get(Article, span.article)
            rows.append((_words(statement, articles), statement.id, unit))
        self._connection.executemany(
            "INSERT INTO statement_words (rowid, words) SELECT number, ? FROM statements WHERE key = ? AND unit = ?",
            rows,
        )

    def _outline(self, chapters: Sequence[Chapter], unit: int) -> None:
        """Put the first words of outlines into their index."""
        rows = [
            (word, chapter.week, weight, chapter.id, unit)
            for chapter in {chapter.id: chapter for chapter in chapters}.values()
            if chapter.outline is not None
            for word, weight in list(zip(chapter.outline.words, chapter.outline.weights, strict=True))[:KEYWORDS]
        ]
        self._connection.executemany(
            "INSERT OR IGNORE INTO chapter_words (word, week, story, weight, chapter)"
            " SELECT ?, ?, story, ?, number FROM chapters WHERE key = ? AND unit = ?",
            rows,
        )

    # -------------------------------------------------------------------------------------------------- reading

    def fetch(self, noun: type[R], *, articles: Collection[str] | None = None) -> list[R]:
        """All records of a noun, or those that lie in these articles.

        Nouns that are one span come by article, part, start and end, all others by id; of two records with one id a
        person's comes last. Raises ValueError for articles of a noun that lies in none (edges, drops ...).
        """
        table = TABLES[noun]
        wanted = ""
        values: tuple[str, ...] = ()
        if articles is not None and table.lies_in_articles:
            wanted = "WHERE article IN (SELECT value FROM json_each(?)) "
            values = (msgspec.json.encode(sorted(articles)).decode("utf-8"),)
        elif articles is not None and noun not in LIES_IN:
            raise ValueError(f"{table.name} do not lie in articles; fetch all of them")
        rows = self._rows(f"SELECT key, data FROM {table.name} {wanted}ORDER BY {table.order}", values)
        with errors_of(self._name):
            records = [_decode(noun, row[1]) for before, row in zip([None, *rows], rows, strict=False) if row != before]
        if articles is None or table.lies_in_articles:
            return records
        chosen = set(articles)
        return [record for record in records if not chosen.isdisjoint(LIES_IN[noun](record))]

    def select(self, noun: type[R], column: str, values: Values) -> list[R]:
        """The records of a noun that have one of these values in a column, sorted as `fetch` does."""
        table = TABLES[noun]
        if column not in table.columns or column == "mark":
            raise ValueError(f"{table.name} are not found by {column}; choose among {', '.join(table.columns)}")
        listed = _listed(values)
        sql = f"SELECT data FROM {table.name} WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY {table.order}"
        rows = self._rows(sql, (listed,))
        with errors_of(self._name):
            return [_decode(noun, data) for (data,) in rows]

    def digests(
        self, noun: type[Record], column: str, values: Values | None = None
    ) -> dict[str | int, tuple[int, int]]:
        """How many gists or chapters have each value of a column, and a sum over hashes of them."""
        chosen = "" if values is None else f"WHERE {column} IN (SELECT value FROM json_each(?))"
        sql = f"SELECT {column}, count(*), sum(mark) FROM {TABLES[noun].name} {chosen} GROUP BY {column}"
        rows = self._rows(sql, () if values is None else (_listed(values),))
        return {value: (count, total) for value, count, total in sorted(rows)}

    def touched(self, kind: str) -> list[str | int]:
        """What came, went or changed since it was settled, sorted."""
        return [key for (key,) in self._rows("SELECT key FROM touched WHERE kind = ? ORDER BY key", (kind,))]

    def settle(self, kind: str, keys: Values) -> None:
        """These have been looked at."""
        with self._writing():
            sql = "DELETE FROM touched WHERE kind = ? AND key IN (SELECT value FROM json_each(?))"
            self._connection.execute(sql, (kind, _listed(keys)))

    def touch_all(self) -> None:
        """Everything of each kind is to be looked at again."""
        with self._writing():
            for kind, column, table in (
                ("week", "week", "gists"),
                ("work", "work", "gists"),
                ("story", "story", "chapters"),
                ("line", "line", "chapters"),
            ):
                self._connection.execute(
                    f"INSERT OR IGNORE INTO touched SELECT DISTINCT ?, {column} FROM {table}", (kind,)
                )

    def weeks_of(self, articles: Collection[str]) -> dict[str, int]:
        """The week of each of these articles that has a gist."""
        listed = msgspec.json.encode(sorted(articles)).decode("utf-8")
        return dict(
            self._rows("SELECT article, week FROM gists WHERE article IN (SELECT value FROM json_each(?))", (listed,))
        )

    def replaced(self) -> dict[str, str]:
        """By page the one whose place it took."""
        return dict(self._rows("SELECT id, replaces FROM pages WHERE replaces IS NOT NULL ORDER BY id"))

    def outlined(self, outline: Bag, before: int, latest: int, most: int) -> list[Chapter]:
        """The founding chapters of earlier weeks whose outlines share the most with this one by their first words."""
        sql = "SELECT chapter, story, weight FROM chapter_words WHERE word = ? AND week < ? ORDER BY week DESC, story LIMIT ?"
        score: dict[tuple[str, int], float] = defaultdict(float)
        for word, weight in zip(outline.words[:KEYWORDS], outline.weights[:KEYWORDS], strict=True):
            for number, story, other in self._rows(sql, (word, before, latest)):
                score[story, number] += weight * other
        best = sorted(score, key=lambda key: (-round(score[key], 6), key[0]))[:most]
        sql = "SELECT data FROM chapters WHERE number IN (SELECT value FROM json_each(?)) ORDER BY story"
        rows = self._rows(sql, (_listed([number for _, number in best]),))
        with errors_of(self._name):
            return [_decode(Chapter, data) for (data,) in rows]

    def outlined_after(self, words: Collection[str], after: int, most: int) -> list[int]:
        """The weeks of later founding chapters that have one of these words; of each word the `most` earliest."""
        sql = "SELECT week FROM chapter_words WHERE word = ? AND week > ? ORDER BY week, story LIMIT ?"
        return sorted({week for word in sorted(words) for (week,) in self._rows(sql, (word, after, most))})

    def heads(self) -> dict[str, str]:
        """The page of each article, by its id: the unit that made it."""
        sql = "SELECT key, units.unit FROM articles JOIN units ON units.number = articles.unit ORDER BY key"
        return dict(self._rows(sql))

    def get(self, noun: type[R], id: str) -> R | None:
        """One record by its id, or None; a person's word goes before a machine's."""
        if noun not in NAMED:
            return None
        with errors_of(self._name):
            return self._get(noun, id)

    def _get(self, noun: type[R], id: str) -> R | None:
        row = self._connection.execute(
            f"SELECT data FROM {TABLES[noun].name} WHERE key = ? ORDER BY unit = {NOBODY} DESC, data LIMIT 1", (id,)
        ).fetchone()
        return None if row is None else _decode(noun, row[0])

    def find(self, id: str) -> Record | Page | None:
        """The record with this id, or with an id that begins so (6 characters at least) if just one id does.

        Of two nouns with one id the first in the flow is given.
        """
        exact = self._find_where("= ?", (id,))
        if exact or len(id) < PREFIX_LENGTH:
            return self._found(exact)
        return self._found(self._find_where("BETWEEN ? AND ?", (id, id + LAST)))

    def _find_where(self, condition: str, values: tuple[str, ...]) -> list[tuple[int, str]]:
        tables = [("pages", "id"), *((TABLES[noun].name, "key") for noun in NAMED)]
        # A page's row costs as much as its bytes: only ids are looked at here.
        parts = [
            f"SELECT {rank}, {column} FROM {name} WHERE {column} {condition}"
            for rank, (name, column) in enumerate(tables)
        ]
        return self._rows(" UNION ".join(parts) + " ORDER BY 1, 2", values * len(parts))

    def _found(self, hits: list[tuple[int, str]]) -> Record | Page | None:
        if len({id for _, id in hits}) != 1:
            return None
        rank, id = hits[0]
        return self.page(id) if rank == 0 else self.get(NAMED[rank - 1], id)

    def search(self, words: str, limit: int = 20) -> list[str]:
        """Ids of the statements that hold all these words, best first; case and accents do not matter."""
        asked = [_literal(word) for word in storable(words)[0].split() if _is_word(word)]
        return self._matching(" ".join(asked), limit)

    def search_any(self, groups: Sequence[Collection[str]], least: int, limit: int = 20) -> list[str]:
        """Ids of the statements that hold, of at least `least` of these groups, a word that begins with one of the group,
        best first; case and accents do not matter."""
        begun = [[f"{_literal(storable(w)[0])} *" for w in sorted(set(group)) if _is_word(w)] for group in groups]
        either = [f"({' OR '.join(words)})" for words in begun if words]
        together = combinations(either, max(1, min(least, len(either))))
        return self._matching(" OR ".join(f"({' AND '.join(some)})" for some in together), limit)

    def _matching(self, query: str, limit: int) -> list[str]:
        """Ids of the statements that fit a query of FTS5, best first, then by id."""
        if not query or limit < 1:
            return []
        sql = (
            "SELECT key FROM statement_words JOIN statements ON number = statement_words.rowid"
            " WHERE statement_words MATCH ? ORDER BY rank, key LIMIT ?"
        )
        return list(dict.fromkeys(key for (key,) in self._rows(sql, (query, limit))))

    # ------------------------------------------------------------------------------------------------- the file

    def close(self) -> None:
        """Let go of the database; safe to call twice."""
        with errors_of(self._name):
            self._connection.close()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, whatever happened; each write has its own transaction."""
        self.close()

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with errors_of(self._name):
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._read_only:
            raise StoreReadOnly(f"{self._name}: cannot be written; change its permissions or name another with --db")
        with errors_of(self._name), transaction(self._connection):
            yield


def _is_word(word: str) -> bool:
    return any(char.isalnum() for char in word)


def _literal(word: str) -> str:
    """A word in quotes, in which nothing is an operator."""
    return '"' + word.replace('"', '""') + '"'


def _values(record: Record, table: Table) -> tuple[object, ...]:
    """What stands in the columns of a table."""
    match record:
        case Gist():
            return record.article, record.page, record.work, record.week, _mark(record)
        case Chapter():
            return record.story, record.week, record.line, record.into or "", _mark(record)
        case Edge():
            return record.relation, record.left, record.right
        case Article():
            return (record.id,)
    if table.columns == SPAN:
        span: Span = record.span  # type: ignore[union-attr]
        return span.article, span.part, span.start, span.end
    if table.columns:
        return (record.article,)  # type: ignore[union-attr]
    return ()


def _listed(values: Values) -> str:
    """Values as a list for `json_each`."""
    return msgspec.json.encode(list(values)).decode("utf-8")


def _mark(record: Record) -> int:
    """A number for all that a record says; sums of eight million of them fit into 64 bits."""
    return int.from_bytes(hashlib.sha256(_encode(record).encode("utf-8")).digest()[:5], "big")


def _words(statement: Statement, articles: dict[str, Article | None]) -> str:
    """Who says and what is said, as written; a passage whose article is not on record has no words."""
    passages = []
    for span in (*statement.source, *statement.content):
        article = articles[span.article]
        if article is not None:
            try:
                passages.append(article.parts.of(span.part)[span.start : span.end])
            except (KeyError, IndexError):  # `verify` tells of it; it is no reason to lose the rest
                continue
    return " ".join(passages)


def _page_row(page: Page) -> tuple[object, ...]:
    headers, origins = (msgspec.json.encode(value).decode("utf-8") for value in (page.headers, page.origins))
    return page.id, page.media_type, page.url, page.fetched, headers, origins


def _united(old: Page, new: Page) -> Page:
    """Two accounts of the same bytes as one, the same in either order."""
    return replace(
        old,
        media_type=min(old.media_type, new.media_type),
        origins=tuple(sorted({*old.origins, *new.origins})),
        url=min((url for url in (old.url, new.url) if url is not None), default=None),
        fetched=min((time for time in (old.fetched, new.fetched) if time is not None), default=None),
        headers=max(old.headers, new.headers),
    )
