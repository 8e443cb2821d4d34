"""The stories that hold the product to its word. What a helper asserts is told like what a test asserts."""

import pytest

pytest.register_assert_rewrite("tests.browsing", "tests.journeys.office")
