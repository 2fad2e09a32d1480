"""Logs: JSON lines with a request id, nothing personal in them.

An exception is told by its traceback alone. The values of its variables stay out, as they are what people typed:
passwords, and the leads of both companies.
"""

import logging
import sys

import structlog


def configure(*, json: bool) -> None:
    """One format for ours and everybody's log lines."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_without_secrets_of_links)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(json=json)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)


def _without_secrets_of_links(record: logging.LogRecord) -> bool:
    """Django names the address of a request that failed; of an address that may hold a secret the pattern is enough."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    if match is not None and isinstance(record.args, tuple):
        path = record.request.path  # type: ignore[attr-defined]
        record.args = tuple(f"/{match.route}" if each == path else each for each in record.args)
    return True


def _rendering(*, json: bool) -> list[structlog.typing.Processor]:
    if json:
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
