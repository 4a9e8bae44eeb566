"""Who may open which address, on which rows: the table that every address must stand in.

Read a line as: *these people may open this address; of the rows of this kind, everybody finds what the table
ROWS says he may know of*. Anybody else who is signed in gets 403, without a post today he is led home, and
signed out to the sign-in page. Written by hand, independent of rules/permissions and queries/access.
"""

from dataclasses import dataclass

OFFICE = "clerk specialist head office_leader"
AGENCY = "focal officer director"
READERS = f"{OFFICE} chair inspector {AGENCY}"
SEES_ALL = f"{OFFICE} chair inspector"
SUBMITS = f"{OFFICE} chair inspector focal director"
ADMIN = "admin"
EVERYBODY = f"{READERS} {ADMIN}"
WITHOUT_POST, SIGNED_OUT = "nobody", "stranger"

# Rows of each kind, and who may know of them (the rest get 404). Sở Xây dựng leads the own task, Sở Tài
# chính ("party") coordinates it, Biên Hòa alone has the foreign one; a draft is known to the Office only.
ROWS: dict[str, dict[str, str]] = {
    "task": {"own": READERS, "foreign": f"{OFFICE} chair inspector", "draft": OFFICE, "missing": ""},
    "assignment": {
        "own": READERS,
        "party": READERS,
        "foreign": f"{OFFICE} chair inspector",
        "draft": OFFICE,
        "missing": "",
    },
    "document": {
        "own": READERS,
        "foreign": f"{OFFICE} chair inspector",
        "of_draft": f"{OFFICE} chair inspector",
        "missing": "",
    },
    "file": {
        "own": READERS,
        "of_own_answer": READERS,
        "of_party_answer": READERS,
        "foreign": f"{OFFICE} chair inspector",
        "of_foreign_answer": f"{OFFICE} chair inspector",
        "of_own_submission": f"{OFFICE} chair inspector focal director",
        "of_foreign_submission": f"{OFFICE} chair inspector",
        "of_upward": f"{OFFICE} chair inspector",
        "removed": "",
        "missing": "",
    },
    "document_file": {"own": OFFICE, "of_own_answer": "", "missing": ""},
    "series": {"own": READERS, "foreign": f"{OFFICE} chair inspector", "not_periodic": "", "missing": ""},
    "draft": {"spoken": OFFICE, "issued": "", "missing": ""},
    "unit": {"any": EVERYBODY, "missing": ""},
    "person": {"any": EVERYBODY, "missing": ""},
    "post": {"any": EVERYBODY, "missing": ""},
    "work_field": {"any": EVERYBODY, "missing": ""},
    "calendar_day": {"any": EVERYBODY, "missing": "", "no_day": ""},
    "calendar_year": {"any": EVERYBODY, "missing": ""},
    "policy": {"any": EVERYBODY, "missing": ""},
    "ladder": {"any": EVERYBODY, "missing": ""},
    "policy_version": {"coming": EVERYBODY, "missing": ""},
    "import_kind": {"units": EVERYBODY, "people": EVERYBODY},
    "post_of_focal": {"any": f"focal {ADMIN}", "missing": ""},  # one's own; the administrator anybody's
    "substitution": {"any": f"focal {ADMIN}", "missing": ""},
    # a draft is the Office's; what was sent, also the agency's it went to
    "urging": {
        "draft": OFFICE,
        "own": f"{SEES_ALL} focal director",
        "foreign": SEES_ALL,
        "missing": "",
    },
    "urging_answer": {"own": "focal director", "draft": "", "foreign": "", "missing": ""},
    # both sides know of a request: Sở Xây dựng asks (for a duty of the officer), is asked,
    # also where it has handed it to the officer, or neither
    "coordination": {
        "asking": READERS,
        "asked": f"{SEES_ALL} focal director",
        "handed": f"{SEES_ALL} focal officer director",
        "foreign": SEES_ALL,
        "missing": "",
    },
    "export_kind": {
        "tasks": READERS,
        "standings": READERS,
        "documents": READERS,
        "coordinations": READERS,
        "submissions": READERS,
        "upward": READERS,
        "missing": "",
    },
    # Sở Xây dựng's, Biên Hòa's; the Office, the Committee and the inspector know of all
    "submission": {
        "own": f"{SEES_ALL} focal director",
        "foreign": SEES_ALL,
        "missing": "",
    },
    "reconciliation": {"any": OFFICE, "missing": ""},
    # the specialist follows the own one; nobody of an agency knows of any
    "upward": {"own": SEES_ALL, "foreign": SEES_ALL, "missing": ""},
    "export": {"of_focal": "focal", "missing": ""},
    "notice": {"of_focal": "focal", "missing": ""},
    "delivery": {"any": EVERYBODY, "missing": ""},
    "webhook": {"any": EVERYBODY, "missing": ""},
    "push_device": {"of_focal": "focal", "of_director": "director", "missing": ""},  # its owner's alone
    "own_post": {"any": "focal", "missing": ""},
    # statistics: all of it, an agency's own, or one's own
    "province": {"any": SEES_ALL},
    "office_unit": {"division": SEES_ALL, "office": SEES_ALL, "agency": "", "missing": ""},
    "office_person": {"specialist": SEES_ALL, "of_an_agency": "", "missing": ""},
    "cut": {"specialist": SEES_ALL, "field": SEES_ALL},
    "numbers_of": {
        "agency": f"{SEES_ALL} focal director",
        "its_division": f"{SEES_ALL} focal director",
        "its_officer": f"{SEES_ALL} focal officer director",
        "its_other_officer": f"{SEES_ALL} focal director",
        "other_agency": SEES_ALL,
        "other_agency_officer": SEES_ALL,
        "specialist": SEES_ALL,
        "field": SEES_ALL,
        "document": SEES_ALL,
        "missing": "",
    },
    "numbers_inside": {
        "agency": f"{SEES_ALL} focal director",
        "other_agency": SEES_ALL,
        "missing": "",
    },
    "view": {"of_focal": "focal", "shared": "specialist", "missing": ""},  # its owner's alone
}


