"""The heads of "Việc của tôi", by their key in the address, and the short words of steps in a row."""

from nhacviec.rules.lifecycle import Move

# Where two buttons stand beside each other in a row, under a heading that says what they are about.
ROW_STEPS: dict[Move, str] = {
    Move.CONFIRM: "Xác nhận",
    Move.SEND_BACK: "Yêu cầu làm lại",
    Move.GRANT_EXTENSION: "Đồng ý",
    Move.REFUSE_EXTENSION: "Không đồng ý",
    Move.UPHOLD_OBJECTION: "Chấp nhận",
    Move.REJECT_OBJECTION: "Không chấp nhận",
    Move.NOTE_PROGRESS: "Cập nhật",
}

HEADS: dict[str, str] = {
    "moi-tre": "Mới trễ từ hôm qua",
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
    "theo-doi-moi-tre": "Mới trễ từ hôm qua",
    "theo-doi-qua-han": "Nhiệm vụ quá hạn",
    "theo-doi-sap-den-han": "Nhiệm vụ sắp đến hạn",
    "trong-tam": "Nhiệm vụ trọng tâm",
    "don-doc-nhieu-lan": "Đã đôn đốc nhiều lần, chưa có kết quả",
}


def up_to(number: int, most: int) -> str:
    """A count that was not taken beyond `most`: "999+", "10.000+"."""
    return f"{most:,}+".replace(",", ".") if number > most else str(number)
