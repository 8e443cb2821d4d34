"""What the program writes about itself: JSON lines for machines from the parts of a node, plain lines at a terminal."""

from pathlib import Path
from typing import Any

import structlog


def logging_settings(*, part: str, level: str, kept: Path) -> dict[str, Any]:
    """Django's LOGGING for one process.

    A part writes to standard error, which the supervisor keeps in a file; the supervisor writes to its terminal and,
    so that it can be read later, to the file `kept`.
    """
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
        "handlers": {
            "here": {"class": "logging.StreamHandler", "formatter": "plain" if at_terminal else "json"},
            "kept": {"class": "logging.FileHandler", "formatter": "json", "filename": str(kept), "delay": True},
        },
        "root": {
            "handlers": ["here", "kept"] if part == "up" else ["here"],
            "level": ("warning" if part == "command" else level).upper(),
        },
        "loggers": {"django": {"handlers": [], "propagate": True}, "procrastinate": {"level": "WARNING"}},
    }
