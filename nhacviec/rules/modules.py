"""The four modules of the system, each switched on and off by the day from which its policy says so. Pure.

What is off is not on the menu, its addresses answer that there is nothing, its clock is silent and its
numbers are in no report. Nothing of it is deleted. Module 1, the tasks of the Committee, is always there.
"""

from enum import StrEnum

from nhacviec.rules.policies import PolicySet


class Module(StrEnum):
    SUPERIORS = "module_2"  # tasks given to the Committee, and what it submits upward
    SUBMISSIONS = "module_3"  # what agencies submit to the Committee
    COORDINATION = "module_4"  # what a lead asks of others


def is_on(module: Module, policies: PolicySet) -> bool:
    """`policies`: those of the day that is asked about."""
    return bool(policies[module.value])
