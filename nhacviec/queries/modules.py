"""Which modules are on, for whoever has no request at hand: the clock, a file made in the background."""

from datetime import date

from nhacviec.queries.policy import policy_on
from nhacviec.rules.modules import Module, is_on


def modules_on(day: date) -> frozenset[Module]:
    policies = policy_on(day)
    return frozenset(module for module in Module if is_on(module, policies))
