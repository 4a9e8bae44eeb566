"""What is told of submissions, requests to coordinate and letters of urging: beside the table of
tests/year/news, whose words are explained there and in tests/year/apart."""

DOERS = ("officer", "focal")
CHAINS = {
    "counter": "chiefs",
    "handler": "division_head",
    "division_head": "chiefs",
    "asked_officer": "asked_desk",
    "asked_desk": "asked_leader",
}
# Words of the news → words of the ladder (tests/year/apart).
OF_FILE = ("counter", "handler", "division_head", "leader_in_charge", "submitter")
OF_REQUEST = {
    "asked_officer": "officer",
    "asked_desk": "focal_officer",
    "asked_leader": "agency_leader",
    "asker": "asker_alone",
}
Told = list[tuple[str, tuple[str, ...], bool]]
_ENDED: Told = [("decision", ("submitter",), False), ("change", ("handler",), False)]
_FROM_ABOVE: Told = [("decision", ("handler", "leader_in_charge", "division_head"), False)]
_OVER: Told = [("change", ("asked_officer", "asked_desk"), False)]
_TIME: Told = [("decision", ("asked_officer", "asked_desk"), False)]
_SETTLED: Told = [
    ("decision", ("asked_desk", "asked_leader", "asker", *DOERS), False),
    ("change", ("specialist",), False),
]
_STEPS = (
    "submission_reminded", "supplement_reminded", "submission_escalated", "upward_reminded",
    "upward_escalated", "coordination_reminded", "coordination_escalated",
)  # fmt: skip

NEWS_APART: dict[str, Told] = {
    "submission_registered": [("assignment", ("counter",), True), ("change", ("submitter",), False)],
    "submission_forwarded": [("assignment", ("handler",), True)],
    "submission_consulted": [],
    "submission_for_decision": [("answer", ("handler",), True)],
    "supplement_asked": [("return", ("submitter",), True), ("change", ("handler",), False)],
    "supplemented": [("change", ("handler",), True)],
    "submission_answered": _ENDED,
    "submission_returned": _ENDED,
    "submission_withdrawn": [("change", ("handler",), False)],
    "submission_reopened": [("assignment", ("handler",), True), ("change", ("submitter",), False)],
    "submission_recounted": [],
    "upward_sent": [("assignment", ("handler",), False)],
    "upward_asked_again": [],
    "upward_opinion": _FROM_ABOVE,
    "upward_decided": _FROM_ABOVE,
    "upward_returned": _FROM_ABOVE,
    "upward_withdrawn": [("change", ("handler",), False)],
    "upward_handed_on": [("assignment", ("handler",), False)],
    "upward_reopened": [("change", ("handler",), False)],
    "upward_recounted": [],
    **{name: [] for name in _STEPS},  # of these: tests/year/apart_model
    "coordination_asked": [("assignment", ("asked_desk",), True), ("progress", ("focal",), False)],
    "coordination_seen": [],
    "coordination_handed_on": [
        ("assignment", ("asked_officer",), True),
        ("change", ("former_asked",), False),
    ],
    "coordination_taken_back": [("change", ("former_asked",), False)],
    "coordination_replied": [("answer", ("asker", *DOERS), False), ("change", ("asked_desk",), False)],
    "coordination_consented": [
        ("answer", ("asker", *DOERS), False),
        ("decision", ("asked_desk", "asked_leader"), False),
    ],
    "coordination_withdrawn": _OVER,
    "coordination_ended": _OVER,
    "coordination_time_asked": [("answer", ("asker", *DOERS), True)],
    "coordination_time_granted": _TIME,
    "coordination_time_refused": _TIME,
    "delay_reported": [
        ("escalation", ("asked_desk",), True),
        ("escalation", ("asked_leader",), False),
        ("progress", ("specialist",), False),
    ],
    "delay_accepted": [("decision", ("asker", *DOERS), False), ("progress", ("specialist",), False)],
    "delay_unanswered": [
        ("escalation", ("asked_desk", "asked_leader"), False),
        ("decision", ("asker", *DOERS), False),
        ("progress", ("specialist",), False),
    ],
    "delay_disputed": [("answer", ("specialist",), True), ("change", ("chief", "asker", *DOERS), False)],
    "delay_upheld": _SETTLED,
    "delay_dismissed": _SETTLED,
    "delay_report_withdrawn": [("decision", ("asked_desk", "asked_leader"), False)],
    "urged": [("escalation", ("officer",), False), ("progress", ("specialist",), False)],
    "urged_undone": [],
    "delay_explained": [("progress", ("specialist",), False)],
    "urging_drafted": [],
    "urging_dropped": [],
    "urging_sent": [("escalation", ("unit_focal",), True), ("escalation", ("unit_leader",), False)],
    "urging_answered": [("answer", ("sender",), False)],
    "urging_withdrawn": [("decision", ("unit_focal", "unit_leader"), False)],
}