@dataclass(frozen=True)
class Url:
    """`who` passes the door; `rows` is the kind of row in the address ("" for none); `ways` the methods."""

    who: str
    rows: str = ""
    ways: str = "GET POST"
    needs_post: bool = True  # False: open to people without a post today as well
    changed_by: str = ""  # who may send its form, when not everybody who may look
    data: str = ""  # what is sent, as "name=value"


@dataclass(frozen=True)
class MoveUrl:
    """A move: who may take it on the own duty; with "*" only where he is the monitor; "+": everywhere he
    may see. Who sees the row but may not move it gets 403."""

    who: str


URLS: dict[str, Url] = {
    "home": Url(EVERYBODY, needs_post=False),
    "acting.switch": Url(EVERYBODY, "own_post", ways="POST", needs_post=False),
    "search.index": Url(READERS, ways="GET", data="q=1130"),
    "search.counts": Url(READERS, ways="GET", data="q=1130"),
    "search.suggest": Url(READERS, ways="GET", data="q=1130"),
    "assignments.index": Url(READERS, ways="GET"),
    "assignments.print": Url(READERS, ways="GET"),
    "assignments.layout": Url(READERS),
    "views.index": Url(READERS, ways="GET"),
    "views.create": Url(READERS),
    "views.edit": Url(READERS, "view"),
    "views.delete": Url(READERS, "view", ways="POST"),
    "views.move": Url(READERS, "view", ways="POST"),
    "assignments.bulk": Url(READERS, ways="POST", changed_by=f"{OFFICE} chair", data="viec=remind"),
    "assignments.show": Url(READERS, "assignment", ways="GET"),
    "assignments.why_due": Url(READERS, "assignment", ways="GET"),
    "tasks.show": Url(READERS, "task", ways="GET"),
    "tasks.slip": Url(READERS, "task", ways="GET"),
    "series.show": Url(READERS, "series", changed_by=OFFICE),
    "assignments.slip": Url(READERS, "assignment", ways="GET"),
    # requests to coordinating units
    "coordinations.index": Url(READERS, ways="GET"),
    "coordinations.numbers": Url(READERS),
    "coordinations.show": Url(READERS, "coordination", ways="GET"),
    # tasks from above; of a duty that is none nothing can be given down, and that is said on its page
    "superiors.index": Url(SEES_ALL, ways="GET"),
    "superiors.give_down": Url(OFFICE, "assignment", ways="POST"),
    "superiors.link_document": Url(OFFICE, "document"),
    "superiors.link_task": Url(OFFICE, "task"),
    "superiors.unlink": Url(OFFICE, "task"),
    # letters of urging
    "urgings.index": Url(READERS, ways="GET"),
    "urgings.prepare": Url(OFFICE, ways="POST"),
    "urgings.show": Url(READERS, "urging", ways="GET"),
    "urgings.pdf": Url(READERS, "urging", ways="GET"),
    "urgings.docx": Url(READERS, "urging", ways="GET"),
    "urgings.edit": Url(OFFICE, "urging"),
    "urgings.sign": Url(OFFICE, "urging"),
    "urgings.withdraw": Url(OFFICE, "urging"),
    "urgings.answer": Url("focal director head", "urging_answer"),
    # submissions to the Committee; who may make which move on them: SUBMISSION_MOVES
    "submissions.index": Url(SUBMITS, ways="GET"),
    "submissions.create": Url(f"{OFFICE} focal director"),
    "submissions.statistics": Url(SUBMITS),
    "submissions.show": Url(SUBMITS, "submission", ways="GET"),
    # comparing with the list of those above
    "reconciling.index": Url(OFFICE, ways="GET"),
    "reconciling.upload": Url(OFFICE),
    "reconciling.sample": Url(OFFICE, ways="GET"),
    "reconciling.show": Url(OFFICE, "reconciliation"),
    "reconciling.excel": Url(OFFICE, "reconciliation", ways="POST"),
    # what is submitted upward; who may take which step: UPWARD_MOVES
    "upward.index": Url(SEES_ALL, ways="GET"),
    "upward.create": Url(OFFICE),
    "upward.statistics": Url(SEES_ALL),
    "upward.show": Url(SEES_ALL, "upward", ways="GET"),
    # organisation and people
    "units.index": Url(ADMIN),
    "units.create": Url(ADMIN),
    "units.show": Url(ADMIN, "unit"),
    "units.edit": Url(ADMIN, "unit"),
    "units.close": Url(ADMIN, "unit"),
    "units.hours": Url(ADMIN, "unit"),
    "units.gateway": Url(ADMIN, "unit"),
    "units.gateway_try": Url(ADMIN, "unit", ways="POST"),
    "units.gateway_remove": Url(ADMIN, "unit", ways="POST"),
    "units.suggest": Url(READERS, ways="GET"),
    "people.index": Url(ADMIN),
    "people.create": Url(ADMIN),
    "people.show": Url(ADMIN, "person"),
    "people.edit": Url(ADMIN, "person"),
    "people.deactivate": Url(ADMIN, "person"),
    "people.reactivate": Url(ADMIN, "person", ways="POST"),
    "people.password": Url(ADMIN, "person"),
    "posts.give": Url(ADMIN, "person"),
    "posts.end": Url(ADMIN, "post"),
    "permissions.index": Url(ADMIN),
    "work_fields.index": Url(ADMIN),
    "work_fields.create": Url(ADMIN),
    "work_fields.edit": Url(ADMIN, "work_field"),
    "organisation_import.upload": Url(ADMIN, "import_kind"),
    "organisation_import.sample": Url(ADMIN, "import_kind"),
    "organisation_import.preview": Url(ADMIN, "import_kind"),
    "substitutions.index": Url(EVERYBODY, needs_post=False),
    "substitutions.create": Url(EVERYBODY, "post_of_focal", needs_post=False),
    "substitutions.end": Url(EVERYBODY, "substitution", needs_post=False),
    # documents, files, entering
    "documents.index": Url(READERS, ways="GET"),
    "documents.show": Url(READERS, "document", ways="GET"),
    "documents.create": Url(OFFICE),
    "documents.edit": Url(OFFICE, "document"),
    "documents.no_task": Url(OFFICE, "document"),
    "documents.add_file": Url(OFFICE, "document"),
    "files.show": Url(READERS, "file", ways="GET"),
    "files.remove": Url(OFFICE, "document_file", ways="POST"),
    "entry.start": Url(OFFICE, ways="GET"),
    "entry.edit": Url(OFFICE, "document"),
    "entry.issue": Url(OFFICE, "document"),
    "entry.spoken": Url(OFFICE),
    "entry.spoken_edit": Url(OFFICE, "draft"),
    "entry.issue_spoken": Url(OFFICE, "draft"),
    "entry.deadline": Url(OFFICE, ways="GET"),
    # what one was told: one's own only
    "notices.index": Url(EVERYBODY, ways="GET"),
    "notices.bell": Url(EVERYBODY, ways="GET"),
    "notices.read_all": Url(EVERYBODY, ways="POST"),
    "notices.settings": Url(EVERYBODY),
    "notices.follow": Url(EVERYBODY, "notice", ways="GET"),
    "notices.show": Url(EVERYBODY, "notice", ways="GET"),
    "notices.read": Url(EVERYBODY, "notice", ways="POST"),
    "calendar_feed.create": Url(EVERYBODY),
    "calendar_feed.revoke": Url(EVERYBODY),
    "gateways.own": Url(EVERYBODY),
    "gateways.own_try": Url(EVERYBODY, ways="POST"),
    "gateways.own_remove": Url(EVERYBODY, ways="POST"),
    "push.add": Url(EVERYBODY, ways="POST"),
    "push.remove": Url(EVERYBODY, "push_device", ways="POST"),
    "push.try_out": Url(EVERYBODY, "push_device", ways="POST"),
    "deliveries.index": Url(ADMIN, ways="GET"),
    "deliveries.send_again": Url(ADMIN, "delivery", ways="POST"),
    "webhooks.index": Url(ADMIN, ways="GET"),
    "webhooks.create": Url(ADMIN),
    "webhooks.show": Url(ADMIN, "webhook", ways="GET"),
    "webhooks.edit": Url(ADMIN, "webhook"),
    "webhooks.renew": Url(ADMIN, "webhook"),
    "webhooks.try": Url(ADMIN, "webhook", ways="POST"),
    "webhooks.remove": Url(ADMIN, "webhook"),
    "exports.ask": Url(READERS, "export_kind", ways="POST"),
    "exports.index": Url(READERS, ways="GET"),
    "exports.bell": Url(READERS, ways="GET"),
    "exports.download": Url(READERS, "export", ways="GET"),
    "exports.cancel": Url(READERS, "export", ways="POST"),
    "exports.delete": Url(READERS, "export", ways="POST"),
    # statistics
    "statistics.index": Url(READERS),
    "statistics.find": Url(READERS, ways="GET"),
    "statistics.province": Url(READERS, "province"),
    "statistics.province_rows": Url(READERS, "province", ways="GET"),
    "statistics.office": Url(READERS, "province"),
    "statistics.office_unit": Url(READERS, "office_unit"),
    "statistics.office_person": Url(READERS, "office_person"),
    "statistics.office_documents": Url(READERS, "province", ways="GET"),
    "statistics.office_waiting": Url(READERS, "province", ways="GET"),
    "statistics.by": Url(READERS, "cut"),
    "statistics.inside": Url(READERS, "numbers_inside"),
    "statistics.show": Url(READERS, "numbers_of"),
    "statistics.rows": Url(READERS, "numbers_of", ways="GET"),
    "statistics.province_updates": Url(READERS, "province", ways="GET"),
    "statistics.updates": Url(READERS, "numbers_of", ways="GET"),
    "statistics.province_waits": Url(READERS, "province", ways="GET"),
    "statistics.waits": Url(READERS, "numbers_of", ways="GET"),
    # calendar and rules of the office
    "calendar.index": Url(f"{ADMIN} office_leader"),
    "calendar.create": Url(f"{ADMIN} office_leader"),
    "calendar.import": Url(f"{ADMIN} office_leader", "calendar_year"),
    "calendar.edit": Url(f"{ADMIN} office_leader", "calendar_day"),
    "calendar.remove": Url(f"{ADMIN} office_leader", "calendar_day"),
    "policies.index": Url(f"{ADMIN} office_leader"),
    "policies.show": Url(f"{ADMIN} office_leader", "policy"),
    "ladders.index": Url(f"{ADMIN} office_leader"),
    "ladders.create": Url(f"{ADMIN} office_leader"),
    "ladders.rehearsal": Url(f"{ADMIN} office_leader"),
    "ladders.show": Url(f"{ADMIN} office_leader", "ladder"),
    "ladders.withdraw": Url(f"{ADMIN} office_leader", "ladder", ways="POST"),
    "policies.withdraw": Url(f"{ADMIN} office_leader", "policy_version", ways="POST"),
}

