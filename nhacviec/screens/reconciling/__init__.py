"""Đối chiếu với danh sách của cấp trên: lists of those above, compared with ours."""
