"""The wheel carries the course, the editable install reads the checkout, pins agree."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import lesson_utils
from lesson_utils import course, course_files

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    litter = ROOT / "notebooks" / ".ipynb_checkpoints" / "00_litter.ipynb"
    litter.parent.mkdir(exist_ok=True)
    litter.write_text("{}")
    try:
        built = subprocess.run(
            [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(out), str(ROOT)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    finally:
        litter.unlink()
        if not any(litter.parent.iterdir()):
            litter.parent.rmdir()
    assert built.returncode == 0, built.stdout + built.stderr
    return next(out.glob("*.whl"))


def tracked(folder: str, pattern: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob(pattern)
        if path.is_file() and not any(part.startswith(".") for part in path.parts)
    }


def test_the_wheel_holds_the_course_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    inside = {name.removeprefix("lesson_utils/_course/") for name in names if "/_course/" in name}
    assert tracked("notebooks", "*.ipynb") | tracked("data", "*") == {
        name for name in inside if not name.startswith("notebooks/images/")
    }
    code = tracked("src/lesson_utils", "*.py")
    assert {name.removeprefix("src/") for name in code} <= names
    for needed in ("py.typed", "_lab/overrides.json", "locale/ja/LC_MESSAGES/lesson_utils.mo"):
        assert f"lesson_utils/{needed}" in names
    for name in names:
        assert name.startswith(("lesson_utils/", "lesson_utils-")), name
        assert not re.search(r"checkpoints|progress\.json|__pycache__|(^|/)tests?/", name), name
    assert {name.rsplit("/", 1)[1] for name in names if "/licenses/" in name} == {
        "LICENSE",
        "LICENSE-data.md",
        "LICENSE-lessons",
    }


def test_the_installed_wheel_copies_and_keeps(wheel: Path, tmp_path: Path) -> None:
    """In a new environment without a network: dependencies are lent by a .pth file."""
    place = tmp_path / "some where"
    venv.create(place, with_pip=False)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = next(place.rglob("site-packages"))
    installer = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
    subprocess.run([*installer, "--no-deps", "--no-index", str(wheel)], check=True)
    lent = Path(sys.prefix) / site.relative_to(place)
    (site / "lent.pth").write_text(f"{lent}\n")
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def run(*words: str) -> str:
        # -I and no .pth of the lender: its editable install must not stand in for the wheel.
        done = subprocess.run(
            [str(python), "-I", *words],
            cwd=tmp_path,
            env=clean,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = run("-c", "import lesson_utils.course as c; print(c.checkout(), c.folder())").strip()
    assert where.startswith("None ")
    assert where.endswith("_course")
    assert str(place) in where
    run("-m", "lesson_utils", "verify")
    assert "new" in run("-m", "lesson_utils", "copy", "class")
    first = tmp_path / "class" / course_files.FIRST
    assert first.read_bytes() == (ROOT / "notebooks" / course_files.FIRST).read_bytes()
    first.write_text("mine")
    assert "1 kept" in run("-m", "lesson_utils", "copy", "class")
    assert first.read_text() == "mine"
    claim = "import lesson_utils as lu; lu.start('05'); print(lu.evidence.claim('C23').id)"
    assert run("-c", claim).strip() == "C23"


def test_an_editable_install_reads_the_checkout() -> None:
    assert course.checkout() == ROOT
    assert course.folder() == ROOT
    assert not (Path(lesson_utils.__file__).parent / "_course").exists()


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_uv_and_pip_use_the_same_pins() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert project()["tool"]["uv"]["constraint-dependencies"] == pins
    assert all(re.match(r"[a-z0-9-]+==[\w.+]+( ; .+)?$", pin) for pin in pins)


def test_every_dependency_is_pinned_and_uvs_group_is_the_extra() -> None:
    described = project()
    extras = described["project"]["optional-dependencies"]
    assert described["dependency-groups"]["lab"] == extras["lab"]
    pinned = {
        line.partition("==")[0]
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    }
    wanted = [*described["project"]["dependencies"], *itertools.chain(*extras.values())]
    names = {re.split(r"[\[<>=]", one)[0].lower() for one in wanted} - {"lesson-utils"}
    assert names <= pinned


def test_the_version_is_told_once() -> None:
    version = project()["project"]["version"]
    assert version == lesson_utils.__version__
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_licence_table_is_the_registrys() -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("licences", ROOT / "tools" / "licences.py")
    licences = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(licences)
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    text = (ROOT / "LICENSE-data.md").read_text(encoding="utf-8")
    assert text == licences.table(package), "run tools/licences.py"


def test_the_readme_lists_the_lessons_and_the_explorers() -> None:
    import lesson_utils as lu

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for one in lu.course.lessons():
        file = f"notebooks/{one.number}_{one.slug}.ipynb"
        claims = ", ".join(one.claims)
        row = f"| [{one.number}]({file}) | {one.question} | {claims} | {one.minutes} |"
        assert row in text
    for name in dir(lu.explore):
        assert f"`{name}`" in text
