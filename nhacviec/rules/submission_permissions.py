"""Who may make which move on a submission: role × move × relation, beside that of assignments. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from nhacviec.rules.permissions import Actor, Relation, Role
from nhacviec.rules.submissions import Stop, SubmissionMove, moves_from

ANY, OWN, HANDED = Relation.ANY, Relation.OWN, Relation.HANDED
_OFFICE: Mapping[Role, Relation] = {
    Role.OFFICE_SPECIALIST: HANDED,
    Role.DIVISION_HEAD: ANY,
    Role.OFFICE_LEADER: ANY,
}
_COUNTER: Mapping[Role, Relation] = {**_OFFICE, Role.RECORDS_CLERK: ANY}  # what comes and goes on paper
_AGENCY: Mapping[Role, Relation] = {Role.FOCAL_OFFICER: OWN, Role.AGENCY_LEADER: OWN}

SUBMISSION_MAY: dict[SubmissionMove, Mapping[Role, Relation]] = {
    # A leader of the Committee who has it passes it on with his word.
    SubmissionMove.FORWARD: {**_COUNTER, Role.COMMITTEE_LEADER: HANDED},
    SubmissionMove.CONSULT: _OFFICE,
    SubmissionMove.ASK_DECISION: _OFFICE,
    SubmissionMove.ASK_SUPPLEMENT: _COUNTER,
    SubmissionMove.SUPPLEMENT: {**_COUNTER, **_AGENCY},
    SubmissionMove.ANSWER: _COUNTER,
    SubmissionMove.RETURN: _OFFICE,
    SubmissionMove.WITHDRAW: {Role.RECORDS_CLERK: ANY, **_AGENCY},
    SubmissionMove.MERGE: _OFFICE,
    SubmissionMove.REOPEN: {Role.DIVISION_HEAD: ANY, Role.OFFICE_LEADER: ANY},
    SubmissionMove.NOTE: {**_COUNTER, Role.COMMITTEE_LEADER: ANY},
    # An agency that wrote something wrong withdraws it, or tells the Office.
    SubmissionMove.CORRECT: _COUNTER,
}


@dataclass(frozen=True, slots=True)
class Held:
    """The facts of a submission that decide how somebody stands to it (ids only)."""

    unit_id: int  # who submits
    division_id: int | None
    officer_id: int | None
    leader_id: int | None


def submission_relations(actor: Actor, held: Held) -> frozenset[Relation]:
    """HANDED: he, his division or, of a division without an officer of its own, everybody in it."""
    found = {ANY}
    if held.unit_id in actor.own_unit_ids:
        found.add(OWN)
    in_division = held.division_id is not None and held.division_id in actor.own_unit_ids
    if actor.self_id in (held.officer_id, held.leader_id) or (in_division and held.officer_id is None):
        found.add(HANDED)
    return frozenset(found)


def submission_moves(actor: Actor, stop: Stop, held: Held) -> list[SubmissionMove]:
    """What he may do with it where it is now, in the order of the table."""
    related = submission_relations(actor, held)
    return [move for move in moves_from(stop) if SUBMISSION_MAY[move].get(actor.role) in related]
