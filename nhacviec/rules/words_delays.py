"""Causes of delay in Vietnamese, objective ones first."""

OBJECTIVE: dict[str, str] = {
    "waiting_coordination": "Chờ cơ quan phối hợp",
    "waiting_superior": "Chờ ý kiến, hướng dẫn của cấp trên",
    "regulation_unclear": "Quy định chưa rõ, còn vướng mắc pháp lý",
    "funding": "Chưa bố trí được kinh phí",
    "force_majeure": "Thiên tai, dịch bệnh, sự kiện bất khả kháng",
    "other_objective": "Nguyên nhân khách quan khác",
}
SUBJECTIVE: dict[str, str] = {
    "staffing": "Thiếu nhân lực, thay đổi cán bộ phụ trách",
    "late_start": "Triển khai chậm",
    "poor_quality": "Kết quả chưa đạt yêu cầu, phải làm lại",
    "other_subjective": "Nguyên nhân chủ quan khác",
}
DELAY_CAUSES: dict[str, str] = OBJECTIVE | SUBJECTIVE
# For a <select>: grouped as an office reports them.
GROUPED: list[tuple[str, list[tuple[str, str]]]] = [
    ("Khách quan", list(OBJECTIVE.items())),
    ("Chủ quan", list(SUBJECTIVE.items())),
]
