"""Kinds of documents, degrees of urgency and degrees of secrecy.

Kinds and abbreviations: Nghị định 30/2020/NĐ-CP, Phụ lục III. Công văn and Thư công carry no abbreviation.
Added are the legal normative documents of a province (numbered with the year) and what superiors send: Nghị
định, Thông tư, Kết luận. A Thông báo kết luận is a Thông báo.
"""

import re
from dataclasses import dataclass
from typing import Literal

from nhacviec.rules.text import fold_code, visible

KindGroup = Literal["administrative", "copy", "normative", "party"]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`code` is stored, `abbreviation` stands in the symbol ("" for none), `name` is what people read."""

    code: str
    abbreviation: str
    name: str
    group: KindGroup = "administrative"


OFFICIAL_LETTER = DocumentKind("cong_van", "", "Công văn")

DOCUMENT_KINDS: tuple[DocumentKind, ...] = (
    OFFICIAL_LETTER,
    DocumentKind("nghi_quyet", "NQ", "Nghị quyết (cá biệt)"),
    DocumentKind("quyet_dinh", "QĐ", "Quyết định (cá biệt)"),
    DocumentKind("chi_thi", "CT", "Chỉ thị"),
    DocumentKind("quy_che", "QC", "Quy chế"),
    DocumentKind("quy_dinh", "QyĐ", "Quy định"),
    DocumentKind("thong_cao", "TC", "Thông cáo"),
    DocumentKind("thong_bao", "TB", "Thông báo"),
    DocumentKind("huong_dan", "HD", "Hướng dẫn"),
    DocumentKind("chuong_trinh", "CTr", "Chương trình"),
    DocumentKind("ke_hoach", "KH", "Kế hoạch"),
    DocumentKind("phuong_an", "PA", "Phương án"),
    DocumentKind("de_an", "ĐA", "Đề án"),
    DocumentKind("du_an", "DA", "Dự án"),
    DocumentKind("bao_cao", "BC", "Báo cáo"),
    DocumentKind("bien_ban", "BB", "Biên bản"),
    DocumentKind("to_trinh", "TTr", "Tờ trình"),
    DocumentKind("hop_dong", "HĐ", "Hợp đồng"),
    DocumentKind("cong_dien", "CĐ", "Công điện"),
    DocumentKind("ban_ghi_nho", "BGN", "Bản ghi nhớ"),
    DocumentKind("ban_thoa_thuan", "BTT", "Bản thỏa thuận"),
    DocumentKind("giay_uy_quyen", "GUQ", "Giấy ủy quyền"),
    DocumentKind("giay_moi", "GM", "Giấy mời"),
    DocumentKind("giay_gioi_thieu", "GGT", "Giấy giới thiệu"),
    DocumentKind("giay_nghi_phep", "GNP", "Giấy nghỉ phép"),
    DocumentKind("phieu_gui", "PG", "Phiếu gửi"),
    DocumentKind("phieu_chuyen", "PC", "Phiếu chuyển"),
    DocumentKind("phieu_bao", "PB", "Phiếu báo"),
    DocumentKind("thu_cong", "", "Thư công"),
    DocumentKind("sao_y", "SY", "Sao y", "copy"),
    DocumentKind("trich_sao", "TrS", "Trích sao", "copy"),
    DocumentKind("sao_luc", "SL", "Sao lục", "copy"),
    DocumentKind("nghi_quyet_qppl", "NQ", "Nghị quyết (quy phạm pháp luật)", "normative"),
    DocumentKind("quyet_dinh_qppl", "QĐ", "Quyết định (quy phạm pháp luật)", "normative"),
    DocumentKind("nghi_dinh", "NĐ", "Nghị định", "normative"),
    DocumentKind("thong_tu", "TT", "Thông tư", "normative"),
    DocumentKind("ket_luan", "KL", "Kết luận", "party"),
)

_BY_CODE = {kind.code: kind for kind in DOCUMENT_KINDS}
_WITH_YEAR = {"nghi_quyet": "nghi_quyet_qppl", "quyet_dinh": "quyet_dinh_qppl"}


def kind_of(code: str) -> DocumentKind | None:
    """The kind with this stored code, or None."""
    return _BY_CODE.get(code)


def kind_from_abbreviation(abbreviation: str, *, has_year: bool = False) -> DocumentKind | None:
    """The kind an abbreviation in a symbol means, or None; `has_year` tells 51/2015/QĐ-UBND from 847/QĐ-UBND.

    Đ decides where it is typed (ĐA Đề án, DA Dự án); without accents the plain abbreviation wins ("qd" → QĐ).
    "CV" is not in the decree but is seen, and means Công văn.
    """
    typed = visible(abbreviation).replace("Ð", "Đ").replace("ð", "đ").upper()
    code = _EXACT.get(typed) or _FOLDED.get(fold_code(typed))
    if code is None:
        return None
    return _BY_CODE[_WITH_YEAR.get(code, code) if has_year else code]


# Two kinds share QĐ and NQ: reversed, the first of the list wins.
_LETTERED = [kind for kind in reversed(DOCUMENT_KINDS) if kind.abbreviation]
_EXACT = {kind.abbreviation.upper(): kind.code for kind in _LETTERED} | {"CV": OFFICIAL_LETTER.code}
_FOLDED = {fold_code(kind.abbreviation): kind.code for kind in _LETTERED}


@dataclass(frozen=True, slots=True)
class Level:
    """A degree of urgency or secrecy; the tuples below are in rising order."""

    code: str
    name: str


URGENCIES: tuple[Level, ...] = (
    Level("normal", "Thường"),
    Level("khan", "Khẩn"),
    Level("thuong_khan", "Thượng khẩn"),
    Level("hoa_toc", "Hỏa tốc"),
)
SECRECIES: tuple[Level, ...] = (
    Level("none", "Không"),
    Level("mat", "Mật"),
    Level("toi_mat", "Tối mật"),
    Level("tuyet_mat", "Tuyệt mật"),
)


def is_urgent(urgency: str) -> bool:
    """Whether a document of this urgency is entered on the day of issue: every degree above the ordinary."""
    return urgency in {level.code for level in URGENCIES[1:]}


# A stamp stands in capitals. The same letters in a heading belong to another word when these stand beside
# them.
_STAMP = re.compile(r"(?:(?P<before>[^\W\d_]+)[^\S\n]+)?\bMẬT\b(?:[^\S\n]+(?P<after>[^\W\d_]+))?")
_NOT_A_STAMP_AFTER = frozenset(["BÍ", "BẢO", "CƠ", "ĐỘ", "THÂN", "LIỆU", "BẢN"])
_NOT_A_STAMP_BEFORE = frozenset(["ĐỘ", "KHẨU", "MÃ", "ONG", "VỤ", "THƯ", "THIẾT", "DANH", "PHÍ"])
_DECLARED = re.compile(r"độ mật\s*[:\-]\s*((?:tối |tuyệt )?mật)\b", re.IGNORECASE)


def classified_words(text: str) -> tuple[str, ...]:
    """The secrecy stamps a text seems to carry, gravest first, as codes of SECRECIES: ("toi_mat", "mat").

    Found are MẬT, TỐI MẬT, TUYỆT MẬT in capitals and a declared "Độ mật: Tối mật"; not "bí mật nhà nước" in
    running text, "MẬT ĐỘ", "BẢO MẬT". A sign for a person to look at (Luật Bảo vệ bí mật nhà nước), no proof.
    """
    lines = "\n".join(visible(line) for line in re.split(r"[\n\r\v\f\x85\u2028\u2029]", text))
    found = {_level_of(declared.group(1).upper()) for declared in _DECLARED.finditer(lines)}
    for stamp in _STAMP.finditer(lines):
        before, after = stamp.group("before") or "", stamp.group("after") or ""
        if before not in _NOT_A_STAMP_AFTER and after not in _NOT_A_STAMP_BEFORE:
            found.add(_level_of(f"{before} MẬT"))
    return tuple(level.code for level in reversed(SECRECIES) if level.code in found)


def _level_of(words: str) -> str:
    if words.startswith("TUYỆT "):
        return "tuyet_mat"
    return "toi_mat" if words.startswith("TỐI ") else "mat"
