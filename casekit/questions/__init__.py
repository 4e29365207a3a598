"""The few yes/no questions that decide the as-built critical path, and what was answered."""

from casekit.questions.answers import answer
from casekit.questions.deciding import Question, driving_path, questions
from casekit.questions.table import ask

__all__ = ["Question", "answer", "ask", "driving_path", "questions"]
