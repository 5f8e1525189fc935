"""Growth and doubling time: laws, and what is not defined."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import measures
from lesson_utils.errors import LessonError


@given(st.floats(0.01, 100), st.floats(0.1, 60), st.floats(1, 1e6))
def test_growth_and_doubling_undo_each_other(pct: float, years: float, first: float) -> None:
    last = first * (1 + pct / 100) ** years
    assert math.isclose(measures.growth_pct(first, last, years), pct, rel_tol=1e-6)
    n = measures.doubling_years(pct)
    assert math.isclose((1 + pct / 100) ** n, 2, rel_tol=1e-9)


def test_growth_needs_numbers_above_zero() -> None:
    for wrong in ((0, 1, 1), (1, -1, 1), (1, 2, 0)):
        with pytest.raises(LessonError, match="not defined"):
            measures.growth_pct(*wrong)
    with pytest.raises(LessonError, match="nothing doubles"):
        measures.doubling_years(0)
