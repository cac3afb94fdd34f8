"""The child in which pages are cleaned: a process of its own that its parent can lose without harm.

It reads a greeting with its limits, then pages one by one from standard input, and answers each on standard output
with the records that `clean` gives, or with why there are none. Messages are msgpack behind their length, so that
nothing a child says can run in the parent. A page may take `seconds` of processor time, after which the system ends the
process (ITIMER_PROF reaches into C code too), and `memory` bytes above what the loaded program takes (RLIMIT_AS). What
it takes to load the parsers is not charged to a page. It ends when its input ends, as it does when the parent dies.

Where the system has no such limits (Windows has none, macOS none on memory), the parent's clock alone remains.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import msgspec

from dissensus import nets
from dissensus.records import Article, Block, Drop, Offset, Page, Record
from dissensus.stages.clean import clean, is_html

if sys.platform != "win32":
    import resource

# What `clean` gives, noun by noun.
DECODERS: dict[str, msgspec.msgpack.Decoder[Any]] = {
    "Article": msgspec.msgpack.Decoder(list[Article]),
    "Block": msgspec.msgpack.Decoder(list[Block]),
    "Offset": msgspec.msgpack.Decoder(list[Offset]),
    "Drop": msgspec.msgpack.Decoder(list[Drop]),
}
SIZE_BYTES = 4
LARGEST = 256_000_000  # bytes of a message; 10 MB of tags alone give 100 MB of records
TIRED = 4  # a child that has kept more than this part of its memory makes room for a fresh one
OOM_FIRST = "1000"  # the kernel takes such a process before any other when memory runs out
# Cleaned before the first page of a kind, so that a page is not charged for loading the parsers.
WARM_TEXT = "The bridge of Sell was closed on Monday, said the mayor, Ada Lind. Nobody was hurt.\n\n" * 3
WARM_HTML = f"<!doctype html><html><body><h1>A bridge</h1><p>{WARM_TEXT}</p></body></html>"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take. `seconds` of processor time and `memory` in bytes bind the child; `patience` is how many
    seconds by the clock its parent waits, for a child that sleeps or a system without the other two; long, since a
    machine with much to do is no fault of a page.

    5 s and 1 GB: of 894 pages of news (bench/pages.py) the slowest takes 0.34 s, and all of them, one after the other,
    70 MB. Processor time and not the clock, so that a busy machine gives the same records as an idle one.
    """

    seconds: float = 5.0
    memory: int = 1_000_000_000
    patience: float = 300.0


@dataclass(frozen=True, slots=True)
class Job:
    """A page to be cleaned, with the reference time in ISO 8601; with the net, or by rules alone."""

    page: Page
    reference: str
    by_net: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """The records of a page in their order, in runs of one noun; or `failure`, why there are none. `last` says that
    the child ends now and another has to do the next page."""

    records: list[tuple[str, msgspec.Raw]]
    failure: str | None = None
    last: bool = False


OUT_OF_MEMORY = "memory"  # a failure; every other is the name and place of an exception


def send(stream: IO[bytes], message: object) -> None:
    """Write a message; OSError when nobody reads, ValueError when it is too long."""
    content = msgspec.msgpack.encode(message)
    if len(content) > LARGEST:
        raise ValueError(f"a message of {len(content)} bytes, and {LARGEST} are the most")
    stream.write(len(content).to_bytes(SIZE_BYTES) + content)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message, None at the end; EOFError for one that is cut off, ValueError for one that is too long."""
    size = stream.read(SIZE_BYTES)
    if not size:
        return None
    length = int.from_bytes(size)
    if length > LARGEST:
        raise ValueError(f"a message of {length} bytes, and {LARGEST} are the most")
    content = stream.read(length)
    if len(size) < SIZE_BYTES or len(content) < length:
        raise EOFError("a message is cut off")
    return content


def pack(records: Sequence[Record]) -> list[tuple[str, msgspec.Raw]]:
    """Records for a reply."""
    runs = groupby(records, key=lambda record: type(record).__name__)
    return [(noun, msgspec.Raw(msgspec.msgpack.encode(list(run)))) for noun, run in runs]


def unpack(packed: Sequence[tuple[str, msgspec.Raw]]) -> list[Record]:
    """The records of a reply; msgspec.ValidationError or KeyError where they are none."""
    return [record for noun, run in packed for record in DECODERS[noun].decode(run)]


# ------------------------------------------------------------------------------------------------------- the child


def serve() -> None:
    """Clean pages until there are no more. The parent starts a process with this and nothing else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when we stop
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    greeting = receive(incoming)
    if greeting is None:
        return
    limits = msgspec.msgpack.decode(greeting, type=Limits)
    with suppress(OSError):  # Linux alone has it
        Path("/proc/self/oom_score_adj").write_text(OOM_FIRST, "ascii")
    worker = _Worker(limits)
    send(outgoing, Reply([]))
    _silence()
    with suppress(OSError):  # the parent is gone
        while (message := receive(incoming)) is not None:
            reply = worker.answer(msgspec.msgpack.decode(message, type=Job))
            send(outgoing, reply)
            if reply.last:
                return


def _silence() -> None:
    """What a library prints goes nowhere; what it reads is empty."""
    for number, mode in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
        nowhere = os.open(os.devnull, mode)
        os.dup2(nowhere, number)
        os.close(nowhere)


class _Worker:
    """What answers jobs, one after the other, within the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._warm: set[bool] = set()
        self._base: int | None = None  # bytes of address space of the loaded program

    def answer(self, job: Job) -> Reply:
        """The records of one page."""
        net = nets.blocks() if job.by_net else None
        self._load(is_html(job.page), net)
        self._bind(self._limits.seconds)
        try:
            records = pack(list(clean(job.page, datetime.fromisoformat(job.reference), net)))
        except MemoryError:
            return Reply([], OUT_OF_MEMORY, last=True)
        except Exception as error:
            return Reply([], _told(error))
        finally:
            self._bind(0)
        kept = _address_space()
        tired = kept is not None and self._base is not None and kept > self._base + self._limits.memory // TIRED
        return Reply(records, last=tired)

    def _load(self, html: bool, net: nets.BlockNet | None) -> None:
        """Load all that pages of a kind need, before the first of them."""
        if html in self._warm:
            return
        self._warm.add(html)
        _limit_memory(None)
        content = (WARM_HTML if html else WARM_TEXT).encode()
        page = Page("warm", content, "text/html" if html else "text/plain", ())
        list(clean(page, datetime.fromtimestamp(0, UTC), net))
        self._base = _address_space()
        _limit_memory(self._base + self._limits.memory if self._base is not None else None)

    def _bind(self, seconds: float) -> None:
        """End the process when it has used this much processor time from now; 0 takes the limit off."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(size: int | None) -> None:
    """Bound the address space, as far as this may be done; None for as much as there is."""
    if sys.platform != "win32":
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        with suppress(OSError, ValueError):  # a stricter limit stands already
            resource.setrlimit(resource.RLIMIT_AS, (hard if size is None else size, hard))


def _address_space() -> int | None:
    """How many bytes of addresses this process has; None where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGESIZE")
    except (OSError, ValueError, AttributeError):
        return None


def _told(error: Exception) -> str:
    """An exception by its name and the place of ours where it came up; its words may hold the page's text."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "dissensus" in Path(frame.filename).parts]
    place = f" in {Path(ours[-1].filename).name} line {ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{place}"
