"""What the middleware puts on a request, typed."""

from datetime import date, datetime

from django.http import HttpRequest

from nhacviec.queries.office_day import OfficeDay
from nhacviec.records.models import Person, Post
from nhacviec.rules.permissions import Actor


class OfficeRequest(HttpRequest):
    """A request behind `guard.needs`: somebody acts. (Only a type: Django makes plain HttpRequests.)"""

    user: Person
    actor: Actor
    acting_post: Post
    posts: list[Post]
    now: datetime
    today: date
    office: OfficeDay
    waiting: int | None  # what waits for him, where the page counted it
