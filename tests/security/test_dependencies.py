"""What the course stands on: few packages, whole, with licences a school can use. No network."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUN_TIME = [Requirement(text) for text in PROJECT["dependencies"]]
LAB = [Requirement(text) for text in PROJECT["optional-dependencies"]["lab"]]
FREE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Unlicense|HPND|0BSD|CC0)",
    re.IGNORECASE,
)


def licence(name: str) -> str:
    """Give what a package says of its licence: expression, classifiers or text."""
    about = metadata.metadata(name)
    classified = [c for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    told = [about.get("License-Expression"), *classified, (about.get("License") or "")[:200]]
    return " · ".join(one for one in told if one)


def closure(roots: list[Requirement]) -> dict[str, str]:
    """List every package that some packages need here, with its version."""
    found: dict[str, str] = {}
    waiting = list(roots)
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found:
            continue
        found[name] = metadata.version(name)
        for text in metadata.requires(name) or ():
            need = Requirement(text)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                waiting.append(need)
    return found


def test_what_is_installed_fits_together() -> None:
    """As `pip check` does: every requirement of every package is there, in a version that fits."""
    for name in closure([*RUN_TIME, *LAB]):
        for text in metadata.requires(name) or ():
            need = Requirement(text)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                assert need.specifier.contains(metadata.version(need.name), prereleases=True), (
                    f"{name} needs {need}"
                )


def test_a_pupils_kernel_needs_few_packages() -> None:
    """Each is a way in; those that come with IPython itself are counted apart."""
    ours = set(closure(RUN_TIME)) - set(closure([Requirement("ipykernel")]))
    assert ours == {
        "anywidget", "geographiclib", "ipywidgets", "jupyterlab-widgets", "narwhals", "packaging",
        "plotly", "psygnal", "widgetsnbextension",
    } - set(closure([Requirement("ipykernel")])), sorted(ours)  # fmt: skip


@pytest.mark.parametrize("name", sorted(closure([*RUN_TIME, *LAB])))
def test_a_licence_that_a_school_can_use(name: str) -> None:
    told = licence(name)
    assert FREE.search(told), f"{name}: {told or 'no licence is told'}"


def test_every_package_of_the_closure_is_pinned() -> None:
    """A version nobody has seen cannot slip into a class."""
    pins = (ROOT / "constraints.txt").read_text("utf-8")
    pinned = {canonicalize_name(line.split("==")[0]) for line in pins.splitlines() if "==" in line}
    if f"ipykernel=={metadata.version('ipykernel')}" not in pins.splitlines():
        pytest.skip("tools/versions.py tries other versions, and they need other packages")
    assert set(closure([*RUN_TIME, *LAB])) - pinned <= {"setuptools", "lesson-utils"}


def test_nothing_is_installed_from_a_notebook() -> None:
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        text = path.read_text("utf-8")
        assert not re.search(r"pip install|!pip|%pip|conda install|apt(-get)? install", text), path
