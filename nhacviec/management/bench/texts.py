"""Words of the invented province: what its tasks say, what its agencies and people are called."""

from nhacviec.rules.units import UnitKind

VERBS = (
    "Chủ trì tham mưu", "Khẩn trương triển khai", "Kiểm tra, báo cáo", "Tổng hợp, đánh giá", "Lập phương án",
    "Giải quyết dứt điểm", "Thẩm tra, đề xuất", "Tập trung chỉ đạo", "Theo dõi, đôn đốc", "Hoàn thiện hồ sơ",
    "Xây dựng đề án", "Báo cáo tiến độ",
)  # fmt: skip
TOPICS = (
    "giải phóng mặt bằng tuyến cao tốc", "giải ngân vốn đầu tư công", "cải cách thủ tục một cửa",
    "phòng chống dịch tả lợn châu Phi", "phòng chống thiên tai, cứu nạn", "xây dựng nông thôn mới kiểu mẫu",
    "chuyển đổi số cấp xã", "khai thác khoáng sản, cát sỏi", "cấp giấy chứng nhận quyền sử dụng đất",
    "bảo vệ môi trường lưu vực sông Đồng Nai", "thu ngân sách nhà nước", "an toàn thực phẩm dịp Tết",
    "giảm nghèo bền vững", "tiếp công dân, giải quyết khiếu nại", "quy hoạch chung đô thị",
    "sắp xếp đơn vị hành chính", "hỗ trợ doanh nghiệp nhỏ và vừa", "phát triển du lịch sinh thái",
    "phòng cháy chữa cháy khu dân cư", "đào tạo nghề cho lao động nông thôn", "khám chữa bệnh bảo hiểm y tế",
    "cơ sở vật chất năm học mới", "trật tự xây dựng đô thị", "phòng chống tham nhũng, lãng phí",
    "trật tự an toàn giao thông", "bảo vệ và phát triển rừng", "khắc phục sạt lở bờ sông",
    "nâng cao chỉ số năng lực cạnh tranh", "tiếp xúc cử tri và bầu cử", "tinh giản biên chế",
)  # fmt: skip
FIELDS = (
    "Giao thông – xây dựng", "Tài chính – đầu tư", "Nội chính", "Nông nghiệp", "Tài nguyên – môi trường",
    "Công thương", "Văn hóa – xã hội", "Y tế – giáo dục", "Khoa học – công nghệ", "Tổ chức – biên chế",
)  # fmt: skip
PLACES = (
    "phường Trảng Dài", "phường Long Bình", "phường Tam Hiệp", "phường Hố Nai", "phường Phước Tân",
    "phường Tam Phước", "phường Long Khánh", "phường Xuân Lập", "xã An Phước", "xã Bình An", "xã Cẩm Mỹ",
    "xã Định Quán", "xã Gia Kiệm", "xã La Ngà", "xã Long Thành", "xã Nhơn Trạch", "xã Phú Hòa", "xã Phú Lý",
    "xã Phước Thái", "xã Sông Ray", "xã Tân Phú", "xã Thống Nhất", "xã Trị An", "xã Xuân Định", "xã Xuân Lộc",
)  # fmt: skip
SENTENCES = (
    "Căn cứ kết luận của Chủ tịch UBND tỉnh tại phiên họp, cơ quan chủ trì thực hiện theo thẩm quyền.",
    "Báo cáo kết quả bằng văn bản trước thời hạn, nêu rõ nguyên nhân chậm trễ và kiến nghị cách giải quyết.",
    "Phối hợp chặt chẽ với các sở, ban, ngành và địa phương liên quan trong quá trình thực hiện.",
    "Hoàn tất hồ sơ, thủ tục theo đúng quy định của pháp luật về đầu tư công.",
    "Chi trả bồi thường, hỗ trợ, tái định cư kịp thời; không để phát sinh khiếu kiện kéo dài.",
    "Công tác giải phóng mặt bằng phải xong trước ngày khởi công để giao đất cho nhà thầu.",
    "Tổ chức thanh tra, kiểm tra đột xuất và xử lý nghiêm vi phạm.",
    "Ghi tiến độ thực hiện vào hệ thống theo dõi trước ngày 25 hằng tháng.",
    "Kinh phí lấy từ ngân sách địa phương và các nguồn hợp pháp khác.",
    "Đẩy mạnh tuyên truyền để Nhân dân hiểu và đồng thuận thực hiện.",
    "Phân công trách nhiệm cụ thể cho từng tập thể, cá nhân đối với các tiêu chí chưa đạt.",
    "Tiêm phòng đầy đủ cho đàn gia súc, gia cầm; kiểm soát việc vận chuyển qua địa bàn.",
    "Tiếp nhận và trả kết quả hồ sơ tại bộ phận một cửa, không hẹn lại quá một lần.",
    "Công khai kết quả trên cổng thông tin điện tử để người dân theo dõi.",
    "Người đứng đầu đơn vị chịu trách nhiệm trước Chủ tịch UBND tỉnh về tiến độ và chất lượng.",
    "Việc vượt thẩm quyền phải báo cáo ngay để UBND tỉnh quyết định.",
    "Rà soát nhu cầu vốn của các dự án chuyển tiếp và khởi công mới trong năm kế hoạch.",
    "Sửa chữa ngay các thiếu sót mà Kiểm toán Nhà nước đã nêu.",
    "Trực ban đủ người, sẵn sàng phương án sơ tán dân vùng trũng thấp khi mưa lớn.",
    "Đo đạc, chỉnh lý bản đồ và cập nhật cơ sở dữ liệu đất đai.",
    "Gặp gỡ doanh nghiệp hằng quý để tháo gỡ khó khăn về đất đai, tín dụng và thị trường.",
    "Giữ vững an ninh trật tự trong dịp lễ và các sự kiện của tỉnh.",
    "Văn phòng UBND tỉnh theo dõi, đôn đốc, tổng hợp chung.",
    "Nội dung không nêu tại văn bản này thực hiện theo quy định hiện hành.",
)  # fmt: skip
# Stands in few tasks: what a search for something rare must find.
RARE = "Khôi phục lễ hội cồng chiêng của đồng bào Chơ Ro."
SERIES = ("TH", "CN", "NN", "KTN", "VX", "NC")
SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Điểu", "Thổ",
)  # fmt: skip
MIDDLE_NAMES = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Hữu", "Ngọc", "Quang", "Xuân", "Thu")
GIVEN_NAMES = (
    "An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hòa", "Hùng", "Hương", "Khánh",
    "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Nhung", "Phong", "Phương", "Quân", "Sơn", "Tâm", "Thảo",
    "Thủy", "Trang", "Tuấn", "Vân", "Việt", "Yến",
)  # fmt: skip
OFFICE = "Văn phòng UBND tỉnh"
DEPARTMENTS = (
    "Sở Kế hoạch và Đầu tư", "Sở Tài chính", "Sở Xây dựng", "Sở Giao thông vận tải",
    "Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài nguyên và Môi trường", "Sở Nội vụ", "Sở Y tế",
    "Sở Giáo dục và Đào tạo", "Sở Công Thương", "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ", "Sở Tư pháp",
    "Sở Lao động – Thương binh và Xã hội", "Thanh tra tỉnh", OFFICE, "Ban Dân tộc",
)  # fmt: skip
# What every place has of its own beside its Committee.
LOCAL_OFFICES = (
    "Ban Quản lý dự án", "Trung tâm Y tế", "Trung tâm Phục vụ hành chính công", "Trạm Khuyến nông",
    "Ban Chỉ huy Quân sự", "Trung tâm Văn hóa", "Hạt Kiểm lâm", "Đội Quản lý trật tự đô thị", "Trạm Thú y",
)  # fmt: skip
OFFICE_DIVISIONS = ("Phòng Tổng hợp", "Phòng Kinh tế", "Phòng Nội chính", "Phòng Văn xã")


def agencies(count: int) -> list[tuple[str, UnitKind]]:
    """That many names with their kinds; the order is that of their share of the work."""
    named = [(name, UnitKind.OFFICE if name == OFFICE else UnitKind.DEPARTMENT) for name in DEPARTMENTS]
    named += [(f"UBND {place}", UnitKind.COMMUNE) for place in PLACES]
    named += [(f"{office} {place}", UnitKind.SERVICE_UNIT) for place in PLACES for office in LOCAL_OFFICES]
    if count > len(named):
        raise ValueError(f"only {len(named)} agencies have a name")
    return named[:count]
