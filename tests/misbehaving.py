"""A cleaner that does to its process what a page tells it to: what hostile bytes may bring a parser to."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from dissensus import worker
from dissensus.records import Article, Maker, Page, Parts, Record


def _clean(page: Page, reference: datetime, net: object = None) -> Iterator[Record]:
    deed, _, about = page.content.decode().partition(" ")
    match deed:
        case "spin":
            while True:
                pass
        case "spin-in-c":
            re.fullmatch("(a|a)*b", "a" * 60)
        case "sleep":
            time.sleep(600)
        case "fill":
            bytearray(50_000_000_000)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            os._exit(3)
        case "fail":
            raise ZeroDivisionError(about)
        case "babble":
            print("babble " * 1000)
            os.write(1, b"\x00\x00\x00\x01x")
            sys.stderr.write("babble " * 100_000)
        case "forge":  # an answer that is none
            for number in range(3, 20):
                with suppress(OSError):
                    os.write(number, b"\x00\x00\x00\x04junk")
        case "once":  # dies in the first process that sees it
            mark = Path(about)
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case "grow":
            kept.append(bytearray(40_000_000))
    yield Article("a" + page.id, page.id, Parts(about), Maker("clean", "1"))  # the real one loads much


kept: list[bytearray] = []


def serve() -> None:
    """As the real one."""
    vars(worker)["clean"] = _clean
    worker.serve()
