"""What a supervisor asks about the whole desk: one question a file, each with its rows and the cases behind a row."""

from refunds.reports.oversight.ageing import AGEING
from refunds.reports.oversight.breaches import BREACHES
from refunds.reports.oversight.departures import DEPARTURES
from refunds.reports.oversight.question import Question, Row
from refunds.reports.oversight.reversals import REVERSALS
from refunds.reports.oversight.workload import WORKLOAD

QUESTIONS: tuple[Question, ...] = (WORKLOAD, AGEING, BREACHES, DEPARTURES, REVERSALS)
BY_KEY = {question.key: question for question in QUESTIONS}

__all__ = ["BY_KEY", "QUESTIONS", "Question", "Row"]
