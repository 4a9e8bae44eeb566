"""The tables, one noun a file."""

from nhacviec.records.models.answer import Answer, Verdict
from nhacviec.records.models.api_token import ApiToken
from nhacviec.records.models.assignment import Assignment, StaleAssignment
from nhacviec.records.models.calendar_day import CalendarDay
from nhacviec.records.models.calendar_feed import CalendarFeed
from nhacviec.records.models.calendar_move import CalendarMove
from nhacviec.records.models.coordination import Coordination, DelayReport, StaleCoordination, TimeRequest
from nhacviec.records.models.document import Document, EntryState
from nhacviec.records.models.event import Event
from nhacviec.records.models.export_file import ExportFile, ExportState
from nhacviec.records.models.extension import Extension, Objection, RequestState
from nhacviec.records.models.field import Field
from nhacviec.records.models.former_place import FormerPlace
from nhacviec.records.models.gateway import Gateway
from nhacviec.records.models.instruction import Instruction
from nhacviec.records.models.ladder import Ladder
from nhacviec.records.models.month_end import MonthEnd
from nhacviec.records.models.notice import Delivery, Heartbeat, Notice, NoticeSetting, Unannounced
from nhacviec.records.models.person import Person
from nhacviec.records.models.policy_value import PolicyValue
from nhacviec.records.models.post import Post
from nhacviec.records.models.progress import DelayCause, ProgressNote
from nhacviec.records.models.push_device import PushDevice
from nhacviec.records.models.reconciliation import ListDifference, Reconciliation
from nhacviec.records.models.reminder import NextReminder, Reminder, ReminderPlan
from nhacviec.records.models.saved_view import ListLayout, SavedView
from nhacviec.records.models.self_check import SelfCheck
from nhacviec.records.models.standing import Standing
from nhacviec.records.models.stored_file import StoredFile
from nhacviec.records.models.submission import (
    StaleSubmission,
    Submission,
    SubmissionRecount,
    SubmissionStanding,
    SubmissionStop,
)
from nhacviec.records.models.submitted_form import SubmittedForm
from nhacviec.records.models.suspension import Suspension
from nhacviec.records.models.tally import MEASURES, SCOPES, TallyEntry, TallyMark, TallyMonth, TallyStep
from nhacviec.records.models.task import Task, TaskNumber
from nhacviec.records.models.unit import Unit
from nhacviec.records.models.urging import Urging, UrgingLine
from nhacviec.records.models.webhook import Webhook

__all__ = [
    "MEASURES",
    "SCOPES",
    "Answer",
    "ApiToken",
    "Assignment",
    "CalendarDay",
    "CalendarFeed",
    "CalendarMove",
    "Coordination",
    "DelayCause",
    "DelayReport",
    "Delivery",
    "Document",
    "EntryState",
    "Event",
    "ExportFile",
    "ExportState",
    "Extension",
    "Field",
    "FormerPlace",
    "Gateway",
    "Heartbeat",
    "Instruction",
    "Ladder",
    "ListDifference",
    "ListLayout",
    "MonthEnd",
    "NextReminder",
    "Notice",
    "NoticeSetting",
    "Objection",
    "Person",
    "PolicyValue",
    "Post",
    "ProgressNote",
    "PushDevice",
    "Reconciliation",
    "Reminder",
    "ReminderPlan",
    "RequestState",
    "SavedView",
    "SelfCheck",
    "StaleAssignment",
    "StaleCoordination",
    "StaleSubmission",
    "Standing",
    "StoredFile",
    "Submission",
    "SubmissionRecount",
    "SubmissionStanding",
    "SubmissionStop",
    "SubmittedForm",
    "Suspension",
    "TallyEntry",
    "TallyMark",
    "TallyMonth",
    "TallyStep",
    "Task",
    "TaskNumber",
    "TimeRequest",
    "Unannounced",
    "Unit",
    "Urging",
    "UrgingLine",
    "Verdict",
    "Webhook",
]
