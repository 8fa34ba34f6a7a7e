"""What a test needs besides Python: without it the test skips with the reason, and under CI=true it fails."""

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """End the test that asked: nobody is watching a skip in CI, so there it is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}; under CI=true this may not be skipped", pytrace=False)
    pytest.skip(reason)
