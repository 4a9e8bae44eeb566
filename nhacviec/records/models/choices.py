"""CHECK constraints that repeat the enums of rules/ in the database."""

from enum import StrEnum

from django.db.models import CheckConstraint, Q


def one_of(field: str, enum: type[StrEnum], *, name: str, blank: bool = False) -> CheckConstraint:
    """The column holds a value of the enum (or "" when blank is allowed)."""
    values = [member.value for member in enum]
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": [*values, ""] if blank else values}))
