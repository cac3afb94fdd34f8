"""The children that clean pages, seen from their parent: started, fed, waited for, killed, replaced.

A page that kills its child is tried once more in a fresh one and then set aside with a Drop, as is one that takes too
long or too much memory; the pages after it are cleaned. Results come in the order of the pages, whatever child was
faster.
"""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from queue import SimpleQueue
from typing import Self

import msgspec

from dissensus.errors import WorkerError
from dissensus.records import Drop, Page, Record, make_id
from dissensus.worker import OUT_OF_MEMORY, Job, Limits, Reply, receive, send, unpack

LIMITS = Limits()
MOST_CHILDREN = 8  # each takes 150 MB and may take 1 GB more
PAGES_A_CHILD = 20  # starting a child takes 1.2 s of a processor, a page of news 0.02 s as text and 0.3 s as HTML
AHEAD = 3  # pages handed out and not yet taken back, for each child
START_SECONDS = 300.0  # by the clock, until a child says that it is there
TRIES = 2  # for a page whose child died or ran out of memory, in a fresh child each
ERROR_CHARACTERS = 300  # of what a child that cannot be started says
# `-P` keeps the working folder out of the path of modules; the parent's own path is handed on.
START = "import sys; sys.path[:] = sys.argv[1:]; from dissensus.worker import serve; serve()"
ADVICE = "save its text as .txt and read that"


def children_for(pages: int) -> int:
    """How many children clean so many pages best: no more than there are processors."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, MOST_CHILDREN, math.ceil(pages / PAGES_A_CHILD)))


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a page was not cleaned: the reason for its drop, and whether a fresh child may do better."""

    reason: str
    again: bool


class Child:
    """One process that cleans one page after the other. `spent` once it has ended or is about to."""

    def __init__(self, limits: Limits) -> None:
        """Start it, without waiting until it is there. WorkerError if the system refuses."""
        self.spent = False
        self._limits = limits
        self._ready = self._expired = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        command = [sys.executable, "-P", "-c", START, *(entry for entry in sys.path if isinstance(entry, str))]
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=self._errors)
        except (OSError, ValueError) as error:
            self._errors.close()
            raise _cannot_start(str(error)) from error

    def clean(self, job: Job) -> list[Record] | Failure:
        """The records of a page, or why there are none. WorkerError if it was never there."""
        if not self._ready:
            if self._ask(self._limits, START_SECONDS) is None:
                raise _cannot_start(self._last_words())
            self._ready = True
        try:
            reply = self._ask(job, self._limits.patience)
            if reply is None:
                return self._death()
            return _trouble(reply.failure) if reply.failure else unpack(reply.records)
        except (ValueError, KeyError, msgspec.MsgspecError):  # no answer of ours: it is not what it was
            self.spent = True
            return Failure(f"crashed: what cleaning gave of it cannot be read; {ADVICE}", again=True)

    def kill(self) -> None:
        """End it at once; whoever waits for it gets a Failure."""
        with suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """End it and leave nothing of it behind."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what it never read is still in the pipe's buffer
                stream.close()  # type: ignore[union-attr]
        self._errors.close()

    def _ask(self, message: Limits | Job, seconds: float) -> Reply | None:
        """Its answer to a message; None if it ends before, which it has to within these seconds."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        timer = threading.Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            send(stdin, message)
            content = receive(stdout)
        except (OSError, EOFError):
            content = None
        finally:
            timer.cancel()
            timer.join()  # so that it kills no child over an answer that just came
        reply = msgspec.msgpack.decode(content, type=Reply) if content is not None else None
        self.spent = reply is None or reply.last or self._expired
        return reply

    def _expire(self) -> None:
        self._expired = True
        self.kill()

    def _death(self) -> Failure:
        """Why it ended in the midst of a page, by the signal that it died of."""
        status = self._process.wait()
        if self._expired:
            waited = f"timeout: cleaning it was not done after {self._limits.patience:g} s"
            return Failure(f"{waited}; {ADVICE}", again=False)
        if sys.platform != "win32" and status == -signal.SIGPROF:
            used = f"timeout: cleaning it takes more than {self._limits.seconds:g} s of processor time"
            return Failure(f"{used}; {ADVICE}", again=False)
        return Failure(f"crashed: cleaning it ended its process twice ({_name(status)}); {ADVICE}", again=True)

    def _last_words(self) -> str:
        """What a child that never got to work has to say."""
        status = self._process.wait()
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").split("\n")
        said = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return said[:ERROR_CHARACTERS] or _name(status)


