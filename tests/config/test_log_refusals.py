"""Whoever asks for what is not his leaves one line in the log, and nothing else loses its trace."""

import logging
import sys

from django.core.exceptions import PermissionDenied

from nhacviec.config.log_refusals import RefusalsInOneLine


def _logged(error: Exception) -> str:
    try:
        raise error
    except Exception:
        record = logging.LogRecord("django.request", logging.WARNING, "", 1, "what", (), sys.exc_info())
    assert RefusalsInOneLine().filter(record)
    return logging.Formatter().format(record)


def test_a_refusal_is_one_line() -> None:
    assert _logged(PermissionDenied()) == "what"


def test_a_mistake_keeps_its_trace() -> None:
    assert "Traceback" in _logged(ValueError("x"))
