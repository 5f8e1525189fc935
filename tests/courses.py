"""A small course for the tests to copy, open and spoil."""

from __future__ import annotations

import json
from pathlib import Path


def write_notebook(path: Path, **lesson: object) -> Path:
    described = {
        "number": path.name[:2],
        "slug": path.stem[3:],
        "question": "Why?",
        "minutes": 45,
        "claims": ["C01"],
        "objectives": ["name", "compare", "judge"],
        **lesson,
    }
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# A title\n", "x"]}]
    notebook = {
        "cells": cells,
        "metadata": {"lesson": {k: v for k, v in described.items() if v is not None}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def make_course(top: Path) -> Path:
    """Write a course of two notebooks, an image, answers and a data file."""
    (top / "notebooks" / "images").mkdir(parents=True)
    (top / "notebooks" / ".ipynb_checkpoints").mkdir()
    (top / "data" / "tables").mkdir(parents=True)
    write_notebook(top / "notebooks" / "00_start_here.ipynb")
    write_notebook(top / "notebooks" / "05_islands.ipynb")
    write_notebook(top / "notebooks" / ".ipynb_checkpoints" / "05_islands.ipynb")
    (top / "notebooks" / "images" / "a.png").write_bytes(b"png")
    (top / "notebooks" / "progress.json").write_text("{}")
    (top / "data" / "tables" / "a.csv").write_text("a\n1\n")
    return top