def _name(status: int) -> str:
    """How a process ended, in words."""
    try:
        return signal.Signals(-status).name if status < 0 else f"exit status {status}"
    except ValueError:
        return f"signal {-status}"


def _cannot_start(why: str) -> WorkerError:
    python = sys.executable or "sys.executable, which is empty,"
    return WorkerError(f"no process can be started to clean pages in ({why}); check that {python} runs here")


class Pool:
    """Some children, and pages on their way through them. To be used as a context: at its end no child is left."""

    def __init__(self, children: int, limits: Limits | None = None) -> None:
        """Start so many children, with `LIMITS` unless told otherwise; they load while the first page is fetched."""
        self._limits = limits or LIMITS
        self._lock = threading.Lock()
        self._closed = False
        self._alive: set[Child] = set()
        self._idle: SimpleQueue[Child | None] = SimpleQueue()
        self._ahead = AHEAD * children
        self._threads = ThreadPoolExecutor(children, "dissensus-clean")
        try:
            for _ in range(children):
                self._idle.put(self._start())
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """The pool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Kill whoever is still at work."""
        self.close()

    def clean(self, pages: Iterable[Page], reference: datetime, *, by_net: bool = True) -> Iterator[list[Record]]:
        """The records of each page, in order: what `clean` gives, with its net or by rules alone, or a Drop where it could
        not be cleaned. Raises WorkerError where a child cannot be started."""
        waiting: deque[Future[list[Record]]] = deque()
        for page in pages:
            waiting.append(self._threads.submit(self._one, Job(page, reference.isoformat(), by_net)))
            if len(waiting) >= self._ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def close(self) -> None:
        """Kill all children and wait until they are gone; safe to call twice."""
        with self._lock:
            self._closed = True
            for child in self._alive:
                child.kill()
        self._threads.shutdown(cancel_futures=True)
        with self._lock:
            for child in self._alive:
                child.close()
            self._alive.clear()

    def _start(self) -> Child:
        with self._lock:
            if self._closed:
                raise WorkerError("the children that clean pages were stopped; run the command again to go on")
            child = Child(self._limits)
            self._alive.add(child)
            return child

    def _end(self, child: Child) -> None:
        with self._lock:
            self._alive.discard(child)
        child.close()

    def _one(self, job: Job) -> list[Record]:
        """The records of one page, by whichever child is idle."""
        child = self._idle.get()  # there are as many as threads; None stands for one that is to be started
        answer: list[Record] | Failure = []
        try:
            for _ in range(TRIES):
                child = child or self._start()
                answer = child.clean(job)
                if child.spent:
                    self._end(child)
                    child = None
                if isinstance(answer, list) or not answer.again:
                    break
        finally:
            self._idle.put(child)
        return answer if isinstance(answer, list) else [_drop(job.page, answer.reason)]


def _trouble(failure: str) -> Failure:
    """A failure that the child told of itself."""
    if failure == OUT_OF_MEMORY:
        return Failure(f"too_large: cleaning it takes more memory than a page may have; {ADVICE}", again=True)
    return Failure(f"crashed: cleaning it raised {failure}, an error of ours; report it and {ADVICE}", again=False)


def _drop(page: Page, reason: str) -> Drop:
    return Drop(make_id("drop", page.id, "clean", reason), page.id, "clean", reason)
