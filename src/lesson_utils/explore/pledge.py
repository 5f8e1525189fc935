"""Pledge, project, payment: how far the 550 billion dollars have come, and who gets what back."""

from __future__ import annotations

from typing import Any

from .. import labels
from ..charts.pledge import STEPS, draw_split, draw_steps
from ..i18n import _
from ..measures import CashFlow, pledge_stand, profit_split
from . import control
from .panel import Panel

__all__ = ["Pledge", "pledge"]

VIEWS = ("steps", "split")
STEP_KEYS = ("day",)
SPLIT_KEYS = ("until", "money", "earnings", "years", "interest")


class Pledge(Panel):
    """Two views: what was announced, chosen and paid; how earnings are divided.

    Examples
    --------
    >>> Pledge("split").choose(until="principal and interest").switch is None
    True
    """

    def __init__(self, view: str = "steps") -> None:
        controls: dict[str, Any] = {
            "view": control.toggles(
                _("Show"),
                [
                    (_("announced, chosen, paid"), "steps"),
                    (_("who gets what back"), "split"),
                ],
                view,
            ),
            "day": control.steps(_("As of"), [(labels.day(day), day) for day in STEPS], STEPS[2]),
            "until": control.dropdown(
                _("50/50 until each has"),
                [
                    (_("the principal"), "principal"),
                    (_("principal and interest"), "principal and interest"),
                ],
            ),
            "money": control.dropdown(
                _("What is divided"),
                [
                    (_("all that the project earns"), "all"),
                    (_("what is left after loans (equity 2%)"), "equity 2"),
                    (_("what is left after loans (equity 1%)"), "equity 1"),
                ],
            ),
            "earnings": control.number(_("Earnings, % a year"), 12, 1, 40),
            "years": control.number(_("Years"), 20, 1, 40),
            "interest": control.number(_("Interest, % a year"), 5, 0, 15),
        }
        self._flow = profit_split()
        super().__init__(
            _("Pledge, project, payment"),
            controls,
            chart=draw_steps(STEPS[2]).chart(),
            rows=[["view"], ["day"], ["until", "money"], ["earnings", "years", "interest"]],
        )

    @property
    def switch(self) -> int | None:
        """The year in which 50/50 becomes 90/10, if it does."""
        return self._flow.switch

    def update(self) -> None:
        """Draw the view, hide the controls of the other, say the result."""
        split = self.value("view") == "split"
        self.show_only("view", *(SPLIT_KEYS if split else STEP_KEYS))
        self._flow = profit_split(
            self.value("earnings"),
            self.value("years"),
            self.value("interest"),
            self.value("until"),
            self.value("money").split()[0],
            float(self.value("money").split()[1]) if " " in self.value("money") else 2,
        )
        self.draw(draw_split(self._flow) if split else draw_steps(self.value("day")))
        self.say(self._split_text(self._flow) if split else _steps_text(self.value("day")))

    def _split_text(self, flow: CashFlow) -> str:
        reading = {v: n for n, v in self.controls["until"].options}[self.value("until")]
        money = {v: n for n, v in self.controls["money"].options}[self.value("money")]
        text = _(
            "If 50/50 lasts until each side has had {reading}, and what is divided is {money}: of "
            "${total:.0f} that come back in {years} years for each $100 put in, Japan receives "
            "${japan:.0f} and the United States ${usa:.0f}."
        ).format(
            reading=reading, money=money, total=flow.total, years=len(flow.earned),
            japan=flow.to_japan, usa=flow.to_usa,
        )  # fmt: skip
        if flow.switch is None:
            after = _("The split does not become 90/10 in these years.")
        else:
            after = _("The split becomes 90/10 in year {year}.").format(year=flow.switch)
        if flow.to_japan < 100:
            after = _("{after} Japan does not get its $100 back.").format(after=after)
        return f"{text} {after}"


def _steps_text(day: str) -> str:
    now = pledge_stand(day)
    words: dict[str, Any] = {
        "day": labels.day(day), "ceiling": now.ceiling, "listed": now.listed,
        "chosen": now.chosen, "share": now.chosen_pct, "candidates": now.candidates,
        "all": now.with_candidates_pct,
    }  # fmt: skip
    if now.candidates:
        return _(
            "By {day} projects of up to ${chosen:.0f} billion were chosen, {share:.1f}% of the "
            "ceiling of ${ceiling:.0f} billion, and candidates of up to ${candidates:.0f} billion "
            "named ({all:.1f}% together). For what was paid no figure was found, and unknown is "
            "not zero."
        ).format(**words)
    if now.chosen:
        return _(
            "By {day} projects of up to ${chosen:.0f} billion were chosen, {share:.1f}% of the "
            "ceiling of ${ceiling:.0f} billion. For what was paid no figure was found, and "
            "unknown is not zero."
        ).format(**words)
    if now.listed:
        return _(
            "By {day} up to ${ceiling:.0f} billion were announced and companies' interest in "
            "projects of up to about ${listed:.0f} billion was listed; no project was chosen yet, "
            "and no payment is known."
        ).format(**words)
    return _(
        "By {day} up to ${ceiling:.0f} billion were announced; no project was listed or chosen "
        "yet, and no payment is known."
    ).format(**words)


def pledge(view: str = "steps") -> Pledge:
    """Open the story of the pledge.

    Parameters
    ----------
    view : {"steps", "split"}
        What is shown first: announced, chosen and paid, or who gets what back.

    Returns
    -------
    Pledge
        A panel. The second view is a model whose assumptions are controls.

    Raises
    ------
    LessonError
        If there is no such view.

    Examples
    --------
    >>> pledge().sentence.startswith("By 17 January 2026 up to $550 billion were announced")
    True
    """
    return Pledge(view)
