"""Numbers as they are written in Việt Nam: 1.234 and 86,2 %."""


def whole(number: int) -> str:
    return str(number) if -1000 < number < 1000 else f"{number:,}".replace(",", ".")


def percent(value: float | None) -> str:
    """A dash when there is nothing to divide by."""
    return "–" if value is None else f"{value:.1f} %".replace(".", ",")
