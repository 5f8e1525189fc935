"""The one way anything is drawn in the course."""

from . import style
from .chart import Chart, position
from .spec import NumberTable, Spec, b64, number_text, unpack

__all__ = ["Chart", "NumberTable", "Spec", "b64", "number_text", "position", "style", "unpack"]
