"""A mail server with the moods of a year. It keeps what it took, and whether it could say so."""

import asyncio
import os
import random
import re
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from typing import Any

import psutil
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

_CODE = re.compile(r"^- (NV-[0-9.-]+) ", re.MULTILINE)
_PAGE = re.compile(r"^  \S+/(ho-so-trinh|trinh-cap-tren|phoi-hop)/(\d+)/$", re.MULTILINE)
_HEAD = re.compile(r"^([^\n(]+) \(\d+\)\n\n?(?=- )", re.MULTILINE)


class Mood(StrEnum):
    FINE = "fine"
    BUSY = "busy"  # 450 at RCPT
    REFUSE = "refuse"  # 550 at RCPT
    DIE = "die"  # takes the letter and hangs up without a word
    SLEEP = "sleep"  # takes the letter and answers too late
    KILL = "kill"  # takes it and says so, and in that moment the worker is killed that handed it over


USUAL = {Mood.DIE: 0.05, Mood.BUSY: 0.05, Mood.SLEEP: 0.01, Mood.KILL: 0.03}
ROUGH = {Mood.DIE: 0.25, Mood.BUSY: 0.3, Mood.SLEEP: 0.05, Mood.KILL: 0.15}


@dataclass(frozen=True)
class Taken:
    """A letter that the server has, and that its person will read."""

    message_id: str
    to: str
    at: datetime
    mood: Mood
    subject: str
    body: str

    @property
    def answered(self) -> bool:
        return self.mood in (Mood.FINE, Mood.KILL)

    @property
    def codes(self) -> list[str]:
        return _named_in(self.body)

    @property
    def sections(self) -> dict[str, list[str]]:
        """Head → the codes that stand under it."""
        parts = _HEAD.split(self.body)
        return {head.strip(): _named_in(text) for head, text in zip(parts[1::2], parts[2::2], strict=True)}


def _named_in(text: str) -> list[str]:
    """Codes of duties and tasks; of submissions "s12", of requests "c12"."""
    pages = [f"{'c' if page == 'phoi-hop' else 's'}{number}" for page, number in _PAGE.findall(text)]
    return [*_CODE.findall(text), *pages]


@dataclass
class Post:
    """`chances`: mood → how likely for the next letter; `dead` addresses are refused for ever."""

    now: Callable[[], datetime]
    chance: random.Random
    port: int
    chances: dict[Mood, float] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    taken: list[Taken] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # addresses
    met: Counter[Mood] = field(default_factory=Counter)
    _moods: dict[Session, Mood] = field(default_factory=dict)  # of the letter that is being handed over

    def open(self) -> None:
        """Somebody answers at the port from now on."""
        self._controller = _Place(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def shut(self) -> None:
        """Connections are refused."""
        self._controller.stop()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        mood = Mood.REFUSE if address in self.dead else self._mood()
        self.met[mood] += 1
        if mood is Mood.REFUSE:
            self.refused.add(address)
            return "550 5.1.1 no such person"
        if mood is Mood.BUSY:
            return "450 4.2.1 try again later"
        envelope.rcpt_tos.append(address)
        self._moods[session] = mood
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content: Any = envelope.content
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        text = letter.get_body(("plain",))
        assert text is not None
        mood = self._moods.pop(session)
        self.taken.append(
            Taken(
                letter["Message-ID"],
                envelope.rcpt_tos[0],
                self.now(),
                mood,
                letter["Subject"],
                text.get_content().replace("\r\n", "\n"),
            )
        )
        if mood is Mood.DIE:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        if mood is Mood.SLEEP:
            await asyncio.sleep(1)
        peer: Any = session.peer
        if mood is Mood.KILL and (sender := _process_at(peer[1])) is not None:
            asyncio.get_running_loop().call_later(self.chance.uniform(0, 0.008), _kill, sender)
        return "250 OK taken"

    def _mood(self) -> Mood:
        """Never REFUSE: who refuses a person refuses him always."""
        drawn = self.chance.random()
        for mood, likely in self.chances.items():
            drawn -= likely
            if drawn < 0:
                return mood
        return Mood.FINE


def _process_at(port: int) -> int | None:
    """Whose end of a conversation it is."""
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if any(end.laddr.port == port for end in child.net_connections("tcp") if end.laddr):
                return int(child.pid)
    return None


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


class _Place(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, hostname="mail.test")
