"""Labels beside points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import labelling as lab

spots = st.lists(
    st.tuples(st.floats(0, 700), st.floats(0, 500), st.sampled_from(["Naha", "Yonaguni", "那覇"])),
    max_size=12,
)


@given(spots)
def test_every_point_gets_a_known_side(points: list[tuple[float, float, str]]) -> None:
    sides = lab.place_labels(points, 11)
    assert len(sides) == len(points)
    assert set(sides) <= set(lab.SIDES)


@given(st.sampled_from(list(lab.SIDES)), st.floats(0, 500), st.floats(0, 500))
def test_a_label_never_covers_its_own_point(side: str, x: float, y: float) -> None:
    left, top, right, bottom = lab.box(x, y, "Naha", side, 11)
    assert not (left < x < right and top < y < bottom)


def test_neighbours_move_apart() -> None:
    points = [(100, 100, "Miyakojima"), (108, 100, "Irabujima")]
    boxes = [
        lab.box(x, y, text, side, 11)
        for (x, y, text), side in zip(points, lab.place_labels(points, 11), strict=True)
    ]
    assert not lab.overlap(*boxes)


def test_japanese_letters_are_wider() -> None:
    assert lab.text_width("那覇市", 10) > lab.text_width("abc", 10)
