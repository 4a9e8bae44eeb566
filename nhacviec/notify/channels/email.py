"""Letters by SMTP: TLS and an account where the settings say so, the certificate always checked.

One conversation carries many letters. After the last line of a letter the server has it; if it says nothing
then, nobody knows whether it was accepted (RFC 5321 §6.1: the client must try again, so the letter may come
twice, under one Message-ID).
"""

import smtplib
import socket
import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr
from types import TracebackType

from django.conf import settings

from nhacviec.notify.channels.result import Outcome, Result
from nhacviec.notify.channels.way import Handing, Place
from nhacviec.notify.letters import letter_of
from nhacviec.records.models import Delivery, Person

PROVIDER = "smtp"
MOST_PER_CONVERSATION = 100  # servers end longer ones
_LONGEST_ANSWER = 480


def places(people: Collection[int]) -> dict[int, list[Place]]:
    """The address of the account; nothing while no mail server is named."""
    if not settings.LETTERS:
        return {}
    known = Person.objects.filter(pk__in=people).exclude(email="").values_list("pk", "email")
    return {person: [Place(address, PROVIDER)] for person, address in known}


@contextmanager
def carrier() -> Iterator[Handing]:
    with Mailer() as mailer:

        def hand(delivery: Delivery, now: datetime) -> Result | None:
            letter = letter_of(delivery, now=now)
            return None if letter is None else mailer.send(letter, delivery.address)

        yield hand


class Mailer:
    """A conversation with the mail server of the settings; opened by the first letter."""

    def __init__(self) -> None:
        self._server: smtplib.SMTP | None = None
        self._sent = 0

    def __enter__(self) -> "Mailer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, letter: EmailMessage, to: str) -> Result:
        """Never raises: whatever happens on the way is a Result."""
        try:
            server = self._ready()
        except smtplib.SMTPAuthenticationError as error:
            return self._broken(Outcome.DOWN, _told(error.smtp_code, error.smtp_error))
        except smtplib.SMTPResponseException as error:
            return self._broken(Outcome.DOWN, _told(error.smtp_code, error.smtp_error))
        except (OSError, smtplib.SMTPException) as error:
            return self._broken(Outcome.DOWN, _named(error))
        try:
            return self._hand_over(server, letter, to)
        except (OSError, smtplib.SMTPException) as error:
            # Before the letter itself was begun. Perhaps at this letter only: if the server is gone, the next
            # one finds that when it connects.
            return self._broken(Outcome.LATER, _named(error))

    def _hand_over(self, server: smtplib.SMTP, letter: EmailMessage, to: str) -> Result:
        lines = letter.as_bytes()
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        for code, said in (server.mail(sender), server.rcpt(to), server.docmd("DATA")):
            if code not in (250, 251, 354):
                with suppress(OSError, smtplib.SMTPException):
                    server.rset()
                return Result(Outcome.NEVER if code >= 500 else Outcome.LATER, _told(code, said))
        try:
            server.send(_dotted(lines))
            code, said = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            return self._broken(Outcome.UNCERTAIN, _named(error))
        self._sent += 1
        if code == 250:
            return Result(Outcome.SENT, _told(code, said))
        return Result(Outcome.NEVER if code >= 500 else Outcome.LATER, _told(code, said))

    def _ready(self) -> smtplib.SMTP:
        if self._server is not None and self._sent >= MOST_PER_CONVERSATION:
            self._hang_up()
        if self._server is None:
            self._server, self._sent = _connect(), 0
        return self._server

    def _broken(self, outcome: Outcome, answer: str) -> Result:
        if self._server is not None:
            self._server.close()
            self._server = None
        return Result(outcome, answer)

    def _hang_up(self) -> None:
        if self._server is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._server.quit()
            self._server = None


def _connect() -> smtplib.SMTP:
    host, port, timeout = settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT
    trusted = ssl.create_default_context(cafile=settings.EMAIL_SSL_CAFILE or None)
    if settings.EMAIL_USE_SSL:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=timeout, context=trusted)
    else:
        server = smtplib.SMTP(host, port, timeout=timeout)
    try:
        if server.sock is not None:  # a conversation of short lines: each is sent at once
            server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if settings.EMAIL_USE_TLS:
            server.starttls(context=trusted)  # refused: an exception, never a letter in the open
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _dotted(lines: bytes) -> bytes:
    """As the body goes over the wire: a dot at the start of a line doubled, a dot alone at the end."""
    dotted = b"\r\n".join(
        b"." + line if line.startswith(b".") else line for line in lines.split(b"\r\n")
    ).rstrip(b"\r\n")
    return dotted + b"\r\n.\r\n"


def _told(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(words.split())}"[:_LONGEST_ANSWER]


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:_LONGEST_ANSWER]
