"""Who may do what: role × move × relation, one table. Pure.

Rendered into docs/permissions.md and shown on the administrators' screen, so keep it readable aloud.
Who may *see* a row is decided in queries/access.py with the same relations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nhacviec.rules.coordination import (
    ABOUT_DELAY,
    BY_THE_ASKED,
    BY_THE_LEAD,
    BY_THE_OFFICE,
    BY_WHO_WORKS,
    CoordinationStep,
)
from nhacviec.rules.lifecycle import Move


class Role(StrEnum):
    RECORDS_CLERK = "records_clerk"
    OFFICE_SPECIALIST = "office_specialist"
    DIVISION_HEAD = "division_head"
    OFFICE_LEADER = "office_leader"
    COMMITTEE_LEADER = "committee_leader"
    FOCAL_OFFICER = "focal_officer"
    AGENCY_OFFICER = "agency_officer"
    AGENCY_LEADER = "agency_leader"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


class Relation(StrEnum):
    """How a person, in the post he acts in, stands to an assignment."""

    ANY = "any"  # no relation needed beyond being allowed to see the row
    OWN = "own"  # the assignment is his agency's (or, in the Office, his division's)
    HANDED = "handed"  # handed to him or to his division
    MONITOR = "monitor"  # he is named on the task as the one who follows it
    COORDINATED = "coordinated"  # his agency and this unit are lead and coordinator of one task


OFFICE_ROLES: frozenset[Role] = frozenset(
    {Role.RECORDS_CLERK, Role.OFFICE_SPECIALIST, Role.DIVISION_HEAD, Role.OFFICE_LEADER}
)
AGENCY_ROLES: frozenset[Role] = frozenset({Role.FOCAL_OFFICER, Role.AGENCY_OFFICER, Role.AGENCY_LEADER})
# Office and Committee see every issued task, the inspector too (reads all, changes nothing).
SEES_ALL: frozenset[Role] = OFFICE_ROLES | {Role.COMMITTEE_LEADER, Role.INSPECTOR}
SEES_DRAFTS: frozenset[Role] = OFFICE_ROLES
# Inside an agency: focal officer and leaders see all, an officer what is handed to him or his division.
SEES_AGENCY: frozenset[Role] = frozenset({Role.FOCAL_OFFICER, Role.AGENCY_LEADER})

ANY, OWN, HANDED, MONITOR = Relation.ANY, Relation.OWN, Relation.HANDED, Relation.MONITOR
_AGENCY_DESK: Mapping[Role, Relation] = {
    Role.FOCAL_OFFICER: OWN,
    Role.AGENCY_LEADER: OWN,
    Role.DIVISION_HEAD: OWN,  # Office divisions receive tasks too (KH 1130/KH-VP, III)
}
_AGENCY_WORK: Mapping[Role, Relation] = {
    **_AGENCY_DESK,
    Role.AGENCY_OFFICER: HANDED,
    Role.OFFICE_SPECIALIST: HANDED,
}
_OFFICE_DESK: Mapping[Role, Relation] = {
    Role.OFFICE_SPECIALIST: MONITOR,
    Role.DIVISION_HEAD: ANY,
    Role.OFFICE_LEADER: ANY,
}
_LEADERS: Mapping[Role, Relation] = {Role.OFFICE_LEADER: ANY, Role.COMMITTEE_LEADER: ANY}
_ENTRY: Mapping[Role, Relation] = {Role.RECORDS_CLERK: ANY, Role.OFFICE_SPECIALIST: ANY, **_OFFICE_DESK}

MAY: dict[Move, Mapping[Role, Relation]] = {
    Move.ACCEPT: _AGENCY_DESK,
    Move.RETURN: _AGENCY_DESK,
    Move.HAND_ON: {**_AGENCY_DESK, Role.AGENCY_OFFICER: HANDED},
    Move.TAKE_BACK: _AGENCY_DESK,
    Move.NOTE_PROGRESS: _AGENCY_WORK,
    Move.ANSWER: _AGENCY_WORK,
    Move.ASK_EXTENSION: _AGENCY_DESK,
    Move.WITHDRAW_EXTENSION: _AGENCY_DESK,
    Move.OBJECT: _AGENCY_DESK,
    Move.ISSUE: {**_ENTRY, Role.OFFICE_SPECIALIST: ANY},
    # A Committee leader confirms what nobody of the Office may: the answers of the Office itself.
    Move.CONFIRM: {**_OFFICE_DESK, Role.COMMITTEE_LEADER: MONITOR},
    Move.SEND_BACK: {**_OFFICE_DESK, Role.COMMITTEE_LEADER: MONITOR},
    Move.GRANT_EXTENSION: {**_LEADERS, Role.OFFICE_SPECIALIST: MONITOR},  # narrowed by policy ext_approver
    Move.REFUSE_EXTENSION: {**_LEADERS, Role.OFFICE_SPECIALIST: MONITOR},
    Move.UPHOLD_OBJECTION: _LEADERS,
    Move.REJECT_OBJECTION: _LEADERS,
    Move.REASSIGN: {**_OFFICE_DESK, Role.RECORDS_CLERK: ANY},
    Move.REISSUE: {**_OFFICE_DESK, Role.RECORDS_CLERK: ANY},
    Move.WITHDRAW: _OFFICE_DESK,
    Move.CHANGE_DEADLINE: _OFFICE_DESK,
    Move.CHANGE_CONTENT: {**_OFFICE_DESK, Role.RECORDS_CLERK: ANY},
    Move.CHANGE_MONITORS: {**_OFFICE_DESK, Role.RECORDS_CLERK: ANY},
    Move.ADD_UNIT: {**_OFFICE_DESK, Role.RECORDS_CLERK: ANY},
    Move.SUSPEND: _OFFICE_DESK,
    Move.RESUME: _OFFICE_DESK,
    Move.CANCEL: _OFFICE_DESK,
    Move.REOPEN: {Role.DIVISION_HEAD: ANY, Role.OFFICE_LEADER: ANY},
    Move.REMIND: {**_OFFICE_DESK, Role.RECORDS_CLERK: ANY, Role.COMMITTEE_LEADER: ANY},
    Move.INSTRUCT: {
        Role.COMMITTEE_LEADER: ANY,
        Role.OFFICE_LEADER: ANY,
        Role.OFFICE_SPECIALIST: MONITOR,  # records a leader's spoken direction, naming the leader
        Role.RECORDS_CLERK: ANY,
    },
}

# What the Committee owes to those above it: nobody signs in for it, so the Office does the work of its desk,
# reports it upward and writes down what the superior said of it.
MAY_FOR_COMMITTEE: dict[Move, Mapping[Role, Relation]] = {
    Move.ACCEPT: _OFFICE_DESK,
    Move.NOTE_PROGRESS: _OFFICE_DESK,
    Move.ANSWER: {**_OFFICE_DESK, Role.RECORDS_CLERK: ANY},
    Move.ISSUE: MAY[Move.ISSUE],
    Move.CONFIRM: {**_OFFICE_DESK, Role.RECORDS_CLERK: ANY},
    Move.SEND_BACK: {**_OFFICE_DESK, Role.RECORDS_CLERK: ANY},
    Move.CHANGE_DEADLINE: _OFFICE_DESK,
    Move.CHANGE_CONTENT: MAY[Move.CHANGE_CONTENT],
    Move.CHANGE_MONITORS: MAY[Move.CHANGE_MONITORS],
    Move.CANCEL: _OFFICE_DESK,
    Move.REOPEN: MAY[Move.REOPEN],
    Move.INSTRUCT: MAY[Move.INSTRUCT],
}

# Deciding on an answer, a request, an objection or a return of one's own unit is never allowed, whatever
# the role.
NOT_ON_OWN_UNIT: frozenset[Move] = frozenset(
    {
        Move.CONFIRM,
        Move.SEND_BACK,
        Move.GRANT_EXTENSION,
        Move.REFUSE_EXTENSION,
        Move.UPHOLD_OBJECTION,
        Move.REJECT_OBJECTION,
        Move.CHANGE_DEADLINE,
        Move.SUSPEND,
        Move.CANCEL,
        Move.REOPEN,
        Move.REASSIGN,
        Move.REISSUE,
        Move.WITHDRAW,
    }
)

# Policy 14: who decides on extensions.
EXTENSION_APPROVERS: dict[str, frozenset[Role]] = {
    "signer": frozenset({Role.COMMITTEE_LEADER}),
    "chief_of_office": frozenset({Role.COMMITTEE_LEADER, Role.OFFICE_LEADER}),
    "monitor": frozenset({Role.COMMITTEE_LEADER, Role.OFFICE_LEADER, Role.OFFICE_SPECIALIST}),
}

# Policy 16: who confirms an answer. The lowest level of the Office that may; those above it always may, and
# for what the Office itself answered a leader of the Committee is the only one.
CONFIRMERS: dict[str, frozenset[Role]] = {
    "monitor": frozenset(MAY[Move.CONFIRM]),
    "office_leader": frozenset({Role.OFFICE_LEADER, Role.COMMITTEE_LEADER}),
}

# Who may be named as the one who follows a task, by the place he is named in.
MONITOR_ROLES: dict[str, tuple[Role, ...]] = {
    "specialist": (Role.OFFICE_SPECIALIST, Role.DIVISION_HEAD),
    "office_leader": (Role.OFFICE_LEADER,),
    "committee_leader": (Role.COMMITTEE_LEADER,),
}

# Coordination: who asks stands to the lead's duty, who is asked to his own unit; what they dispute the Office
# settles.
_BY_SIDE = {
    BY_THE_LEAD: _AGENCY_WORK,
    ABOUT_DELAY: _AGENCY_DESK,
    BY_THE_ASKED: _AGENCY_DESK,
    BY_THE_OFFICE: _OFFICE_DESK,
}
MAY_COORDINATE: dict[CoordinationStep, Mapping[Role, Relation]] = {
    step: who for step in CoordinationStep for side, who in _BY_SIDE.items() if step in side
} | dict.fromkeys(BY_WHO_WORKS, _AGENCY_WORK)


class Right(StrEnum):
    """What a role may do that is not a move of an assignment."""

    READ_TASKS = "read_tasks"
    ENTER_DOCUMENTS = "enter_documents"
    MANAGE_ORGANISATION = "manage_organisation"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_CALENDAR = "manage_calendar"
    MANAGE_POLICY = "manage_policy"
    READ_AUDIT = "read_audit"
    ANSWER_URGING = "answer_urging"  # for one's own unit: why it is late, and until when
    URGE = "urge"  # draft letters of urging, enter number and signer, withdraw them
    SHARE_VIEWS = "share_views"  # a saved list for everybody of a role
    READ_SUBMISSIONS = "read_submissions"
    READ_FROM_ABOVE = "read_from_above"  # what those above gave to the Committee
    REGISTER_SUBMISSIONS = "register_submissions"  # for one's own agency; in the Office for any
    RECONCILE = "reconcile"  # compare tasks from above with the list of who gave them
    READ_UPWARD = "read_upward"  # what the Committee submits to those above it
    REGISTER_UPWARD = "register_upward"


_LOWER: frozenset[Role] = frozenset(set(Role) - {Role.ADMINISTRATOR})
RIGHTS: dict[Right, frozenset[Role]] = {
    Right.READ_TASKS: _LOWER,
    Right.ENTER_DOCUMENTS: OFFICE_ROLES,
    Right.MANAGE_ORGANISATION: frozenset({Role.ADMINISTRATOR}),
    Right.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Right.MANAGE_CALENDAR: frozenset({Role.ADMINISTRATOR, Role.OFFICE_LEADER}),
    Right.MANAGE_POLICY: frozenset({Role.ADMINISTRATOR, Role.OFFICE_LEADER}),
    Right.READ_AUDIT: frozenset({Role.ADMINISTRATOR, Role.INSPECTOR, Role.OFFICE_LEADER}),
    Right.ANSWER_URGING: frozenset({Role.FOCAL_OFFICER, Role.AGENCY_LEADER, Role.DIVISION_HEAD}),
    Right.URGE: OFFICE_ROLES,
    Right.SHARE_VIEWS: OFFICE_ROLES,
    Right.READ_SUBMISSIONS: SEES_ALL | SEES_AGENCY,
    Right.READ_FROM_ABOVE: SEES_ALL,
    Right.REGISTER_SUBMISSIONS: OFFICE_ROLES | SEES_AGENCY,
    Right.RECONCILE: OFFICE_ROLES,
    Right.READ_UPWARD: SEES_ALL,
    Right.REGISTER_UPWARD: OFFICE_ROLES,
}


@dataclass(frozen=True)
class Actor:
    """A person in the post he acts in now. `person_id` signs the deed; `for_id` is whom he stands in for."""

    person_id: int
    person_name: str
    post_id: int
    role: Role
    unit_id: int
    unit_name: str
    own_unit_ids: frozenset[int]  # his agency and all below it; in the Office his division and below
    for_id: int | None = None
    for_name: str = ""
    # The units of his other posts of today, his own or those he stands in for: no desk to act at, but they
    # stay his own when he decides (NOT_ON_OWN_UNIT).
    other_unit_ids: frozenset[int] = frozenset()
    # While module 2 is off: what the Committee owes to those above it is not there.
    without_superiors: bool = False

    @property
    def self_id(self) -> int:
        """Whose desk he sits at: the substituted person's when he stands in for somebody."""
        return self.for_id or self.person_id

    def has(self, right: Right) -> bool:
        return self.role in RIGHTS[right]


