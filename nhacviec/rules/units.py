"""Kinds of units, and what follows from a kind. Pure."""

from enum import StrEnum


class UnitKind(StrEnum):
    SUPERIOR = "superior"  # Government, Prime Minister, provincial Party committee, People's Council …
    COMMITTEE = "committee"  # UBND tỉnh
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
# Units that may be given a task.
ASSIGNABLE_KINDS: frozenset[UnitKind] = AGENCY_KINDS | {UnitKind.OFFICE_DIVISION}
