"""Numbers that somebody typed, or that stand in an address. Pure."""

OF_A_ROW = 18  # digits: what the database's ids take


def typed_number(typed: str, *, digits: int = OF_A_ROW) -> int | None:
    """A whole number of plain digits; None for anything else, and for more digits than these: of thousands of
    them Python itself refuses to make a number."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= digits else None
