"""A database server for the simulated year alone: it is killed and comes back."""

import os
import signal
import time
from pathlib import Path

from nhacviec.config.embedded_postgres import EmbeddedPostgres
from nhacviec.config.embedded_postgres_place import place_for
from nhacviec.config.embedded_postgres_process import server_pid, serves

# A power cut may lose everything, a killed server nothing that was committed.
_SETTINGS = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "64MB", "max_connections": "100"}


class Server:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = EmbeddedPostgres(folder, extra_settings=_SETTINGS)
        self.crashes = 0

    def start(self) -> str:
        return self._server.url()

    def crash(self, how: signal.Signals) -> None:
        """SIGQUIT: "immediate", all conversations cut, recovery from the log; SIGINT: "fast"."""
        place = place_for(self._folder)
        pid = server_pid(place)
        assert pid is not None
        os.kill(pid, how)
        while serves(pid, place):
            time.sleep(0.01)
        self._server.start()
        self.crashes += 1

    def stop(self) -> None:
        self._server.leave()
