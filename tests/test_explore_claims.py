"""The ledger: filters agree with the evidence, the sentence counts, an empty choice advises."""

import importlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesson_utils import evidence
from lesson_utils.errors import LessonError
from lesson_utils.explore.claims import Ledger
from lesson_utils.explore.claims import claims as open_ledger
from lesson_utils.i18n import set_language

GROUP_OF = importlib.import_module("lesson_utils.explore.claims")._group
LEDGER = Ledger()
VALUES = {key: [value for _name, value in LEDGER.controls[key].options] for key in Ledger.filters}


def test_it_opens_with_every_claim() -> None:
    ledger = open_ledger()
    assert [claim.id for claim in ledger.found] == [claim.id for claim in evidence.claims()]
    assert ledger.sentence.startswith(
        f"{len(evidence.claims())} of {len(evidence.claims())} claims."
    )
    assert ledger.failure is None
    html = ledger._table.value
    assert html.count('scope="row"') == len(evidence.claims())
    assert "<caption>" in html


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.fixed_dictionaries({key: st.sampled_from(values) for key, values in VALUES.items()}))
def test_filters_agree_with_the_evidence(chosen: dict[str, str]) -> None:
    LEDGER.choose(**chosen)
    assert LEDGER.failure is None
    wanted = [
        claim.id
        for claim in evidence.claims()
        if chosen["theme"] in ("", claim.theme)
        and chosen["kind"] in ("", claim.kind)
        and chosen["assessment"] in ("", claim.assessment)
        and (not chosen["grade"] or chosen["grade"] in {e.source.grade for e in claim.evidence})
        and chosen["claimant"] in ("", GROUP_OF(claim))
    ]
    assert [claim.id for claim in LEDGER.found] == wanted
    if wanted:
        assert LEDGER.sentence.startswith(f"{len(wanted)} of ")
    else:
        assert LEDGER.sentence.startswith("No claim fits: ")
        assert "all" in LEDGER.sentence
    assert LEDGER._table.value.count('scope="row"') == len(wanted)


def test_counts_beside_the_options_are_true() -> None:
    ledger = Ledger()
    for key in Ledger.filters:
        for name, value in ledger.controls[key].options[1:]:
            ledger.choose(**dict.fromkeys(Ledger.filters, ""))
            ledger.choose(**{key: value})
            assert name.endswith(f"({len(ledger.found)})")


def test_an_empty_combination_says_which_filter_to_relax() -> None:
    ledger = open_ledger(theme="geography", assessment="contested")
    assert ledger.found == ()
    assert ledger.sentence == (
        "No claim fits: theme geography, assessment contested. "
        "Set “Theme” to “all” to see 4 claims."
    )
    ledger.choose(theme="")
    assert len(ledger.found) == 4


def test_three_filters_that_no_single_change_mends() -> None:
    ledger = open_ledger(theme="geography", assessment="contested", kind="forecast")
    assert ledger.sentence.startswith("No claim fits")


def test_a_claim_opens_as_a_card_and_stays_open_while_it_is_listed() -> None:
    ledger = open_ledger(card="C24")
    assert evidence.claim("C24").discussion_question in ledger._card.value
    ledger.choose(theme="geography")
    assert ledger.value("card") == "C24"
    ledger.choose(theme="power")
    assert ledger.value("card") == ""
    assert ledger._card.value == ""


def test_wrong_values_are_named() -> None:
    with pytest.raises(LessonError, match="geologie"):
        open_ledger(theme="geologie")
    with pytest.raises(LessonError, match="control"):
        open_ledger(colour="red")


def test_the_saved_form_reads_without_running() -> None:
    bundle = open_ledger(theme="geography")._repr_mimebundle_()
    assert "C23" in bundle["text/html"]
    assert "C01" not in bundle["text/html"]
    assert "2 of 35 claims" in bundle["text/plain"]


def test_it_speaks_japanese() -> None:
    set_language("ja")
    try:
        ledger = open_ledger(theme="geography")
        assert "claims" not in ledger.sentence
        assert "2" in ledger.sentence
        assert "Assessment" not in ledger._table.value
    finally:
        set_language("en")
