"""What every test starts from."""

import os

# Examples and tests answer questions; nobody's own answers are read or written by them.
os.environ["LESSON_PROGRESS"] = "off"
