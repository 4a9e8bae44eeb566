"""Vietnamese names of what an Event holds in `before` and `after`. Keys that are not here stay unseen."""

CHANGES: dict[str, str] = {
    "state": "Trạng thái",
    "due_on": "Thời hạn",
    "due_hour": "Giờ",
    "original_due_on": "Thời hạn gốc",
    "asked_due_on": "Xin gia hạn đến ngày",
    "granted_due_on": "Gia hạn đến ngày",
    "content": "Nội dung",
    "deliverable": "Sản phẩm, kết quả",
    "text": "Nội dung",
    "percent": "Mức độ hoàn thành (%)",
    "obstacle": "Khó khăn, vướng mắc",
    "delay_cause": "Nguyên nhân chậm",
    "delay_note": "Giải trình nguyên nhân",
    "division": "Phòng, đơn vị",
    "officer": "Cán bộ thực hiện",
    "unit": "Đơn vị",
    "duty": "Vai trò",
    "specialist": "Chuyên viên theo dõi",
    "office_leader": "Lãnh đạo Văn phòng theo dõi",
    "committee_leader": "Lãnh đạo UBND tỉnh theo dõi",
    "document_symbol": "Văn bản trả lời",
    "document_date": "Ngày văn bản",
    "decision_symbol": "Văn bản quyết định",
    "leader_name": "Người chỉ đạo",
    "return_reason": "Lý do trả lại",
    "closing": "Lý do kết thúc",
    "checked_against": "Đã đối chiếu số, ký hiệu",
    "round": "Lần trả lời",
    "outcome": "Kết quả về thời hạn",
    "name": "Tên",
    "period_key": "Kỳ",
}
# Keys whose value is the id of a row, and of which table.
UNIT_KEYS = frozenset({"unit", "division"})
PERSON_KEYS = frozenset({"officer", "specialist", "office_leader", "committee_leader"})
