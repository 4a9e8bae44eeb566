"""What people want to be told, and by which channels: their own decisions over the defaults of a role."""

from collections.abc import Iterable

from django.conf import settings

from nhacviec.queries.gateways import gateways_of_people
from nhacviec.queries.push_devices import people_with_devices
from nhacviec.records.models import NoticeSetting
from nhacviec.rules.notices import MANDATORY, Channel, NoticeKind, is_on
from nhacviec.rules.permissions import Role


class Choices:
    """Of these people, read at once."""

    def __init__(self, people: Iterable[int]) -> None:
        people = set(people)
        rows = NoticeSetting.objects.filter(person__in=people)
        # who can be reached this way at all; by the centre and by mail everybody
        self._reached: dict[Channel, set[int]] = {
            Channel.APPRISE: set(gateways_of_people(people)) if settings.APPRISE_SCHEMAS else set(),
            Channel.WEB_PUSH: people_with_devices(people) if settings.PUSH else set(),
        }
        self._made = {
            (person, kind, channel): wanted
            for person, kind, channel, wanted in rows.values_list("person_id", "kind", "channel", "is_on")
        }

    def wants(
        self, person: int, kind: NoticeKind, channel: Channel, role: Role | None, *, must: bool = False
    ) -> bool:
        """`must`: this one cannot be silenced, whatever its kind (a step of the ladder says so). By a gateway
        only who has one; nobody is woken before he has registered a device."""
        if person not in self._reached.get(channel, {person}):
            return False
        return must or kind in MANDATORY or self.chosen(person, kind, channel, role)

    def chosen(self, person: int, kind: NoticeKind, channel: Channel, role: Role | None) -> bool:
        """What he decided, or the default of his role."""
        made = self._made.get((person, kind, channel))
        return is_on(kind, channel, role) if made is None else made
