"""Addresses that are secrets themselves stand in no log, whatever went wrong when they were asked for."""

import logging
import re

_SECRET = re.compile(r"(/(?:lich-thoi-han|thong-bao/thoi-nhan)/)[^/\s\"'?]+")


class HideSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        hidden = _SECRET.sub(r"\1…", said)
        if hidden != said:
            record.msg, record.args = hidden, ()
        return True
