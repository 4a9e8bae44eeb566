"""Gateways of other people (SMS, Zalo, Telegram …) by the addresses of the library Apprise: which may be
used, and what of an address may be shown again. Pure.

Off unless the installation names the kinds it allows. Those of FIXED go to the public servers of their
service, whatever else the address says; those of HOSTED go to the host in it, which the installation must
name too.
"""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, urlsplit

from nhacviec.rules.outward import host_is_named

LONGEST = 500
FIXED = frozenset(
    {
        *("tgram", "zalo", "viber", "line", "whatsapp", "discord", "pover", "threema"),
        *("twilio", "vonage", "nexmo", "clickatell", "clicksend", "bulksms", "msgbird"),
        *("plivo", "telnyx", "seven", "d7sms", "smsmanager"),
    }
)
_WITH_HOST = (
    "json", "form", "xml", "ntfy", "gotify", "rocket", "mmost", "nctalk", "synology", "signal", "smseagle",
)  # fmt: skip
HOSTED = frozenset({*_WITH_HOST, *(f"{name}s" for name in _WITH_HOST)})  # …s: by TLS
KNOWN = FIXED | HOSTED
# What an address may say after "?": whom to write to. Everything else changes how Apprise works (other
# templates, files of this machine, unchecked certificates, redirects).
_MAY_SAY = frozenset({"to", "from", "topic", "thread"})
_SCHEMA = re.compile(r"([a-z0-9]{2,20})://[!-~]+")


class BadGateway(ValueError):
    """What is wrong: a code of words_outward.BAD_GATEWAYS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def schema_of(address: str, *, allowed: Collection[str], named: Collection[str]) -> str:
    """The kind of gateway. `allowed`, `named`: kinds and hosts of the settings. Raises BadGateway.

    The host is looked at again as Apprise understands the address, before anything is sent."""
    found = _SCHEMA.fullmatch(address)
    if found is None or len(address) > LONGEST:
        raise BadGateway("misshapen")
    schema = found[1]
    if schema not in allowed or schema not in KNOWN:
        raise BadGateway("not_allowed")
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "", parts.port) if schema in HOSTED else ("", None)
        said = {name.lower() for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    except ValueError as error:
        raise BadGateway("misshapen") from error
    if said - _MAY_SAY or "#" in address:
        raise BadGateway("options")
    if schema in HOSTED and not host_is_named(host, port, named):
        raise BadGateway("host_not_named")
    return schema


def masked(address: str) -> str:
    """What may be shown: the kind, and for a host of one's own the host. Never a key, a number, a name."""
    schema = address.partition("://")[0]
    if schema not in HOSTED:
        return f"{schema}://…"
    parts = urlsplit(address)
    return f"{schema}://{parts.hostname}{f':{parts.port}' if parts.port else ''}/…"


def without_secrets(text: str, address: str) -> str:
    """What a library says of a failure, without anything that stands in the address."""
    pieces = re.split(r"[:/@?&=#.,]+", address.partition("://")[2])
    for piece in sorted({address, *pieces}, key=len, reverse=True):
        if len(piece) >= 5:
            text = text.replace(piece, "…")
    return " ".join(text.split())
