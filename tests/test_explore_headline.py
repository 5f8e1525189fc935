"""The headline workshop: every piece is compared, kept and carried into the dossier."""

import itertools
import json
from pathlib import Path

import pytest

from lesson_utils.errors import UnknownNameError
from lesson_utils.explore.dossier import dossier
from lesson_utils.explore.headline import HeadlinePanel, headline
from lesson_utils.learn import store
from lesson_utils.learn.headlines import ACTORS, PAPERS, TAILS, VERBS, Headline, presumes


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a folder and a file of answers of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(store.SETTING)
    monkeypatch.setattr(store, "_stores", {})
    return tmp_path


def again(paper: str = "naha") -> HeadlinePanel:
    """Open the panel as after a restart of the kernel."""
    store._stores.clear()
    return headline(paper)


def test_it_opens_empty_and_says_what_to_do(folder: Path) -> None:
    assert headline().sentence == (
        "For readers in Naha, Okinawa: choose who acts, a verb and who is acted on, "
        "or write in your own words."
    )
    assert list(folder.iterdir()) == []
    with pytest.raises(UnknownNameError, match="beijing"):
        headline("bejing")


def test_every_option_of_every_piece_is_compared() -> None:
    panel = headline()
    for agent, verb, object_ in itertools.product(list(ACTORS)[:3], VERBS, ("jp", "okinawa")):
        panel.choose(agent=agent, verb=verb, object=object_)
        assert panel.failure is None
        assert Headline(agent, verb, object_).text in panel.sheet.result.value
        assert presumes(verb) in panel.sentence
        assert ("is loaded." in panel.sentence) == VERBS[verb].loaded
        assert ("Nobody acts on themselves" in panel.sentence) == (agent == object_)
    for tail, (words, _parties) in TAILS.items():
        panel.choose(tail=tail)
        assert (words or "not said") in panel.sheet.result.value


def test_the_sentence_compares_parties_with_the_original() -> None:
    panel = headline("beijing").choose(agent="us", verb="encircles", object="cn")
    assert panel.sentence.splitlines()[:3] == [
        "For readers in Beijing. Who acts: Washington; on whom: Beijing. "
        "In the original it is the United States, on Japan.",
        "The verb “encircles” is loaded. It takes for granted that somebody plans to close "
        "somebody else in.",
        "Named in the original and not here: Japan.",
    ]
    panel.choose(object="jp", tail="china")
    assert "It names the same parties as the original." in panel.sentence
    panel.choose(agent="okinawa", object="us", tail="none")
    assert "Named here and not in the original: Okinawa." in panel.sentence


def test_own_words_are_read_but_never_markup() -> None:
    panel = headline().choose(own="<img src=x> Tokyo bullied over islands")
    assert "in your own words." in panel.sentence
    assert "Words that usually judge: bullied." in panel.sentence
    assert "<img" not in panel.sentence + panel.sheet.result.value + panel._all.value
    assert "&lt;img" in panel.sheet.result.value
    panel.choose(own="Ministers meet")
    assert "look for others yourself" in panel.sentence


def test_every_change_is_kept_for_each_paper(folder: Path) -> None:
    panel = headline()
    panel.choose(agent="okinawa", verb="resists", object="us", why="They live there.")
    panel.choose(paper="tokyo")
    assert panel.value("agent") == ""
    panel.choose(own="Capability counts")
    notes = json.loads((folder / "progress.json").read_text("utf-8"))["notes"]
    assert notes["headline.naha.why"]["value"] == "They live there."
    assert notes["headline.tokyo.own"]["value"] == "Capability counts"
    assert "Headlines so far: 2 of 8. They go into your dossier on C01." in panel.sentence
    opened = again()
    assert opened.value("verb") == "resists"
    assert "Capability counts" in opened._all.value


def test_a_change_held_back_arrives_at_its_paper() -> None:
    panel = headline("naha").choose(why="begun")
    late = panel.sheet.fields["why"]
    panel.choose(paper="beijing")
    late.value = "begun and finished"
    assert panel.value("why") == ""
    assert again("naha").value("why") == "begun and finished"


def test_headlines_are_exported_with_the_dossier(folder: Path) -> None:
    headline("manila").choose(agent="ph", verb="plans", object="jp")
    dossier("C01").sheet.export.click()
    text = (folder / "dossier-C01.md").read_text("utf-8")
    assert "For readers in Manila: Manila plans with Tokyo" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_shows_what_the_ledger_knows_of_its_party(paper: str) -> None:
    from lesson_utils import evidence

    party = next(one for one in evidence.perspectives() if one.id == PAPERS[paper])
    html = "".join(getattr(one, "value", "") for one in headline(paper).sheet.box.children)
    assert html.count("<li>") == len(party.positions)
    assert "A paper need not write what its government says" in html


def test_the_saved_form_describes_the_original_only() -> None:
    bundle = headline().choose(own="mine alone")._repr_mimebundle_()
    assert "mine alone" not in str(bundle)
    assert "Who acts?" in bundle["text/html"]
