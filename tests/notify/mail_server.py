"""A real mail server on this machine: TLS, an account, and a mind of its own."""

import asyncio
import datetime
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import LazySettings

USER, PASSWORD = "nhacviec", "mat-khau-thu"


class Handler:
    """`moods[recipient]` says what becomes of the next letters to him: "refuse" (always), "busy"; "die" shuts
    the line after the letter was taken, "sleep" says nothing for too long."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []  # everything that was taken, answered or not
        self.moods: dict[str, list[str]] = {}
        self.signed_in = 0

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mood(address) == "refuse":
            return "550 5.1.1 no such person"
        if self.mood(address) == "busy":
            self.moods[address].pop(0)
            return "450 4.2.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content: Any = envelope.content
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        mood = self.mood(envelope.rcpt_tos[0])
        self.letters.append(letter)
        if mood == "die":
            self.moods[envelope.rcpt_tos[0]].pop(0)
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        if mood == "sleep":
            self.moods[envelope.rcpt_tos[0]].pop(0)
            await asyncio.sleep(3)
        return "250 OK taken"

    def mood(self, address: str) -> str:
        return (self.moods.get(address) or [""])[0]

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if address in str(letter["To"])]


class _Place(Controller):
    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            hostname="mail.test",
            tls_context=self.context,
            require_starttls=True,
            auth_required=True,
            authenticator=self._authenticate,
        )

    context: ssl.SSLContext

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        self.handler.signed_in += right
        return AuthResult(success=right)


@contextmanager
def mail_server(folder: Path, settings: LazySettings) -> Iterator[Handler]:
    """Running while the block lasts, and named in the settings."""
    certificate = certificate_in(folder)
    handler = Handler()
    place = _Place(handler, hostname="127.0.0.1", port=_free_port())
    place.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    place.context.load_cert_chain(certificate, folder / "key.pem")
    place.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", place.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = USER, PASSWORD
    settings.EMAIL_USE_TLS, settings.EMAIL_SSL_CAFILE = True, str(certificate)
    settings.EMAIL_TIMEOUT = 1
    try:
        yield handler
    finally:
        place.stop()


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port


def certificate_in(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path
