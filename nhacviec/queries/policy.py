"""The numbers that the province decided, as in force on a day."""

from datetime import date

from nhacviec.records.models import PolicyValue
from nhacviec.rules.policies import PolicySet, effective


def policy_on(day: date) -> PolicySet:
    """Typed values in force on that day; what was never set has its default."""
    return effective(PolicyValue.objects.values_list("key", "value", "effective_from"), on=day)
