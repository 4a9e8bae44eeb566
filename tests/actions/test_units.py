from datetime import date

import pytest

from nhacviec.actions.units import UnitValues, change_unit, close_unit, create_unit
from nhacviec.queries.organisation import unit_stamp
from nhacviec.records.models import Event, Unit
from nhacviec.rules.lifecycle import MoveNotAllowed, State
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import NOW, make_unit
from tests.threads import at_once, errors_in


def values_of(unit: Unit, **changes: object) -> UnitValues:
    fields = {name: getattr(unit, name) for name in UnitValues.__dataclass_fields__}
    return UnitValues(**(fields | {"kind": UnitKind(unit.kind)} | changes))


def test_a_new_unit_knows_its_lineage_both_codes_and_how_it_is_searched(cast: Cast) -> None:
    values = UnitValues(
        kind=UnitKind.DEPARTMENT,
        name="Sở Y tế",
        abbreviation="SYT",
        code="000.00.12.H19",
        parent=cast.committee,
    )
    unit = create_unit(actor=cast.acting("admin"), values=values, now=NOW)
    unit.refresh_from_db()
    assert unit.lineage == [cast.committee.pk, unit.pk]
    assert (unit.code, unit.code_qcvn) == ("H19.12", "000.00.12.H19")
    assert unit.search_text == "so y te syt h19 12 000 00 12 h19"
    event = Event.objects.get(unit=unit)
    assert event.name == "unit_created" and event.after["parent"] == "UBND tỉnh Đồng Nai"


def test_the_official_old_code_is_kept_where_it_differs(cast: Cast) -> None:
    values = UnitValues(
        kind=UnitKind.DEPARTMENT,
        name="Sở Y tế",
        code="H19.12",
        code_qcvn="000.01.12.H19",
        parent=cast.committee,
    )
    unit = create_unit(actor=cast.acting("admin"), values=values, now=NOW)
    assert (unit.code, unit.code_qcvn) == ("H19.12", "000.01.12.H19")


def test_the_same_name_twice_under_one_parent_is_refused(cast: Cast) -> None:
    values = UnitValues(kind=UnitKind.DEPARTMENT, name="SỞ  xây dựng", parent=cast.committee)
    with pytest.raises(MoveNotAllowed, match="unit_name_taken"):
        create_unit(actor=cast.acting("admin"), values=values, now=NOW)


def test_the_same_code_twice_is_refused_and_named(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.finance.pk).update(code="H19.11")
    values = UnitValues(kind=UnitKind.DEPARTMENT, name="Sở Y tế", code="h19.11", parent=cast.committee)
    with pytest.raises(MoveNotAllowed, match="unit_code_taken") as refused:
        create_unit(actor=cast.acting("admin"), values=values, now=NOW)
    assert refused.value.params["unit"] == "Sở Tài chính"


def test_a_move_takes_the_whole_subtree_along(cast: Cast) -> None:
    team = make_unit("Tổ cầu đường", kind=UnitKind.DIVISION, parent=cast.infrastructure)
    changed = change_unit(
        actor=cast.acting("admin"),
        unit=cast.infrastructure,
        values=values_of(cast.infrastructure, parent=cast.finance),
        now=NOW,
    )
    team.refresh_from_db()
    assert changed
    assert team.lineage == [cast.committee.pk, cast.finance.pk, cast.infrastructure.pk, team.pk]
    event = Event.objects.get(unit=cast.infrastructure)
    assert (event.before, event.after) == ({"parent": "Sở Xây dựng"}, {"parent": "Sở Tài chính"})


def test_a_unit_can_become_a_root_with_all_below_it(cast: Cast) -> None:
    change_unit(
        actor=cast.acting("admin"),
        unit=cast.construction,
        values=values_of(cast.construction, parent=None),
        now=NOW,
    )
    cast.planning.refresh_from_db()
    assert cast.planning.lineage == [cast.construction.pk, cast.planning.pk]


