"""Exercises of lesson 03: one share worked out again, and the years under the ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lesson_utils import data, measures
from lesson_utils.i18n import _
from lesson_utils.learn.exercises.base import Exercise, Verdict, judge_number

__all__ = ["MAKERS"]


def _share() -> Exercise:
    return Exercise(
        id="03.1",
        lesson="03",
        title=_("Work out the 2% again"),
        task=_(
            "In fiscal 2025 Japan's security-related spending, extra budget included, came to "
            "row.amount_jpy_trn trillion yen. What share is that of the GDP of fiscal 2022, "
            "row.gdp_base_jpy_trn trillion yen? Give per cent and call it answer."
        ),
        hint=_("Divide the amount by the GDP and multiply by 100."),
        stub=(
            'table = lu.data.load("two_percent_accounting")\n'
            "row = table.one(year=2025, gdp_base_jpy_trn=560.2)\n"
            "answer = ...\n"
        ),
        solution=(
            'table = lu.data.load("two_percent_accounting")\n'
            "row = table.one(year=2025, gdp_base_jpy_trn=560.2)\n"
            "answer = 100 * row.amount_jpy_trn / row.gdp_base_jpy_trn\n"
        ),
        result="answer",
        check=_check_share,
        untouched=lambda answer: answer is ...,
    )


def _check_share(answer: Any) -> Verdict:
    row = measures.accounted(2025, "supplementary", "FY2022")
    amount, gdp = float(row.amount or 0), float(row.gdp or 1)
    later = float(measures.japan_gdp("FY2026"))
    alone = float(measures.japan_budget(2025))
    right = 100 * amount / gdp
    return judge_number(
        answer,
        right,
        _(
            "{share:.2f}%: rounded it is the 2% that was reached two years before the target year. "
            "Another sum or another GDP would have given another number."
        ).format(share=right),
        mistakes=[
            (right / 100, _("That is the ratio. Multiply by 100 for per cent.")),
            (100 * gdp / amount, _("That divides the GDP by the spending; turn it round.")),
            (
                100 * amount / later,
                _("That divides by the GDP expected for fiscal 2026; the target uses fiscal 2022."),
            ),
            (
                100 * alone / gdp,
                _("That is the defence budget alone; the 2% counts related spending too."),
            ),
            (2.0, _("2 is the rounded figure. Work it out from the two amounts.")),
        ],
        rel=0.002,
    )


def _ceiling() -> Exercise:
    return Exercise(
        id="03.2",
        lesson="03",
        title=_("Years under the ceiling"),
        task=_(
            "The cabinet set the ceiling of 1% in November 1976 and dropped it in December 1986, "
            "so it bound the budgets of fiscal 1977 to 1986. Write a function "
            "under_ceiling(rows, limit) that returns the years of these budgets whose share is "
            "known and at most limit.\n\n"
            "Each row has year and share_of_initial_forecast_gnp_pct. Where no figure was found "
            "the share is None, which cannot be compared."
        ),
        hint=_("Ask three things of each row: the year, that the share is not None, the limit."),
        stub=(
            "def under_ceiling(rows, limit):\n"
            "    years = []\n"
            "    for row in rows:\n"
            "        ...\n"
            "    return years\n"
        ),
        solution=(
            "def under_ceiling(rows, limit):\n"
            "    share = {r.year: r.share_of_initial_forecast_gnp_pct for r in rows}\n"
            "    return [y for y in range(1977, 1987) if share[y] and share[y] <= limit]\n"
        ),
        result="under_ceiling",
        check=_check_ceiling,
        untouched=lambda answer: callable(answer) and answer(_rows(), 1) == [],
    )


def _rows() -> Sequence[Any]:
    return data.load("defence_budget_japan")


def _check_ceiling(answer: Any) -> Verdict:
    if not callable(answer):
        return Verdict(
            False, _("A function is wanted: hand over under_ceiling itself, without brackets.")
        )
    shares = measures.ceiling_budgets()
    every = {
        r.year: r.share_of_initial_forecast_gnp_pct
        for r in _rows()
        if r.share_of_initial_forecast_gnp_pct is not None
    }
    for limit in (1, 0.95, 0.9):
        try:
            given = answer(_rows(), limit)
        except TypeError as error:
            if "None" not in str(error):
                raise
            return Verdict(
                False, _("Two years have no share: None cannot be compared. Leave them out.")
            )
        if not isinstance(given, list | tuple):
            return Verdict(
                False,
                _("The function gives back {kind}; a list of years is wanted.").format(
                    kind=type(given).__name__
                ),
            )
        wanted = [year for year, share in shares.items() if share is not None and share <= limit]
        if list(given) == wanted:
            continue
        return Verdict(False, _ceiling_mistake(list(given), wanted, every, limit))
    return Verdict(
        True,
        _(
            "All {n} budgets with a known share stayed at or under 1%; for {m} of the ten no "
            "figure was found."
        ).format(n=len(answer(_rows(), 1)), m=sum(s is None for s in shares.values())),
    )


def _ceiling_mistake(
    given: list[Any], wanted: list[int], every: dict[int, float], limit: float
) -> str:
    if given == [year for year, share in every.items() if share <= limit]:
        return _("Those are all years under {limit:g}%: keep fiscal 1977 to 1986.").format(
            limit=limit
        )
    if given == [y for y, s in every.items() if s <= limit and 1976 <= y <= 1986]:
        return _("The budget of fiscal 1976 was older than the ceiling of November 1976.")
    if given == [y for y, s in every.items() if s < limit and 1977 <= y <= 1986]:
        return _("“At most” includes the limit itself: use <=.")
    if set(given) & {1978, 1979}:
        return _("Fiscal 1978 and 1979 have no known share: leave them out.")
    if sorted(map(str, given)) == sorted(map(str, wanted)):
        return _("The years are right; keep their order.")
    return _("For a limit of {limit:g}% the function finds {n} years; {m} fit.").format(
        limit=limit, n=len(given), m=len(wanted)
    )


MAKERS = {"03.1": _share, "03.2": _ceiling}
