"""Kinds of units, and what follows from a kind. Pure."""

from enum import StrEnum


class UnitKind(StrEnum):
    SUPERIOR = "superior"  # Government, Prime Minister, provincial Party committee, People's Council …
    COMMITTEE = "committee"  # UBND tỉnh
    PARTY_COMMITTEE = "party_committee"  # Ban cán sự đảng UBND tỉnh (since 2025 its Đảng ủy)
    OFFICE = "office"  # Văn phòng UBND tỉnh
    OFFICE_DIVISION = "office_division"  # its divisions and centres
    DEPARTMENT = "department"  # sở, ban, ngành
    VERTICAL = "vertical"  # cơ quan ngành dọc trên địa bàn
    SERVICE_UNIT = "service_unit"  # đơn vị sự nghiệp thuộc UBND tỉnh
    ENTERPRISE = "enterprise"  # doanh nghiệp nhà nước thuộc tỉnh
    DISTRICT = "district"  # UBND cấp huyện, closed 1/7/2025
    COMMUNE = "commune"  # UBND xã, phường, đặc khu
    DIVISION = "division"  # an agency's own phòng, ban, chi cục


# Units that answer to the Committee under their own name and have a focal officer.
AGENCY_KINDS: frozenset[UnitKind] = frozenset(
    {
        UnitKind.OFFICE,
        UnitKind.DEPARTMENT,
        UnitKind.VERTICAL,
        UnitKind.SERVICE_UNIT,
        UnitKind.ENTERPRISE,
        UnitKind.DISTRICT,
        UnitKind.COMMUNE,
    }
)
# To whom those above give tasks: nobody signs in for them, the Office follows what they owe.
COMMITTEE_KINDS: frozenset[UnitKind] = frozenset({UnitKind.COMMITTEE, UnitKind.PARTY_COMMITTEE})
# Units that may be given a task by the Committee.
ASSIGNABLE_KINDS: frozenset[UnitKind] = AGENCY_KINDS | {UnitKind.OFFICE_DIVISION}
