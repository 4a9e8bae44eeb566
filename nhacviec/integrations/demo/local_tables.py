"""Districts up to 30/6/2025 and communes from 1/7/2025.

The plan names thị xã Long Khánh (a city from 2019: the row keeps the plan's name) and thành phố Biên Hòa;
the nine huyện and the communes are general knowledge. Two or three communes stand for each former district: a
demo, not the register of the province.
"""

from nhacviec.integrations.demo.unit_tables import (
    FIRST_DAY_OF_COMMUNES,
    LAST_DAY_OF_DISTRICTS,
    UnitRow,
)
from nhacviec.rules.units import UnitKind

# (key, name after UBND, abbreviation, ((key, name after UBND, abbreviation) of the successors))
_Place = tuple[str, str, str]
_PLACES: tuple[tuple[_Place, tuple[_Place, ...]], ...] = (
    (
        ("bien_hoa", "thành phố Biên Hòa", "TPBH"),
        (
            ("p_tran_bien", "phường Trấn Biên", "TB"),
            ("p_tam_hiep", "phường Tam Hiệp", "TAH"),
            ("p_long_binh", "phường Long Bình", "LB"),
            ("p_trang_dai", "phường Trảng Dài", "TRD"),
        ),
    ),
    (
        ("long_khanh", "thị xã Long Khánh", "TXLK"),
        (("p_long_khanh", "phường Long Khánh", "LK"), ("p_bao_vinh", "phường Bảo Vinh", "BV")),
    ),
    (
        ("long_thanh", "huyện Long Thành", "HLT"),
        (("x_long_thanh", "xã Long Thành", "LT"), ("x_an_phuoc", "xã An Phước", "AP")),
    ),
    (
        ("nhon_trach", "huyện Nhơn Trạch", "HNT"),
        (("x_nhon_trach", "xã Nhơn Trạch", "NT"), ("x_dai_phuoc", "xã Đại Phước", "ĐP")),
    ),
    (
        ("trang_bom", "huyện Trảng Bom", "HTB"),
        (("x_trang_bom", "xã Trảng Bom", "TRB"), ("x_bau_ham", "xã Bàu Hàm", "BH")),
    ),
    (
        ("thong_nhat", "huyện Thống Nhất", "HTN"),
        (("x_dau_giay", "xã Dầu Giây", "DG"), ("x_gia_kiem", "xã Gia Kiệm", "GK")),
    ),
    (
        ("cam_my", "huyện Cẩm Mỹ", "HCM"),
        (("x_cam_my", "xã Cẩm Mỹ", "CM"), ("x_song_ray", "xã Sông Ray", "SR")),
    ),
    (
        ("xuan_loc", "huyện Xuân Lộc", "HXL"),
        (("x_xuan_loc", "xã Xuân Lộc", "XL"), ("x_xuan_hoa", "xã Xuân Hòa", "XH")),
    ),
    (
        ("dinh_quan", "huyện Định Quán", "HĐQ"),
        (("x_dinh_quan", "xã Định Quán", "ĐQ"), ("x_la_nga", "xã La Ngà", "LN")),
    ),
    (
        ("tan_phu", "huyện Tân Phú", "HTP"),
        (("x_tan_phu", "xã Tân Phú", "TP"), ("x_nam_cat_tien", "xã Nam Cát Tiên", "NCT")),
    ),
    (
        ("vinh_cuu", "huyện Vĩnh Cửu", "HVC"),
        (("x_tri_an", "xã Trị An", "TA"), ("x_phu_ly", "xã Phú Lý", "PL")),
    ),
)


def _district(place: _Place, successors: tuple[_Place, ...]) -> UnitRow:
    key, name, abbreviation = place
    return UnitRow(
        key,
        UnitKind.DISTRICT,
        f"UBND {name}",
        name[0].upper() + name[1:],
        abbreviation,
        valid_to=LAST_DAY_OF_DISTRICTS,
        successors=tuple(commune[0] for commune in successors),
    )


def _commune(place: _Place) -> UnitRow:
    key, name, abbreviation = place
    return UnitRow(
        key,
        UnitKind.COMMUNE,
        f"UBND {name}",
        name[0].upper() + name[1:],
        abbreviation,
        "Phòng Kinh tế",
        valid_from=FIRST_DAY_OF_COMMUNES,
    )


DISTRICTS: tuple[UnitRow, ...] = tuple(_district(place, after) for place, after in _PLACES)
COMMUNES: tuple[UnitRow, ...] = tuple(_commune(place) for _, after in _PLACES for place in after)
