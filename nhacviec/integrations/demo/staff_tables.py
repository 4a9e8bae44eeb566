"""Who works in the demo province: named by role, never by an invented personal name."""

from dataclasses import dataclass
from datetime import date

from nhacviec.integrations.demo.local_tables import COMMUNES, DISTRICTS
from nhacviec.integrations.demo.unit_tables import (
    DEPARTMENTS,
    OFFICE_DIVISIONS,
    SERVICES,
    VERTICALS,
    UnitRow,
)
from nhacviec.rules.permissions import Role
from nhacviec.rules.units import UnitKind

FIRST_DAY = date(2018, 1, 1)


@dataclass(frozen=True)
class StaffRow:
    """One person with his own post; `title` is both his name and his position."""

    username: str
    title: str
    role: Role
    unit: str
    valid_from: date = FIRST_DAY
    valid_to: date | None = None


AGENCIES: tuple[UnitRow, ...] = (*DEPARTMENTS, *VERTICALS, *SERVICES, *DISTRICTS, *COMMUNES)

_LEADERS: tuple[StaffRow, ...] = (
    StaffRow("chu_tich", "Chủ tịch UBND tỉnh", Role.COMMITTEE_LEADER, "ubnd"),
    StaffRow("pct_kinh_te", "Phó Chủ tịch UBND tỉnh (kinh tế)", Role.COMMITTEE_LEADER, "ubnd"),
    StaffRow("pct_van_xa", "Phó Chủ tịch UBND tỉnh (văn xã)", Role.COMMITTEE_LEADER, "ubnd"),
    StaffRow("chanh_van_phong", "Chánh Văn phòng UBND tỉnh", Role.OFFICE_LEADER, "vp"),
    StaffRow("pho_cvp_kinh_te", "Phó Chánh Văn phòng UBND tỉnh (kinh tế)", Role.OFFICE_LEADER, "vp"),
    StaffRow("pho_cvp_van_xa", "Phó Chánh Văn phòng UBND tỉnh (văn xã)", Role.OFFICE_LEADER, "vp"),
)
_DESKS: tuple[StaffRow, ...] = (
    StaffRow("van_thu", "Văn thư Văn phòng UBND tỉnh", Role.RECORDS_CLERK, "vp"),
    StaffRow("dau_moi_vp", "Đầu mối Văn phòng UBND tỉnh", Role.FOCAL_OFFICER, "vp"),
    StaffRow("kiem_tra", "Cán bộ kiểm tra, Tổ công tác của Chủ tịch UBND tỉnh", Role.INSPECTOR, "vp"),
    StaffRow("quan_tri", "Quản trị hệ thống", Role.ADMINISTRATOR, "ttth"),
)
# The two desks that carry the plain user names of the demo accounts.
_PLAIN_NAMES = {"truong_phong_th": "truong_phong", "chuyen_vien_th_1": "chuyen_vien"}


def office_staff() -> list[StaffRow]:
    rows = [*_LEADERS, *_DESKS]
    for division in OFFICE_DIVISIONS:
        name = division.name.split(" ", 1)[1]
        head = "Trưởng Ban" if division.name.startswith("Ban") else "Trưởng phòng"
        head = "Giám đốc Trung tâm" if division.name.startswith("Trung tâm") else head
        bare = name.removeprefix("tâm ")
        rows.append(_plain(f"truong_phong_{division.key}", f"{head} {bare}", Role.DIVISION_HEAD, division))
        rows += [
            _plain(
                f"chuyen_vien_{division.key}_{n}", f"Chuyên viên {bare} {n}", Role.OFFICE_SPECIALIST, division
            )
            for n in (1, 2)
        ]
    return rows


def _plain(username: str, title: str, role: Role, division: UnitRow) -> StaffRow:
    return StaffRow(_PLAIN_NAMES.get(username, username), title, role, division.key)


def agency_staff(agency: UnitRow) -> list[StaffRow]:
    """A focal officer, a leader, and two officers in two divisions (the last two not in closed districts)."""
    name = agency.name
    since = max(agency.valid_from or FIRST_DAY, FIRST_DAY)
    rows = [
        (f"dau_moi_{agency.key}", f"Đầu mối {name}", Role.FOCAL_OFFICER, agency.key),
        (leader_username(agency), f"{leader_title(agency)} {name}", Role.AGENCY_LEADER, agency.key),
    ]
    if agency.work:
        professional, general = division_keys(agency)[:2]
        rows += [
            (
                f"chuyen_vien_{agency.key}", f"Chuyên viên {agency.work} – {name}", Role.AGENCY_OFFICER,
                professional,
            ),
            (
                f"chuyen_vien_{agency.key}_2", f"Chuyên viên {general_division(agency)} – {name}",
                Role.AGENCY_OFFICER, general,
            ),
        ]  # fmt: skip
    return [StaffRow(*row, valid_from=since, valid_to=agency.valid_to) for row in rows]


def leader_username(agency: UnitRow) -> str:
    local = agency.kind in (UnitKind.DISTRICT, UnitKind.COMMUNE)
    return f"chu_tich_{agency.key}" if local else f"giam_doc_{agency.key}"


def leader_title(agency: UnitRow) -> str:
    if agency.kind in (UnitKind.DISTRICT, UnitKind.COMMUNE):
        return "Chủ tịch"
    by_word = {
        "Thanh": "Chánh",
        "Bộ": "Chỉ huy trưởng",
        "Ban": "Trưởng",
        "Cơ": "Thủ trưởng",
        "Trường": "Hiệu trưởng",
        "Công ty": "Tổng giám đốc",
    }
    hits = [title for word, title in by_word.items() if f"{agency.name} ".startswith(f"{word} ")]
    return hits[-1] if hits else "Giám đốc"


def general_division(agency: UnitRow) -> str:
    return "Văn phòng HĐND và UBND" if agency.kind is UnitKind.COMMUNE else "Văn phòng"


def division_keys(agency: UnitRow) -> tuple[str, ...]:
    """Professional division, general division and, in a department, planning: keys of their rows."""
    if not agency.work:
        return ()
    keys = (f"{agency.key}_cm", f"{agency.key}_vp")
    return (*keys, f"{agency.key}_kh") if agency.kind is UnitKind.DEPARTMENT else keys


def division_rows(agency: UnitRow) -> list[UnitRow]:
    names = (agency.work, general_division(agency), "Phòng Kế hoạch - Tổng hợp")
    return [
        UnitRow(
            key,
            UnitKind.DIVISION,
            name,
            name.replace("Phòng ", "P. "),
            parent=agency.key,
            valid_from=agency.valid_from,
            valid_to=agency.valid_to,
        )
        for key, name in zip(division_keys(agency), names, strict=False)
    ]


def all_staff() -> list[StaffRow]:
    return [*office_staff(), *(row for agency in AGENCIES for row in agency_staff(agency))]
