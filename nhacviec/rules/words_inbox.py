"""The heads of "Việc của tôi", by their key in the address."""

HEADS: dict[str, str] = {
    "qua-han": "Quá hạn",
    "lam-lai": "Yêu cầu làm lại",
    "sap-den-han": "Sắp đến hạn",
    "moi": "Mới, chưa tiếp nhận",
    "cho-xac-nhan": "Chờ Văn phòng xác nhận",
    "dang-lam": "Đang thực hiện",
    "tam-dung": "Tạm dừng",
    "can-xac-nhan": "Chờ tôi xác nhận",
    "bi-tra-lai": "Đơn vị trả lại",
    "xin-gia-han": "Xin gia hạn, chờ quyết định",
    "giai-trinh": "Giải trình, chờ quyết định",
    "chua-tiep-nhan": "Quá 2 ngày chưa tiếp nhận",
    "theo-doi-qua-han": "Đang theo dõi: quá hạn",
    "theo-doi-sap-den-han": "Đang theo dõi: sắp đến hạn",
    "trong-tam": "Nhiệm vụ trọng tâm",
}
