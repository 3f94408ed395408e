"""The jobs that care for the kept counts of the queues."""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app

from refunds.operations.jobs import QUEUE
from refunds.operations.queue_counts import fold, repair

EVERY_FIVE_MINUTES = "*/5 * * * *"
EVERY_NIGHT = "50 3 * * *"

log = structlog.get_logger(__name__)


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(name="refunds.fold_queue_counts", queue=QUEUE, queueing_lock="refunds.fold_queue_counts")
def fold_queue_counts(timestamp: int) -> None:
    """Keep the table of counts as short as there are queues."""
    fold()


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="refunds.check_queue_counts", queue=QUEUE, queueing_lock="refunds.check_queue_counts")
def check_queue_counts(timestamp: int) -> None:
    """Compare the kept counts with the cases; one that is wrong is put right and logged, as it should never be."""
    for found in repair():
        log.error("a queue count was wrong and is put right", **found._asdict())
