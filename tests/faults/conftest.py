"""What tests of faults share."""

from collections.abc import Callable

import pytest

Tell = Callable[[str], None]


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Tell one line of figures; it stands at the end of the run, also when the test passes."""
    return lambda line: record_property("figures", line)
