"""Words for the tasks that those above give to the Committee (nhiệm vụ cấp trên giao)."""

from nhacviec.rules.events import EventName

EVENTS: dict[EventName, str] = {EventName.GIVEN_DOWN: "Giao xuống cơ quan"}

REFUSALS: dict[str, str] = {
    "committee_alone": "Nhiệm vụ cấp trên giao UBND tỉnh không giao chung với cơ quan khác. Hãy để UBND tỉnh "
    "(hoặc Ban cán sự đảng) chủ trì một mình, ban hành, rồi dùng “Giao xuống cơ quan”.",
    "report_needs_document": "Báo cáo cấp trên phải nêu số, ký hiệu và ngày của văn bản đã gửi.",
    "children_open": "Còn {count} cơ quan chưa xong việc được giao xuống; cần nêu lý do vẫn báo cáo.",
    "not_from_above": "Chỉ nhiệm vụ cấp trên giao UBND tỉnh mới được giao xuống cơ quan.",
    "given_down_closed": "Nhiệm vụ cấp trên giao này đã báo cáo hoặc đã kết thúc nên không giao xuống thêm.",
}
