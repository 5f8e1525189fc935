"""Questions, exercises, predictions, and the learner's own file of answers."""

from lesson_utils.learn.exercise import exercise
from lesson_utils.learn.predict import predict, predicted
from lesson_utils.learn.progress import progress
from lesson_utils.learn.quiz import quiz

__all__ = ["exercise", "predict", "predicted", "progress", "quiz"]
