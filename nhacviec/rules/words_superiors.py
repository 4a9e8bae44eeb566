"""Words for the tasks that those above give to the Committee (nhiệm vụ cấp trên giao)."""

REFUSALS: dict[str, str] = {
    "committee_alone": "Nhiệm vụ cấp trên giao UBND tỉnh không giao chung với cơ quan khác. Hãy để UBND tỉnh "
    "(hoặc Ban cán sự đảng) chủ trì một mình, ban hành, rồi dùng “Giao xuống cơ quan”.",
}