@dataclass(frozen=True)
class Stand:
    """The facts about an assignment that decide a person's relation to it (ids only)."""

    unit_id: int
    officer_id: int | None = None
    division_id: int | None = None
    monitor_ids: frozenset[int] = frozenset()
    task_unit_ids: frozenset[int] = frozenset()  # all units with a duty in the same task
    of_committee: bool = False  # what the Committee itself owes to those above it


def relations(actor: Actor, stand: Stand) -> frozenset[Relation]:
    """Every relation the actor has to the assignment; ANY is always among them."""
    found = {Relation.ANY}
    # A duty of the whole Office that was handed to a division is that division's own.
    own = stand.unit_id in actor.own_unit_ids or stand.division_id in actor.own_unit_ids
    if own:
        found.add(Relation.OWN)
    handed = stand.officer_id == actor.self_id or stand.division_id == actor.unit_id
    if handed and (own or actor.role in OFFICE_ROLES):  # not what he holds in another agency's post
        found.add(Relation.HANDED)
    if own and actor.role is Role.OFFICE_SPECIALIST and stand.division_id is None:
        found.add(Relation.HANDED)  # a duty of his Office division needs no handing on inside it
    if actor.self_id in stand.monitor_ids:
        found.add(Relation.MONITOR)
    if stand.task_unit_ids & actor.own_unit_ids:
        found.add(Relation.COORDINATED)
    return frozenset(found)