_DESK = "focal director"
_OFFICE_DESK = "specialist* head+ office_leader+"
_ENTRY_TOO = f"{_OFFICE_DESK} clerk+"
MOVES: dict[str, MoveUrl] = {
    "accept": MoveUrl(_DESK),
    "return": MoveUrl(_DESK),
    "hand_on": MoveUrl(f"{_DESK} officer"),
    "take_back": MoveUrl(_DESK),
    "note_progress": MoveUrl(f"{_DESK} officer"),
    "answer": MoveUrl(f"{_DESK} officer"),
    "ask_extension": MoveUrl(_DESK),
    "withdraw_extension": MoveUrl(_DESK),
    "object": MoveUrl(_DESK),
    "confirm": MoveUrl(f"{_OFFICE_DESK} chair+"),
    "send_back": MoveUrl(f"{_OFFICE_DESK} chair+"),
    "grant_extension": MoveUrl("chair+"),  # the rule that ships: who signed decides (policy 14)
    "refuse_extension": MoveUrl("chair+"),
    "uphold_objection": MoveUrl("office_leader+ chair+"),
    "reject_objection": MoveUrl("office_leader+ chair+"),
    "reassign": MoveUrl(_ENTRY_TOO),
    "reissue": MoveUrl(_ENTRY_TOO),
    "withdraw": MoveUrl(_OFFICE_DESK),
    "change_deadline": MoveUrl(_OFFICE_DESK),
    "change_content": MoveUrl(_ENTRY_TOO),
    "change_monitors": MoveUrl(_ENTRY_TOO),
    "add_unit": MoveUrl(_ENTRY_TOO),
    "suspend": MoveUrl(_OFFICE_DESK),
    "resume": MoveUrl(_OFFICE_DESK),
    "cancel": MoveUrl(_OFFICE_DESK),
    "reopen": MoveUrl("head+ office_leader+"),
    "remind": MoveUrl(f"{_ENTRY_TOO} chair+"),
    "instruct": MoveUrl("specialist* clerk+ office_leader+ chair+"),
}

