"""Which modules are on, for whoever has no request at hand: the clock, a file made in the background."""

from dataclasses import replace
from datetime import date

from nhacviec.queries.policy import policy_on
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Actor
from nhacviec.rules.policies import PolicySet


def modules_on(day: date) -> frozenset[Module]:
    policies = policy_on(day)
    return frozenset(module for module in Module if is_on(module, policies))


def seeing(actor: Actor, policies: PolicySet) -> Actor:
    """The same person; what belongs to a module that is off is not there for him."""
    off = not is_on(Module.SUPERIORS, policies)
    return replace(actor, without_superiors=True) if off else actor