def may(
    actor: Actor,
    move: Move,
    stand: Stand,
    *,
    ext_approver: str = "chief_of_office",
    confirm_role: str = "monitor",
) -> bool:
    """Whether this person, in this post, may make this move on this assignment (state not considered).

    `ext_approver` and `confirm_role` are the policies in force."""
    return bool(allowed(actor, [move], stand, ext_approver=ext_approver, confirm_role=confirm_role))


def allowed(
    actor: Actor, moves: Iterable[Move], stand: Stand, *, ext_approver: str, confirm_role: str
) -> list[Move]:
    """Those of the moves that he may make on it; see `may`."""
    related = relations(actor, stand)
    if stand.of_committee:
        return [m for m in moves if MAY_FOR_COMMITTEE.get(m, {}).get(actor.role) in related]
    # `unit_id` itself: leaders of the Office, for what the whole Office answered.
    is_own = (
        bool(related & {Relation.OWN, Relation.HANDED})
        or stand.unit_id == actor.unit_id
        or stand.unit_id in actor.other_unit_ids
    )
    return [
        move
        for move in moves
        if MAY[move].get(actor.role) in related
        and not (is_own and move in NOT_ON_OWN_UNIT)
        and _policy_lets(actor.role, move, ext_approver, confirm_role)
    ]


