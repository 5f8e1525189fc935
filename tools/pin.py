"""Pin every package the course and its checks need, in constraints.txt and for uv.

Needs uv. Versions only: neither file names where packages come from.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = (
    "uv pip compile pyproject.toml --extra test --extra maintain --extra lite --universal "
    "--no-annotate --no-header --no-emit-index-url --upgrade --quiet"
)
BLOCK = re.compile(r"(?<=^constraint-dependencies = \[\n)[\s\S]*?(?=^\]$)", re.MULTILINE)


def uv_block(constraints: str) -> str:
    r"""Write the pins as the lines of a TOML array.

    Examples
    --------
    >>> uv_block("six==1.17.0\n")
    '  "six==1.17.0",\n'
    """
    return "".join(f'  "{line}",\n' for line in constraints.splitlines() if line.strip())


def main() -> None:
    """Resolve again and write both files; the old pins do not bind the new ones."""
    project = ROOT / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    project.write_text(BLOCK.sub("", text, count=1), encoding="utf-8")
    try:
        pins = subprocess.run(
            COMMAND.split(), cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        project.write_text(text, encoding="utf-8")
        raise
    block = uv_block(pins)
    project.write_text(BLOCK.sub(lambda _hit: block, text, count=1), encoding="utf-8")
    (ROOT / "constraints.txt").write_text(pins, encoding="utf-8")


if __name__ == "__main__":
    main()
