"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from dissensus import pipeline

# No test is timed: a busy machine must not make one fail. Speed is measured in `bench/`.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def require(part: str, present: bool) -> None:
    """Skip a test whose part is missing here; fail it where everything was to be installed (`DISSENSUS_FULL=1`)."""
    if present:
        return
    if os.environ.get("DISSENSUS_FULL") == "1":
        pytest.fail(f"needs {part}")
    pytest.skip(f"needs {part}")


@pytest.fixture(scope="session", autouse=True)
def in_this_process() -> Iterator[None]:
    """Pages are cleaned in this process, whose parsers are loaded once for all tests. Those of the children, and those
    that run commands as processes, do without."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "CHILDREN", 0)
        yield
