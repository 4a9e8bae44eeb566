"""The tables, one noun a file."""

from nhacviec.records.models.answer import Answer, Verdict
from nhacviec.records.models.assignment import Assignment, StaleAssignment
from nhacviec.records.models.calendar_day import CalendarDay
from nhacviec.records.models.document import Document, EntryState
from nhacviec.records.models.event import Event
from nhacviec.records.models.extension import Extension, Objection, RequestState
from nhacviec.records.models.field import Field
from nhacviec.records.models.instruction import Instruction
from nhacviec.records.models.person import Person
from nhacviec.records.models.policy_value import PolicyValue
from nhacviec.records.models.post import Post
from nhacviec.records.models.progress import DelayCause, ProgressNote
from nhacviec.records.models.stored_file import StoredFile
from nhacviec.records.models.submitted_form import SubmittedForm
from nhacviec.records.models.suspension import Suspension
from nhacviec.records.models.task import Task, TaskNumber
from nhacviec.records.models.unit import Unit

__all__ = [
    "Answer",
    "Assignment",
    "CalendarDay",
    "DelayCause",
    "Document",
    "EntryState",
    "Event",
    "Extension",
    "Field",
    "Instruction",
    "Objection",
    "Person",
    "PolicyValue",
    "Post",
    "ProgressNote",
    "RequestState",
    "StaleAssignment",
    "StoredFile",
    "SubmittedForm",
    "Suspension",
    "Task",
    "TaskNumber",
    "Unit",
    "Verdict",
]
