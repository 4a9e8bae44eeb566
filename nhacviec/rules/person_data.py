"""What a username, an e-mail address and a telephone number look like. Pure."""

import re

_SHAPES = {
    "username": re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,149}"),
    "email": re.compile(
        r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
    ),
    "phone": re.compile(r"\+?[0-9][0-9 .()-]{5,28}"),
}


def is_well_formed(key: str, value: str) -> bool:
    """Whether a value of `key` (username, email, phone; anything else always is) looks like one."""
    shape = _SHAPES.get(key)
    return shape is None or shape.fullmatch(value) is not None
