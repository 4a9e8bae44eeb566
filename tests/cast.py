"""The fixed cast: one small province, everybody by role, so that a test reads like a scene."""

from nhacviec.records.models import Assignment, Document, Person, Task
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.units import UnitKind
from tests.make import actor_of, make_assignment, make_document, make_person, make_post, make_task, make_unit


class Cast:
    """UBND tỉnh with its Office (Phòng Tổng hợp, Trung tâm Tin học); Sở Xây dựng with Phòng Hạ tầng and
    Phòng Kế hoạch; Sở Tài chính; UBND thành phố Biên Hòa."""

    def __init__(self) -> None:
        self.committee = make_unit("UBND tỉnh Đồng Nai", kind=UnitKind.COMMITTEE, abbreviation="UBND")
        self.office = make_unit(
            "Văn phòng UBND tỉnh", kind=UnitKind.OFFICE, parent=self.committee, abbreviation="VP"
        )
        self.general = make_unit(
            "Phòng Tổng hợp", kind=UnitKind.OFFICE_DIVISION, parent=self.office, abbreviation="TH"
        )
        self.it_centre = make_unit(
            "Trung tâm Tin học", kind=UnitKind.OFFICE_DIVISION, parent=self.office, abbreviation="TTTH"
        )
        self.construction = make_unit("Sở Xây dựng", parent=self.committee, abbreviation="SXD")
        self.infrastructure = make_unit("Phòng Hạ tầng", kind=UnitKind.DIVISION, parent=self.construction)
        self.planning = make_unit("Phòng Kế hoạch", kind=UnitKind.DIVISION, parent=self.construction)
        self.finance = make_unit("Sở Tài chính", parent=self.committee, abbreviation="STC")
        self.bien_hoa = make_unit(
            "UBND thành phố Biên Hòa", kind=UnitKind.DISTRICT, parent=self.committee, abbreviation="BH"
        )
        self.clerk = self._person("van_thu", "Văn thư Văn phòng", self.office, Role.RECORDS_CLERK)
        self.specialist = self._person(
            "chuyen_vien", "Chuyên viên Tổng hợp", self.general, Role.OFFICE_SPECIALIST
        )
        self.other_specialist = self._person(
            "chuyen_vien_2", "Chuyên viên Tin học", self.it_centre, Role.OFFICE_SPECIALIST
        )
        self.head = self._person("truong_phong", "Trưởng phòng Tổng hợp", self.general, Role.DIVISION_HEAD)
        self.office_leader = self._person("chanh_vp", "Chánh Văn phòng", self.office, Role.OFFICE_LEADER)
        self.chair = self._person("chu_tich", "Chủ tịch UBND tỉnh", self.committee, Role.COMMITTEE_LEADER)
        self.focal = self._person("dau_moi_sxd", "Đầu mối Sở Xây dựng", self.construction, Role.FOCAL_OFFICER)
        self.officer = self._person("cv_sxd", "Chuyên viên Hạ tầng", self.infrastructure, Role.AGENCY_OFFICER)
        self.other_officer = self._person(
            "cv_sxd_2", "Chuyên viên Kế hoạch", self.planning, Role.AGENCY_OFFICER
        )
        self.director = self._person("gd_sxd", "Giám đốc Sở Xây dựng", self.construction, Role.AGENCY_LEADER)
        self.finance_focal = self._person(
            "dau_moi_stc", "Đầu mối Sở Tài chính", self.finance, Role.FOCAL_OFFICER
        )
        self.bien_hoa_focal = self._person(
            "dau_moi_bh", "Đầu mối Biên Hòa", self.bien_hoa, Role.FOCAL_OFFICER
        )
        self.inspector = self._person("kiem_tra", "Cán bộ kiểm tra", self.office, Role.INSPECTOR)
        self.admin = self._person("quan_tri", "Quản trị hệ thống", self.it_centre, Role.ADMINISTRATOR)

    def _person(self, username: str, full_name: str, unit: object, role: Role) -> Person:
        person = make_person(username, full_name=full_name, email=f"{username}@dongnai.invalid")
        make_post(person, unit, role)  # type: ignore[arg-type]
        return person

    def acting(self, who: str) -> Actor:
        """cast.acting("focal")"""
        return actor_of(getattr(self, who))

    def document(self, **fields: object) -> Document:
        return make_document(issuer=self.committee, by=self.clerk, **fields)  # type: ignore[arg-type]

    def task(self, **fields: object) -> Task:
        """Followed by the specialist, the Chief of Office and the Chair unless told otherwise."""
        monitors = {
            "specialist": self.specialist,
            "office_leader": self.office_leader,
            "committee_leader": self.chair,
        }
        fields.setdefault("document", self.document())
        return make_task(assigner=self.committee, by=self.clerk, **(monitors | fields))  # type: ignore[arg-type]

    def duty(self, *, state: State = State.IN_PROGRESS, unit: object = None, **fields: object) -> Assignment:
        """One lead assignment of Sở Xây dựng on a task of its own."""
        task = fields.pop("task", None) or self.task()
        return make_assignment(task, unit or self.construction, state=state, **fields)  # type: ignore[arg-type]

    def shared_task(self) -> tuple[Task, Assignment, Assignment]:
        """Sở Xây dựng leads, Sở Tài chính coordinates."""
        task = self.task()
        lead = make_assignment(task, self.construction)
        coordinator = make_assignment(task, self.finance, duty=Duty.COORDINATE)
        return task, lead, coordinator
