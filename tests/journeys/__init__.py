"""The round trip in real browsers."""

import pytest

pytest.register_assert_rewrite("tests.journeys.office")
