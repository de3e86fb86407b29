"""A day on which tests of pages happen."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture
def september() -> Iterator[None]:
    """Wednesday, 25 September 2024, noon."""
    with time_machine.travel(datetime(2024, 9, 25, 12, tzinfo=UTC), tick=False):
        yield