# Steps of a request: who takes them, where his side is the asking or the asked one; the Office everywhere,
# the specialist where he follows the task.
_ASKING = {"asking": "focal officer director"}
_ASKING_DESK = {"asking": "focal director"}
_ASKED = {"asked": "focal director", "handed": "focal director"}
_WORKS = {"asked": "focal director", "handed": "focal officer director"}
_SETTLES = {
    "asking": "specialist head office_leader",
    "asked": "head office_leader",
    "handed": "head office_leader",
    "foreign": "head office_leader",
}
COORDINATION: dict[str, dict[str, str]] = {
    "withdraw": _ASKING,
    "grant_time": _ASKING,
    "refuse_time": _ASKING,
    "report_delay": _ASKING_DESK,
    "withdraw_report": _ASKING_DESK,
    "reply": _WORKS,
    "hand_on": _ASKED,
    "take_back": _ASKED,
    "ask_time": _WORKS,
    "accept_delay": _ASKED,
    "dispute_delay": _ASKED,
    "uphold_delay": _SETTLES,
    "dismiss_delay": _SETTLES,
}
MAY_ASK = "focal officer director"  # for the own duty
# On the own one, which the specialist follows; "+": on any.
UPWARD_MOVES: dict[str, MoveUrl] = {
    **dict.fromkeys(
        ("ask_again", "opinion", "decision", "return"), MoveUrl("specialist head+ office_leader+ clerk+")
    ),
    "withdraw": MoveUrl("specialist head+ office_leader+"),
    **dict.fromkeys(("hand_on", "reopen"), MoveUrl("head+ office_leader+")),
    "note": MoveUrl("specialist head+ office_leader+ clerk+ chair+"),
}
# On the own submission, which the specialist has; "+": on any.
_SUBMISSION_OFFICE = "specialist head+ office_leader+"
SUBMISSION_MOVES: dict[str, MoveUrl] = {
    "forward": MoveUrl(f"{_SUBMISSION_OFFICE} clerk+ chair"),  # the chair, since it lies before him
    "consult": MoveUrl(_SUBMISSION_OFFICE),
    "ask_decision": MoveUrl(_SUBMISSION_OFFICE),
    "ask_supplement": MoveUrl(f"{_SUBMISSION_OFFICE} clerk+"),
    "supplement": MoveUrl(f"{_SUBMISSION_OFFICE} clerk+ focal director"),
    "answer": MoveUrl(f"{_SUBMISSION_OFFICE} clerk+"),
    "return": MoveUrl(_SUBMISSION_OFFICE),
    "withdraw": MoveUrl("clerk+ focal director"),
    "merge": MoveUrl(_SUBMISSION_OFFICE),
    "reopen": MoveUrl("head+ office_leader+"),
    "note": MoveUrl(f"{_SUBMISSION_OFFICE} clerk+ chair+"),
    "correct": MoveUrl(f"{_SUBMISSION_OFFICE} clerk+"),
}

# Addresses of the account: about oneself only. What is public is open before signing in.
PUBLIC = {
    "healthz",
    "metrics",  # which knows its own door: tests/screens/test_metrics
    "app.manifest",
    "app.service_worker",
    "app.offline",
    "push.key",
    "theme.switch",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account.demo",
}
# Opened without signing in: the address itself is the secret (tests/notify/test_letters,
# tests/screens/test_calendar_feeds), or the cookie of the browser (tests/screens/test_push_devices).
BY_LETTER = {"notices.unsubscribe", "calendar_feed.read", "push.renew"}
ABOUT_ONESELF = {
    "account.show",
    "account.end_session",
    "account.api_tokens",
    "account.create_api_token",
    "account.revoke_api_token",
    "api.reference",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
    "usersessions_list",
}
