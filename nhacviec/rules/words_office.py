"""Words of the balance of the Office's divisions and officers."""

from nhacviec.rules.office_balance import EntryNumber

ENTRIES: dict[EntryNumber, str] = {
    EntryNumber.MISSING: "Văn bản quá hạn chưa nhập nhiệm vụ",
    EntryNumber.LATE: "Văn bản nhập nhiệm vụ muộn",
}
WAITING = "Câu trả lời chờ Văn phòng xác nhận"
UNNAMED = "chưa rõ người"
