"""What all tests share."""

from __future__ import annotations

import os

import pytest


def require(part: str, present: bool) -> None:
    """Skip a test whose part is missing here; fail it where everything was to be installed (`DISSENSUS_FULL=1`)."""
    if present:
        return
    if os.environ.get("DISSENSUS_FULL") == "1":
        pytest.fail(f"needs {part}")
    pytest.skip(f"needs {part}")
