"""Messages of the `logging` module as rows."""

from __future__ import annotations

import logging
from typing import Any

from . import _rushes
from .archetypes import TextLog
from .components import TextLogLevel


class LoggingHandler(logging.Handler):
    """Logs each message as a `TextLog`, on an entity named after its module, below `path_prefix` if given."""

    LVL2NAME: dict[int, Any] = {
        logging.CRITICAL: TextLogLevel.CRITICAL,
        logging.ERROR: TextLogLevel.ERROR,
        logging.WARNING: TextLogLevel.WARN,
        logging.INFO: TextLogLevel.INFO,
        logging.DEBUG: TextLogLevel.DEBUG,
    }

    def __init__(self, path_prefix: str | None = None) -> None:
        super().__init__()
        self.path_prefix = path_prefix

    def emit(self, record: logging.LogRecord) -> None:
        """Logs a message to the current recording, at the current times."""
        path = record.module.replace(".", "/")
        if self.path_prefix is not None:
            path = f"{self.path_prefix}/{path}"
        level = self.LVL2NAME.get(record.levelno, record.levelname)
        _rushes.log(path, TextLog(record.getMessage(), level=level))
