"""What the program writes about itself: JSON lines for machines from the parts of a node, plain lines at a terminal."""

from typing import Any

import structlog


def logging_settings(*, part: str, level: str) -> dict[str, Any]:
    """Django's LOGGING for one process; a part writes to standard error, which the supervisor keeps in a file."""
    before = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    at_terminal = part in ("command", "up")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [*before, structlog.processors.format_exc_info],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            },
            "plain": {"format": "firewood: %(message)s"},
        },
        "handlers": {"here": {"class": "logging.StreamHandler", "formatter": "plain" if at_terminal else "json"}},
        "root": {"handlers": ["here"], "level": ("warning" if part == "command" else level).upper()},
        "loggers": {"django": {"handlers": [], "propagate": True}, "procrastinate": {"level": "WARNING"}},
    }
