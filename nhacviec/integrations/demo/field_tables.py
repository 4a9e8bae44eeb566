"""Fields of work (lĩnh vực), the Office division that follows each, and the agencies that work in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldRow:
    """`division`: key of the Office division; `leader`: user name of the Committee leader in charge; `leads`:
    keys of agencies that exist from 1/7/2025, the usual lead first."""

    key: str
    name: str
    division: str
    leader: str
    leads: tuple[str, ...]


FIELDS: tuple[FieldRow, ...] = (
    FieldRow("xay_dung", "Xây dựng, giao thông", "ktn", "pct_kinh_te", ("sxd", "bqlda", "sxd", "bqlkcn")),
    FieldRow("dat_dai", "Đất đai, môi trường", "ktn", "pct_kinh_te", ("snnmt", "bqlkcn", "snnmt")),
    FieldRow("nong_nghiep", "Nông nghiệp, thủy lợi", "ktn", "pct_kinh_te", ("snnmt", "thuy_loi", "kbt")),
    FieldRow(
        "tai_chinh", "Tài chính, đầu tư công", "th", "chu_tich", ("stc", "kbnn", "cuc_thue", "thong_ke")
    ),
    FieldRow(
        "cong_thuong", "Công Thương, khu công nghiệp", "ktn", "pct_kinh_te", ("sct", "bqlkcn", "hai_quan")
    ),
    FieldRow("y_te", "Y tế", "kgvx", "pct_van_xa", ("syt", "bhxh")),
    FieldRow("giao_duc", "Giáo dục và đào tạo", "kgvx", "pct_van_xa", ("sgddt", "dhdn")),
    FieldRow("van_hoa", "Văn hóa, thể thao, du lịch", "kgvx", "pct_van_xa", ("svhttdl", "dptth")),
    FieldRow("lao_dong", "Lao động, an sinh xã hội", "kgvx", "pct_van_xa", ("snv", "bhxh", "sdttg")),
    FieldRow("noi_vu", "Nội vụ, cải cách hành chính", "th", "chu_tich", ("snv", "vp", "ttt")),
    FieldRow("tu_phap", "Tư pháp, thanh tra, tiếp công dân", "nc", "chu_tich", ("stp", "ttt", "stp")),
    FieldRow("an_ninh", "Quốc phòng, an ninh trật tự", "nc", "chu_tich", ("cat", "bchqs")),
    FieldRow(
        "chuyen_doi_so", "Chuyển đổi số, khoa học công nghệ", "th", "pct_van_xa", ("skhcn", "cat", "vp")
    ),
    FieldRow("tong_hop", "Tổng hợp, quy chế làm việc", "th", "chu_tich", ("vp", "snv", "nhnn")),
)
BY_KEY: dict[str, FieldRow] = {row.key: row for row in FIELDS}
