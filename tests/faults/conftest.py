"""What tests of faults share."""

from collections.abc import Callable

import pytest

Tell = Callable[[str], None]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Print one line of figures, also when the test passes."""

    def told(line: str) -> None:
        with capsys.disabled():
            print(f"\n{line}")

    return told
