"""The unit that is asked hands a request to one of its officers: he sees it, may reply, and hears of it;
nobody else does more than before."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from nhacviec.actions import coordination_handing as handing
from nhacviec.actions.coordination import reply
from nhacviec.actions.coordination_reminders import remind_coordinations
from nhacviec.notify.announce import announce
from nhacviec.queries.coordination_access import (
    coordination_by_id,
    coordination_for,
    sees_coordination,
    visible_coordinations,
)
from nhacviec.queries.coordination_desk import waiting_for
from nhacviec.queries.story import story_events
from nhacviec.records.models import Coordination, Event, Notice, Person, StaleCoordination
from nhacviec.rules.coordination import CoordinationStep, ReplyKind
from nhacviec.rules.events import EventName as E
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.notices import Who
from nhacviec.rules.permissions import Actor, Role
from tests.cast import Cast
from tests.coordination import asked, fresh, on
from tests.make import NOW, actor_of, make_person, make_post
from tests.notify.telling import forget, reminded, told

S = CoordinationStep


@pytest.fixture
def officer(cast: Cast) -> Person:
    """Of Sở Tài chính, which is asked."""
    person = make_person("cv_stc", full_name="Chuyên viên Sở Tài chính")
    make_post(person, cast.finance, Role.AGENCY_OFFICER)
    return person


@pytest.fixture
def colleague(cast: Cast) -> Person:
    person = make_person("cv2_stc")
    make_post(person, cast.finance, Role.AGENCY_OFFICER)
    return person


def handed(cast: Cast, request: Coordination, officer: Person, **more: Any) -> Coordination:
    actor = cast.acting("finance_focal")
    handing.hand_on(actor=actor, request=fresh(request), officer=officer, **({"now": NOW} | more))
    return fresh(request)


def sees(actor: Actor, request: Coordination) -> bool:
    found = visible_coordinations(actor).filter(pk=request.pk).exists()
    assert found == sees_coordination(actor, fresh(request))
    return found


def test_he_sees_it_on_his_desk_and_replies(cast: Cast, officer: Person, colleague: Person) -> None:
    request, me = asked(cast), actor_of(officer)
    assert not sees(me, request) and waiting_for(me, most=5) == []
    with pytest.raises(Http404):
        coordination_by_id(me, request.pk)
    handed(cast, request, officer, note="Làm trước thứ Hai")
    assert sees(me, request) and not sees(actor_of(colleague), request)
    assert [one.id for one in waiting_for(me, most=5)] == [request.pk]
    assert waiting_for(actor_of(colleague), most=5) == []
    for step in (S.HAND_ON, S.TAKE_BACK, S.ACCEPT_DELAY, S.WITHDRAW):
        with pytest.raises(PermissionDenied):
            coordination_for(me, request.pk, step)
    mine = coordination_for(me, request.pk, S.REPLY)
    reply(actor=me, request=mine, reply_kind=ReplyKind.AGREE, now=NOW)
    assert fresh(request).ended_by == officer
    assert sees(me, request) and waiting_for(me, most=5) == []


def test_taken_back_it_is_the_desks_again(cast: Cast, officer: Person) -> None:
    request = handed(cast, asked(cast), officer)
    handing.take_back(actor=cast.acting("finance_focal"), request=request, reason="Chuyển", now=NOW)
    assert not sees(actor_of(officer), request)
    with pytest.raises(MoveNotAllowed, match="not_handed"):
        handing.take_back(actor=cast.acting("finance_focal"), request=fresh(request), now=NOW)
    lines = Event.objects.filter(name__in=[E.COORDINATION_HANDED_ON, E.COORDINATION_TAKEN_BACK])
    said = [(e.before["officer"], e.after["officer"], e.reason) for e in lines.order_by("pk")]
    assert said == [(None, officer.pk, ""), (officer.pk, None, "Chuyển")]


def test_only_to_somebody_who_works_there(cast: Cast, officer: Person) -> None:
    request = asked(cast)
    for stranger in (cast.officer, cast.specialist, cast.admin):
        with pytest.raises(MoveNotAllowed, match="officer_not_ours"):
            handed(cast, request, stranger)
    handed(cast, request, officer)
    with pytest.raises(MoveNotAllowed, match="nothing_changed"):
        handed(cast, request, officer)
    reply(actor=cast.acting("finance_focal"), request=fresh(request), reply_kind=ReplyKind.AGREE, now=NOW)
    with pytest.raises(MoveNotAllowed, match="coordination_over"):
        handed(cast, request, officer)


def test_of_two_who_hand_on_at_once_one_is_told_to_look_again(cast: Cast, officer: Person) -> None:
    request = asked(cast)
    old = fresh(request)
    handed(cast, request, officer)
    with pytest.raises(StaleCoordination):
        handing.hand_on(actor=cast.acting("finance_focal"), request=old, officer=officer, now=NOW)


def test_each_is_told_and_asked_until_it_is_over(cast: Cast, officer: Person, colleague: Person) -> None:
    request = asked(cast)
    forget()
    handed(cast, request, officer)
    assert told(E.COORDINATION_HANDED_ON) == {"cv_stc": Who.ASKED_OFFICER}
    handed(cast, request, colleague)
    assert told(E.COORDINATION_HANDED_ON) == {"cv_stc": Who.ASKED_OFFICER, "cv2_stc": Who.ASKED_OFFICER}
    asks = Notice.objects.filter(asks=True).values_list("person__username", flat=True)
    assert list(asks) == ["cv2_stc"]
    forget()
    remind_coordinations(now=on(date(2018, 7, 18)))
    assert reminded("coordination-1", now=on(date(2018, 7, 18))) == {
        "cv2_stc": Who.ASKED_OFFICER,
        cast.finance_focal.username: Who.ASKED_DESK,
    }
    reply(actor=actor_of(colleague), request=fresh(request), reply_kind=ReplyKind.AGREE, now=NOW)
    announce(now=NOW)
    assert not Notice.objects.filter(asks=True, event__name=E.COORDINATION_HANDED_ON).exists()


def test_to_whom_it_was_handed_is_no_line_of_the_leads_history(cast: Cast, officer: Person) -> None:
    request = handed(cast, asked(cast), officer)
    duty = request.assignment
    names = set(story_events(duty.task, [duty]).values_list("name", flat=True))
    assert E.COORDINATION_ASKED in names and E.COORDINATION_HANDED_ON not in names
