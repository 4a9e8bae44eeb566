"""To which addresses the system itself may be sent by what somebody typed, so that nobody makes it ask the
machines of the inner network (SSRF). Pure: names are resolved elsewhere.

Only https, to a public address, at the usual port; a host that the installation names in its settings may be
anywhere. No name and password in the address: they would stand in logs.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

LONGEST = 250
HTTPS_PORT = 443
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")  # RFC 1035 §2.3.4
# Last labels of names that lead into the own network wherever they are asked.
_INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "invalid", "test")
# Of special purpose (IANA registries, RFC 3879 for the site-local ones), which Python takes for public.
_SPECIAL: tuple[IPv4Network | IPv6Network, ...] = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv6Network("fec0::/10"),
    IPv6Network("3fff::/20"),
)
# Addresses in which an IPv4 address is hidden; ::ffff:a.b.c.d and 2002::/16 are taken apart.
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("2001::/32"))


class BadTarget(ValueError):
    """What is wrong: a code of words_outward.BAD_TARGETS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Target:
    """`host` in lower case and ASCII; `path` with its query; `is_named` in the settings."""

    host: str
    port: int
    path: str
    is_named: bool


def target_of(url: str, *, named: Collection[str]) -> Target:
    """`named`: hosts of the settings, "may-chu.tinh.local" or "10.0.0.5:8443". Raises BadTarget."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise BadTarget("misshapen")
    try:
        parts = urlsplit(url)
        port, host = parts.port or HTTPS_PORT, (parts.hostname or "").rstrip(".")
    except ValueError as error:
        raise BadTarget("misshapen") from error
    if parts.scheme != "https":
        raise BadTarget("not_https")
    if not host or "%" in host:
        raise BadTarget("misshapen")
    if "@" in parts.netloc or parts.fragment:
        raise BadTarget("secret_in_it")
    is_named = host_is_named(host, port, named)
    if not is_named and port != HTTPS_PORT:
        raise BadTarget("other_port")
    if not is_named and not _may_be_public(host):
        raise BadTarget("not_public")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port, path, is_named)


def host_is_named(host: str, port: int | None, named: Collection[str]) -> bool:
    known = {name.lower() for name in named}
    return host.lower() in known or f"{host.lower()}:{port}" in known


def is_public(address: str) -> bool:
    """Reached over the internet by everybody: not this machine, not an inner network, nothing special."""
    try:
        ip = ip_address(address.split("%")[0])
    except ValueError:
        return False
    hidden = _hidden_in(ip)
    if hidden is not None:
        return is_public(str(hidden))
    if isinstance(ip, IPv6Address) and any(ip in network for network in _TRANSLATED):
        return False
    if any(ip.version == network.version and ip in network for network in _SPECIAL):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _hidden_in(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    return (ip.ipv4_mapped or ip.sixtofour) if isinstance(ip, IPv6Address) else None


def may_be_public_name(host: str) -> bool:
    """A whole name with a point in it, and none that is known to lead inside. "1.2", "0x7f.1" and the like,
    which resolvers take for addresses, are names of nothing public."""
    labels = host.rstrip(".").lower().split(".")
    whole = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    return whole and not labels[-1][0].isdecimal() and labels[-1] not in _INSIDE


def _may_be_public(host: str) -> bool:
    """Said at once where the address is written out, or the name is one of no public net."""
    written_out = ":" in host or host.replace(".", "").isdecimal()
    return is_public(host) if written_out else may_be_public_name(host)
