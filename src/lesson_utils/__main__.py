"""``python -m lesson_utils`` is the same as ``lessons``."""

from lesson_utils.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
