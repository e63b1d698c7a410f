"""The plan, rule by rule, as an inspector would say it; run by pytest-bdd."""

import pytest

# Before they are imported, from wherever: a step that fails then shows both sides of its comparison.
pytest.register_assert_rewrite("features.steps")
