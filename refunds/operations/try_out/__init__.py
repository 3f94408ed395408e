"""What a version would change: tried out on the facts of stored cases, in the background, before it is published."""

from refunds.operations.try_out.ask import ask_try_out, reasons_against_trying, stop_try_out
from refunds.operations.try_out.run import run_try_out
from refunds.operations.try_out.text import told

__all__ = ["ask_try_out", "reasons_against_trying", "run_try_out", "stop_try_out", "told"]
