"""What providers tell us by themselves: taken in once, applied by a job, applied again when somebody says so."""

from refunds.operations.news.apply import apply_event
from refunds.operations.news.catch_up import catch_up
from refunds.operations.news.sweep import sweep_events
from refunds.operations.news.taking_in import Message, take_in
from refunds.operations.news.try_again import try_event_again

__all__ = ["Message", "apply_event", "catch_up", "sweep_events", "take_in", "try_event_again"]