def _policy_lets(role: Role, move: Move, ext_approver: str, confirm_role: str) -> bool:
    if move in (Move.GRANT_EXTENSION, Move.REFUSE_EXTENSION):
        return role in EXTENSION_APPROVERS[ext_approver]
    return move is not Move.CONFIRM or role in CONFIRMERS[confirm_role]


def may_coordinate(
    actor: Actor,
    step: CoordinationStep,
    *,
    asking: Stand,
    asked_unit_id: int,
    asked_officer_id: int | None = None,
) -> bool:
    """Whether this person may take this step of a request (its state not considered). `asking`: of the lead's
    duty; `asked_officer_id`: to whom the unit that is asked has handed it. Nobody settles a dispute in which
    a unit of his own is a party."""
    asked = Stand(unit_id=asked_unit_id, officer_id=asked_officer_id)
    stand = asked if step in BY_THE_ASKED else asking
    needed = MAY_COORDINATE[step].get(actor.role)
    if needed not in relations(actor, stand):
        return False
    if step in BY_WHO_WORKS and needed is HANDED and asked_officer_id != actor.self_id:
        return False  # by name: what a division of the Office is asked its head answers, or hands on
    own = actor.own_unit_ids | actor.other_unit_ids | {actor.unit_id}
    return step not in BY_THE_OFFICE or not own & {asking.unit_id, asking.division_id, asked_unit_id}