def test_no_unit_goes_under_itself(cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed, match="unit_under_itself"):
        change_unit(
            actor=cast.acting("admin"),
            unit=cast.committee,
            values=values_of(cast.committee, parent=cast.planning),
            now=NOW,
        )


def test_a_division_of_the_office_stays_in_the_office(cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed, match="unit_kind_misplaced"):
        change_unit(
            actor=cast.acting("admin"),
            unit=cast.general,
            values=values_of(cast.general, parent=cast.finance),
            now=NOW,
        )


def test_a_stale_form_changes_nothing(cast: Cast) -> None:
    stamp = unit_stamp(cast.finance)
    admin = cast.acting("admin")
    change_unit(actor=admin, unit=cast.finance, values=values_of(cast.finance, abbreviation="TC"), now=NOW)
    with pytest.raises(MoveNotAllowed, match="changed_meanwhile"):
        change_unit(
            actor=admin, unit=cast.finance, values=values_of(cast.finance, name="Sở X"), stamp=stamp, now=NOW
        )
    cast.finance.refresh_from_db()
    assert cast.finance.name == "Sở Tài chính"


def test_saving_without_a_change_leaves_no_event(cast: Cast) -> None:
    assert not change_unit(
        actor=cast.acting("admin"), unit=cast.finance, values=values_of(cast.finance), now=NOW
    )
    assert not Event.objects.filter(unit=cast.finance).exists()


def test_closing_says_what_is_left_and_wants_it_accepted(cast: Cast) -> None:
    cast.duty(unit=cast.finance)
    cast.duty(unit=cast.finance, state=State.COMPLETED)
    admin = cast.acting("admin")
    with pytest.raises(MoveNotAllowed, match="unit_still_in_use") as refused:
        close_unit(actor=admin, unit=cast.finance, last_day=date(2018, 7, 31), decision="QĐ 1", now=NOW)
    assert refused.value.params["what"] == "1 đầu việc chưa xong, 1 chức vụ còn hiệu lực"
    close_unit(
        actor=admin,
        unit=cast.finance,
        last_day=date(2018, 7, 31),
        decision="QĐ 1",
        successors=[cast.construction],
        despite_remaining=True,
        now=NOW,
    )
    cast.finance.refresh_from_db()
    assert cast.finance.valid_to == date(2018, 7, 31)
    assert list(cast.finance.successors.all()) == [cast.construction]
    event = Event.objects.get(unit=cast.finance)
    assert event.reason == "QĐ 1" and event.after["successors"] == "Sở Xây dựng"


def test_a_unit_with_open_units_below_does_not_close(cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed, match="unit_has_open_children"):
        close_unit(
            actor=cast.acting("admin"),
            unit=cast.construction,
            last_day=date(2018, 7, 31),
            decision="QĐ 1",
            despite_remaining=True,
            now=NOW,
        )


def test_closing_twice_is_refused(cast: Cast) -> None:
    admin = cast.acting("admin")
    for expected in (None, "unit_already_closed"):
        try:
            close_unit(actor=admin, unit=cast.planning, last_day=date(2018, 7, 31), decision="QĐ 1",
                       despite_remaining=True, now=NOW)  # fmt: skip
            assert expected is None
        except MoveNotAllowed as refused:
            assert refused.code == expected


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_make_no_round() -> None:
    cast = Cast()
    admin = cast.acting("admin")

    def put_under(unit: Unit, parent: Unit) -> bool:
        return change_unit(actor=admin, unit=unit, values=values_of(unit, parent=parent), now=NOW)

    results = at_once(
        lambda: put_under(cast.construction, cast.finance), lambda: put_under(cast.finance, cast.construction)
    )
    assert [str(error) for error in errors_in(results)] == ["unit_under_itself"]
    for unit in Unit.objects.all():
        above = [*unit.parent.lineage, unit.pk] if unit.parent else [unit.pk]
        assert unit.lineage == above
