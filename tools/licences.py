"""Write LICENSE-data.md from the registry of the data, data/datapackage.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
INTRODUCTION = """\
# Licences of the data

Each file in `data/` keeps the licence of its source. This table is written from
`data/datapackage.json` by `tools/licences.py`; the registry also holds edition, address, date of
access and what was done to each file. In a notebook, `lu.data.describe("coast")` shows the same.

Three things to know before passing the data on:

- **Map data from OpenStreetMap** (the coast and what is measured on it) are © OpenStreetMap
  contributors under the Open Database License 1.0: a database made from them has to be offered
  under the same licence, and a map has to name OpenStreetMap.
- **SIPRI's figures** are for non-commercial use with attribution. The nine states here are 3% of
  the workbook. For commercial use, ask SIPRI or leave these files out.
- **Facts** have no author, but their compilers deserve credit: every such row names its source.
  Where a publisher's terms could not be read first-hand, the table says so.

| file | licence | credit |
|---|---|---|
"""


def table(package: dict[str, Any]) -> str:
    """Write the document for a data package.

    Examples
    --------
    >>> one = {"path": "a.csv", "licenses": [{"title": "Free", "path": "x"}],
    ...        "sources": [{"title": "T", "publisher": "P"}]}
    >>> table({"resources": [one]}).splitlines()[-1]
    '| `a.csv` | [Free](x) | P |'
    """
    rows = []
    for resource in package["resources"]:
        licences = "; ".join(
            f"[{one['title']}]({one['path']})" if one.get("path") else str(one["title"])
            for one in resource["licenses"]
        )
        publishers = [one.get("publisher") or one["title"] for one in resource["sources"]]
        credit = "; ".join(dict.fromkeys(publishers))
        rows.append(f"| `{resource['path']}` | {licences} | {credit} |\n".replace("\u00a0", " "))
    return INTRODUCTION + "".join(rows)


def main() -> None:
    """Write the file."""
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    (ROOT / "LICENSE-data.md").write_text(table(package), encoding="utf-8")


if __name__ == "__main__":
    main()
