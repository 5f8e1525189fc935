"""HTML is made in one place, and the lint that says so can fail."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("lint_html", ROOT / "tools" / "lint_html.py")
assert _spec is not None
assert _spec.loader is not None
lint = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(lint)


def test_nothing_in_the_course_makes_html_by_hand() -> None:
    assert lint.check() == []


def test_every_place_that_may_is_there_and_has_a_reason() -> None:
    for name, reason in lint.PLACES.items():
        assert (ROOT / name).is_file(), f"{name} is gone: take it off the list"
        assert len(reason.split()) > 3


@pytest.mark.parametrize(
    "planted",
    [
        'x = f"<b>{name}</b>"',
        'x = "<b>" + name + "</b>"',
        'x = "<b>%s</b>" % name',
        'x = "<b>{}</b>".format(name)',
        'x = f"<img src={name}>"',
        "x = Markup(name)",
        'x = Markup(f"<p>{name}</p>")',
        'w.HTML(f"<p>{name}</p>")',
        'w.HTML(value="<p>" + name)',
        "display(HTML(name))",
        "w.HTMLMath(name)",
        'Markdown("x")',
        "eval(name)",
        "w.Checkbox(description_allow_html=True)",
    ],
)
def test_planted_html_is_found(planted: str) -> None:
    assert list(lint.check_python(planted, "src/a.py"))


@pytest.mark.parametrize(
    "clean",
    [
        'x = tag("p", name, " < 5")',
        'x = Markup("<hr>")',
        'x = tag("style", Markup(CSS + _STYLE))',
        "w.HTML(join(a, b))",
        "w.HTML(self._task)",
        'x = f"{a} < {b} and {c} > {d}"',
        '"""Say <b>this</b>."""',
        're.compile(r"<[^>]*>")',
    ],
)
def test_clean_code_is_left_alone(clean: str) -> None:
    assert list(lint.check_python(clean, "src/a.py")) == []


@pytest.mark.parametrize(
    "planted",
    ["e.innerHTML = text", "e.insertAdjacentHTML('beforeend', t)", "eval(t)", "new Function(t)",
     "document.write(t)", "e.setAttribute('onclick', t)", "setTimeout('go()', 1)"],
)  # fmt: skip
def test_planted_javascript_is_found(planted: str) -> None:
    assert list(lint.check_lines(planted, "a.js", lint.JAVASCRIPT))


@pytest.mark.parametrize(
    "planted",
    ["<p>{{ nb.metadata.title }}</p>", "{{ title | safe }}", "{% autoescape false %}",
     "<body onload='x()'>", "<script>e.innerHTML = text</script>"],
)  # fmt: skip
def test_a_planted_template_is_found(tmp_path: Path, planted: str) -> None:
    for folder, ending in (("src", "html.j2"), ("deploy", "html")):
        path = tmp_path / folder / f"a.{ending}"
        path.parent.mkdir()
        path.write_text(f"<h1>{{{{ nb.title | escape }}}}</h1>\n{planted}\n")
        assert {line for _name, line, _words in lint.check(tmp_path)} == {2}
        path.unlink()


@pytest.mark.parametrize(
    "source",
    ["<script>x</script>", "<img src=a onerror=x>", "[a](javascript:x)", "%%html\n<b>",
     "from IPython.display import HTML", '<a href="javascript:x">', "<iframe src=x>"],
)  # fmt: skip
def test_active_content_in_a_notebook_is_found(source: str) -> None:
    cell = {"cell_type": "markdown", "source": [source]}
    assert list(lint.check_notebook(json.dumps({"cells": [cell]}), "a.ipynb"))
    output = {"data": {"text/html": ["<p>", "<img src=x onerror=y>"]}}
    shown = {"cell_type": "code", "source": ["1"], "outputs": [output]}
    assert list(lint.check_notebook(json.dumps({"cells": [shown]}), "a.ipynb"))
