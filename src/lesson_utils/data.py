"""The course's data sets, read from ``data/`` by name.

``data/datapackage.json`` (a Frictionless Data Package) is the registry: it knows each file's
schema, units, source, licence and SHA-256. Tables are read when they are first asked for, kept,
and cannot be changed. A file whose bytes differ from the registry is refused.

Examples
--------
>>> from lesson_utils import data
>>> rates = data.load("fx_usdjpy_daily")
>>> rates.one(date="2026-01-16").jpy_per_usd, rates.units["jpy_per_usd"]
(158.1045, 'yen per US$')
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from lesson_utils.readers import DataError
from lesson_utils.registry import Description, Registry, Report
from lesson_utils.tables import FeatureTable, Points, Row, Table

__all__ = [
    "DataError",
    "Description",
    "FeatureTable",
    "Points",
    "Registry",
    "Report",
    "Row",
    "Table",
    "describe",
    "load",
    "names",
    "read_json",
    "release",
    "root",
    "verify",
]


def root() -> Path:
    """Find the data folder: a clone's ``data/``, or the copy inside an installed package.

    Returns
    -------
    Path
        The folder that holds ``datapackage.json``.

    Raises
    ------
    DataError
        If neither exists.

    Examples
    --------
    >>> (root() / "datapackage.json").is_file()
    True
    """
    package = Path(__file__).resolve().parent
    folders = [package / "_course" / "data"]
    if package.parent.name == "src":  # a clone: its own files, never a stale copy
        folders.insert(0, package.parents[1] / "data")
    for folder in folders:
        if (folder / "datapackage.json").is_file():
            return folder
    got = "no folder with datapackage.json beside or inside the package"
    raise DataError("datapackage.json", "the registry of data sets", got)


@functools.cache
def _registry() -> Registry:
    return Registry(root())


def names() -> tuple[str, ...]:
    """List the data sets that `load` reads.

    Examples
    --------
    >>> names()[:2], "coast" in names()
    (('military_expenditure', 'military_expenditure_world_share'), True)
    """
    return _registry().names()


def load(name: str) -> Table:
    """Read a data set, once; it cannot be changed.

    Parameters
    ----------
    name : str
        One of `names`.

    Returns
    -------
    Table or FeatureTable
        Typed rows; units per column; a source line. Map layers are a `FeatureTable`.

    Raises
    ------
    UnknownNameError
        If there is no such data set; the message names the nearest.
    DataError
        If the file is missing, malformed, or differs from the registry by a single byte.

    Examples
    --------
    >>> islands = load("islands")
    >>> len(islands), islands.one(name_en="Yonagunijima").lat, islands.units["lat"]
    (63, 24.455, 'degrees north, WGS 84')
    """
    return _registry().load(name)


def read_json(name: str) -> Any:
    """Read a registered JSON file that is no table, such as ``"evidence_claims"``.

    Raises
    ------
    UnknownNameError, DataError
        As `load`.

    Examples
    --------
    >>> len(read_json("evidence_claims")["claims"])
    35
    """
    return _registry().read_json(name)


def describe(name: str) -> Description:
    """Tell a data set's source, edition, licence, columns with units, and traps.

    Raises
    ------
    UnknownNameError
        If there is no such data set.

    Examples
    --------
    >>> print(repr(describe("zones_12nm")).splitlines()[0])
    Computed 12 nautical mile distance zones (zones_12nm)
    """
    return _registry().describe(name)


def verify() -> Report:
    """Check every data file against the registry: bytes, schema, limits, keys, strays.

    Returns
    -------
    Report
        ``report.ok``, ``report.problems``; prints as text.

    Examples
    --------
    >>> verify().ok
    True
    """
    return Registry(root()).verify()


def release() -> str:
    """Tell the data release: the day the data were last built.

    Examples
    --------
    >>> release()
    '2026.11.22'
    """
    return _registry().release
