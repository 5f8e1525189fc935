"""The registry of data sets, ``datapackage.json``: what it knows, reads, describes and verifies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.i18n import _
from lesson_utils.markup import link, tag
from lesson_utils.readers import (
    DataError,
    check,
    check_entry,
    fields_of,
    read_bytes,
    read_cells,
    read_features,
    read_json,
)
from lesson_utils.tables import FeatureTable, Table


class Registry:
    """The data sets below one folder; the module's functions use the course's own.

    Parameters
    ----------
    folder : Path
        A folder with ``datapackage.json``.

    Raises
    ------
    DataError
        If the registry is missing or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = folder / "datapackage.json"
        try:
            self._package = json.loads(path.read_text(encoding="utf-8"))
            self._release = str(self._package["version"])
            self._entries = {entry["name"]: entry for entry in self._package["resources"]}
        except FileNotFoundError:
            raise DataError(path.name, "the registry of data sets", "no such file") from None
        except (ValueError, KeyError, TypeError) as broken:
            raise DataError(path.name, "the registry of data sets", repr(broken)) from broken
        for entry in self._entries.values():
            check_entry(path.name, entry)
        self._read: dict[str, Table] = {}

    @property
    def release(self) -> str:
        """Version of the data, such as ``"2026.11.22"``."""
        return self._release

    def names(self) -> tuple[str, ...]:
        """List the data sets that `load` reads."""
        loadable = ("csv", "geojson")
        return tuple(name for name, e in self._entries.items() if e["format"] in loadable)

    def load(self, name: str) -> Table:
        """Read one data set, once."""
        if name not in self._read:
            entry = self._entry(name)
            if entry["format"] == "json":
                raise LessonError(
                    f"{name} is no table. Read it with lu.evidence, such as lu.evidence.claims()."
                )
            self._read[name] = self._table(entry, read_bytes(entry, self.folder))
        return self._read[name]

    def read_json(self, name: str) -> Any:
        """Read one JSON file that is no table."""
        entry = self._entry(name)
        if entry["format"] != "json":
            raise LessonError(f"{name} is a table. Read it with lu.data.load({name!r}).")
        return read_json(entry["path"], read_bytes(entry, self.folder))

    def describe(self, name: str) -> Description:
        """Tell where one data set comes from and what to mind."""
        entry = self._entry(name)
        return Description(
            name=name,
            title=entry["title"],
            description=entry["description"],
            sources=tuple(entry["sources"]),
            licences=tuple(entry["licenses"]),
            columns=tuple(
                (f["name"], f.get("unit", ""), f["description"]) for f in fields_of(entry)
            ),
            transformation=entry["transformation"],
            traps=tuple(entry["traps"]),
        )

    def verify(self) -> Report:
        """Check every file: there, unchanged, well formed, within its limits, and registered."""
        problems: list[DataError] = []
        for entry in self._entries.values():
            problems += check(entry, self.folder)
        known = {entry["path"] for entry in self._entries.values()}
        for part in sorted({Path(path).parent for path in known}):
            for path in sorted((self.folder / part).glob("*")):
                file = path.relative_to(self.folder).as_posix()
                if file not in known and not path.name.startswith("."):
                    got = "a file nobody registered"
                    remedy = "Describe it in tools/resources.toml or remove it."
                    problems.append(DataError(file, "only registered files", got, remedy=remedy))
        return Report(len(self._entries), tuple(problems))

    def _entry(self, name: str) -> dict[str, Any]:
        if name in self._entries:
            entry: dict[str, Any] = self._entries[name]
            return entry
        raise UnknownNameError("data set", name, self.names(), "lu.data.names() lists them.")

    def _table(self, entry: dict[str, Any], content: bytes) -> Table:
        fields = fields_of(entry)
        columns = [field["name"] for field in fields]
        values: Iterable[Sequence[Any]]
        geojson = entry["format"] == "geojson"
        kind: type[Table] = FeatureTable if geojson else Table
        if geojson:
            values = read_features(entry["path"], content, columns)
            columns += ["geometry_type", "coordinates"]
        else:
            values = (cells for _, cells in read_cells(entry["path"], content, fields))
        return kind(
            entry["name"],
            entry["title"],
            columns,
            {field["name"]: field["unit"] for field in fields if "unit" in field},
            values,
            source="; ".join(map(_one_line, entry["sources"])),
            licence="; ".join(licence["title"] for licence in entry["licenses"]),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What `verify` found: files checked and every problem.

    Examples
    --------
    >>> print(Report(52, ()))
    52 data files checked: all as they should be.
    """

    checked: int
    problems: tuple[DataError, ...]

    @property
    def ok(self) -> bool:
        """True if nothing is wrong."""
        return not self.problems

    def __bool__(self) -> bool:
        return self.ok

    def __str__(self) -> str:
        if self.ok:
            return f"{self.checked} data files checked: all as they should be."
        count = f"{len(self.problems)} problem{'s' * (len(self.problems) > 1)}"
        head = f"{self.checked} data files checked: {count}."
        return "\n".join([head, *(f"- {problem}" for problem in self.problems)])

    __repr__ = __str__

    def raise_if_bad(self) -> None:
        """Raise the first problem, if there is one."""
        if self.problems:
            raise self.problems[0]


@dataclass(frozen=True, slots=True)
class Description:
    """Where a data set comes from, what its columns mean and what to mind."""

    name: str
    title: str
    description: str
    sources: tuple[dict[str, str], ...]
    licences: tuple[dict[str, str], ...]
    columns: tuple[tuple[str, str, str], ...]
    transformation: str
    traps: tuple[str, ...]

    def __repr__(self) -> str:
        lines = [f"{self.title} ({self.name})", self.description]
        for source in self.sources:
            lines.append(f"{_('Source')}: {_one_line(source)}")
            lines.append(f"  {source['url']} ({_accessed(source)})")
        lines += [f"{_('Licence')}: {licence['title']}" for licence in self.licences]
        lines += [f"  {c}{f' [{unit}]' if unit else ''}: {text}" for c, unit, text in self.columns]
        lines.append(f"{_('How it was made')}: {self.transformation}")
        return "\n".join([*lines, *(f"{_('Mind')}: {trap}" for trap in self.traps)])

    def _repr_html_(self) -> str:
        sources = [
            tag("li", link(_one_line(s), s["url"]), f" ({_accessed(s)})") for s in self.sources
        ]
        licences = [tag("li", link(one["title"], one["path"])) for one in self.licences]
        left = "text-align:left"  # JupyterLab sets every cell right-aligned
        columns = [
            tag("tr", tag("th", name, scope="row", style=left),
                tag("td", unit, style=left), tag("td", text, style=left))
            for name, unit, text in self.columns
        ]  # fmt: skip
        names = (_("Column"), _("Unit"), _("Meaning"))
        head = tag("tr", *(tag("th", text, scope="col", style=left) for text in names))
        return tag(
            "div",
            tag("p", tag("strong", self.title), " ", tag("code", self.name)),
            tag("p", self.description),
            tag("p", tag("strong", _("Source"))),
            tag("ul", *sources),
            tag("p", tag("strong", _("Licence"))),
            tag("ul", *licences),
            tag("table", tag("thead", head), tag("tbody", *columns)) if columns else None,
            tag("p", tag("strong", _("How it was made")), ": ", self.transformation),
            tag("p", tag("strong", _("Mind"))),
            tag("ul", *(tag("li", trap) for trap in self.traps)),
        )


def _accessed(source: dict[str, str]) -> str:
    return _("accessed {day}").format(day=source["accessed"])


def _one_line(source: dict[str, str]) -> str:
    return f"{source['publisher']}, {source['title']} ({source['edition']})"
