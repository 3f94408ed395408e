"""How the back office logs: one event a line, to standard error, read by machines in production."""

from typing import Any

import structlog

BEFORE_RENDERING: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config(*, json: bool, level: str) -> dict[str, Any]:
    """Django's LOGGING setting; structlog's own loggers and the standard library's end in the same lines.

    :param json: one JSON object a line (production) instead of text for a person
    :param level: the least level that is written, such as "INFO"
    """
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *BEFORE_RENDERING,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": BEFORE_RENDERING,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(json)],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django puts a handler of its own on this logger; ours at the root is enough.
            "django": {"handlers": [], "level": level, "propagate": True},
            # Announces the same tasks at every start of every command.
            "procrastinate.blueprints": {"level": "WARNING"},
            "procrastinate.periodic": {"level": "WARNING"},
        },
    }


def _rendering(json: bool) -> list[Any]:
    """Tracebacks go without local variables: those hold passwords, keys and what customers wrote."""
    if json:
        tracebacks = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        return [
            structlog.processors.ExceptionRenderer(tracebacks),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
