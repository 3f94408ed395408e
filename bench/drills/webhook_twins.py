"""The web server and the worker of the webhook drill, sabotaged where DRILL_TWIN says so."""

from __future__ import annotations

import os

from backoffice.wsgi import application

__all__ = ["application"]


def sabotage(twin: str) -> None:
    """Break what a twin is to show that the drill notices."""
    if twin == "each_alone":
        from refunds.operations.news import apply

        apply.all_news_about = lambda event: [apply.news_of(event)]
    elif twin == "unproven":
        from refunds.intake.webhooks import stripe

        stripe._signed = lambda body, header, secret: True


sabotage(os.environ.get("DRILL_TWIN", ""))

if __name__ == "__main__":
    from django.core.management import call_command

    call_command("procrastinate", "worker", "--queues=events", "--concurrency=3")
