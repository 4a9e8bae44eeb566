"""Words of a provincial committee's year: topics by field, and the sentences they are put into.

Each topic begins with "công tác" or "việc", so that it fits every sentence.
"""

TOPICS: dict[str, tuple[str, ...]] = {
    "xay_dung": (
        "công tác giải phóng mặt bằng các dự án giao thông trọng điểm", "việc phát triển nhà ở xã hội",
        "công tác quản lý trật tự xây dựng", "công tác bảo trì, sửa chữa đường tỉnh",
        "việc lập, điều chỉnh quy hoạch chi tiết đô thị", "công tác bảo đảm trật tự an toàn giao thông",
        "việc thẩm định dự án và cấp giấy phép xây dựng", "việc đấu nối hạ tầng vào các tuyến đường tỉnh",
        "công tác thoát nước, chống ngập đô thị", "việc bố trí tái định cư cho các hộ dân bị thu hồi đất",
    ),
    "dat_dai": (
        "việc cấp giấy chứng nhận quyền sử dụng đất lần đầu", "công tác xác định giá đất cụ thể",
        "công tác thu gom, xử lý chất thải rắn sinh hoạt", "công tác quản lý khai thác khoáng sản",
        "việc thu hồi đất các dự án chậm đưa vào sử dụng", "công tác quan trắc chất lượng không khí",
        "việc xử lý các cơ sở gây ô nhiễm trong khu dân cư", "việc kiểm kê đất đai, lập bản đồ hiện trạng",
    ),
    "nong_nghiep": (
        "công tác phòng, chống dịch tả lợn châu Phi", "công tác phòng cháy, chữa cháy rừng",
        "việc xây dựng nông thôn mới nâng cao", "việc cấp mã số vùng trồng phục vụ xuất khẩu",
        "công tác bảo đảm an toàn hồ, đập mùa mưa lũ", "công tác phòng, chống thiên tai và tìm kiếm cứu nạn",
        "việc di dời cơ sở chăn nuôi ra khỏi khu vực không được phép", "việc cấp nước sạch nông thôn",
    ),
    "tai_chinh": (
        "việc giải ngân vốn đầu tư công", "công tác thu ngân sách nhà nước", "công tác quản lý tài sản công",
        "việc sắp xếp, xử lý nhà, đất dôi dư sau sắp xếp đơn vị hành chính",
        "việc quyết toán dự án hoàn thành", "công tác chống thất thu thuế",
        "việc phân bổ dự toán chi thường xuyên", "công tác quản lý giá và bình ổn thị trường",
    ),
    "cong_thuong": (
        "việc triển khai hạ tầng các cụm công nghiệp", "công tác bảo đảm cung ứng điện mùa khô",
        "công tác chống buôn lậu, gian lận thương mại và hàng giả", "việc xúc tiến thương mại, xuất khẩu",
        "việc thu hút đầu tư vào các khu công nghiệp", "công tác quản lý an toàn hóa chất, vật liệu nổ",
        "việc chuyển đổi công năng khu công nghiệp cũ", "công tác bình ổn hàng hóa phục vụ Tết",
    ),
    "y_te": (
        "công tác phòng, chống dịch sốt xuất huyết", "công tác bảo đảm an toàn thực phẩm",
        "việc mua sắm thuốc, vật tư y tế", "việc triển khai bệnh án điện tử",
        "việc nâng cao tỷ lệ bao phủ bảo hiểm y tế", "công tác quản lý hành nghề y, dược tư nhân",
        "việc đầu tư, nâng cấp các trạm y tế", "công tác tiêm chủng mở rộng",
    ),
    "giao_duc": (
        "công tác tuyển sinh đầu cấp", "việc bảo đảm đủ trường, lớp cho học sinh",
        "công tác tổ chức kỳ thi tốt nghiệp trung học phổ thông", "việc quản lý dạy thêm, học thêm",
        "công tác an toàn trường học, phòng, chống đuối nước", "việc tuyển dụng, sắp xếp đội ngũ giáo viên",
        "công tác phổ cập giáo dục mầm non cho trẻ 5 tuổi", "việc xây dựng trường đạt chuẩn quốc gia",
    ),
    "van_hoa": (
        "việc bảo tồn, phát huy giá trị di tích lịch sử", "công tác quản lý lễ hội",
        "việc phát triển du lịch sinh thái", "công tác chuẩn bị Đại hội Thể dục thể thao",
        "việc xây dựng thiết chế văn hóa cơ sở", "công tác quản lý quảng cáo ngoài trời",
        "công tác thông tin, tuyên truyền các ngày lễ lớn", "việc xây dựng khu dân cư văn hóa",
    ),
    "lao_dong": (
        "công tác giảm nghèo bền vững", "việc chi trả trợ cấp an sinh xã hội",
        "công tác chăm lo người có công với cách mạng", "việc giải quyết việc làm, đào tạo nghề",
        "công tác bảo vệ trẻ em", "việc xử lý nợ đọng bảo hiểm xã hội",
        "công tác chăm lo Tết cho người lao động", "việc thực hiện chính sách dân tộc",
    ),
    "noi_vu": (
        "công tác cải cách hành chính", "việc sắp xếp tổ chức bộ máy sau sắp xếp đơn vị hành chính",
        "việc nâng cao chỉ số hài lòng của người dân", "công tác thi đua, khen thưởng",
        "việc chấp hành kỷ luật, kỷ cương hành chính", "công tác văn thư, lưu trữ",
        "việc xác định vị trí việc làm và biên chế công chức", "công tác đào tạo, bồi dưỡng cán bộ cấp xã",
    ),
    "tu_phap": (
        "công tác tiếp công dân, giải quyết khiếu nại, tố cáo", "việc rà soát văn bản quy phạm pháp luật",
        "việc thực hiện các kết luận thanh tra", "công tác phổ biến, giáo dục pháp luật",
        "công tác phòng, chống tham nhũng, tiêu cực", "việc xử lý các vụ khiếu nại đông người, kéo dài",
        "công tác hộ tịch, chứng thực", "công tác quản lý xử lý vi phạm hành chính",
    ),
    "an_ninh": (
        "công tác phòng cháy, chữa cháy và cứu nạn, cứu hộ", "công tác tuyển chọn, gọi công dân nhập ngũ",
        "công tác phòng, chống tội phạm và tệ nạn xã hội", "việc bảo đảm an ninh trật tự các sự kiện lớn",
        "công tác quản lý cư trú, xuất nhập cảnh", "công tác diễn tập khu vực phòng thủ",
        "công tác phòng, chống ma túy", "việc xử lý vi phạm về tải trọng xe",
    ),
    "chuyen_doi_so": (
        "việc cung cấp dịch vụ công trực tuyến toàn trình", "việc số hóa hồ sơ, kết quả thủ tục hành chính",
        "công tác bảo đảm an toàn thông tin mạng", "việc kết nối, chia sẻ dữ liệu dùng chung của tỉnh",
        "việc triển khai Đề án 06", "việc ứng dụng chữ ký số trong cơ quan nhà nước",
        "việc phổ cập kỹ năng số cho người dân", "việc quản lý nhiệm vụ khoa học và công nghệ cấp tỉnh",
    ),
    "tong_hop": (
        "việc thực hiện Quy chế làm việc của UBND tỉnh", "việc thực hiện nhiệm vụ Thủ tướng Chính phủ giao",
        "việc chuẩn bị các nội dung trình kỳ họp HĐND tỉnh", "việc trả lời kiến nghị của cử tri",
        "việc thực hiện các chỉ tiêu kinh tế - xã hội", "công tác phối hợp giữa các sở, ban, ngành",
        "việc cập nhật phần mềm theo dõi nhiệm vụ", "việc thực hiện Chương trình công tác của UBND tỉnh",
    ),
}  # fmt: skip

# (sentence, deliverable): {topic}, {scope}, {period} are filled in.
SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "Rà soát, báo cáo kết quả thực hiện {topic} {scope} {period}; nêu rõ khó khăn và kiến nghị.",
        "Báo cáo gửi UBND tỉnh",
    ),
    ("Tham mưu UBND tỉnh văn bản chỉ đạo về {topic} {scope}.", "Dự thảo văn bản của UBND tỉnh"),
    (
        "Chủ trì, phối hợp với các đơn vị liên quan kiểm tra {topic} {scope}, báo cáo kết quả cho UBND tỉnh.",
        "Báo cáo kết quả kiểm tra",
    ),
    (
        "Xây dựng kế hoạch triển khai {topic} {period}, trình UBND tỉnh xem xét, ban hành.",
        "Dự thảo Kế hoạch của UBND tỉnh",
    ),
    (
        "Tổng hợp số liệu, tham mưu UBND tỉnh báo cáo Chính phủ, Thủ tướng Chính phủ về {topic} {period}.",
        "Dự thảo báo cáo của UBND tỉnh",
    ),
    (
        "Đề xuất phương án tháo gỡ khó khăn, vướng mắc trong {topic} {scope}.",
        "Tờ trình kèm phương án",
    ),
    (
        "Tiếp thu ý kiến tại cuộc họp, hoàn chỉnh dự thảo quy định về {topic}, trình UBND tỉnh.",
        "Dự thảo quyết định kèm tờ trình",
    ),
    (
        "Kiểm tra, xử lý nội dung báo chí và cử tri phản ánh về {topic} {scope}; trả lời theo quy định.",
        "Văn bản trả lời",
    ),
    (
        "Đánh giá kết quả {period} đối với {topic}, làm rõ trách nhiệm của các tập thể, cá nhân để chậm trễ.",
        "Báo cáo đánh giá",
    ),
    ("Tham mưu kiện toàn Ban Chỉ đạo, Tổ giúp việc phục vụ {topic}.", "Dự thảo quyết định"),
    (
        "Hướng dẫn các xã, phường thực hiện {topic} thống nhất, đúng quy định; tổng hợp vướng mắc phát sinh.",
        "Văn bản hướng dẫn",
    ),
    ("Chuẩn bị nội dung, tài liệu phục vụ cuộc họp của UBND tỉnh về {topic}.", "Tài liệu họp"),
)
GROUP_SENTENCES: tuple[tuple[str, str], ...] = (
    ("Báo cáo tình hình, kết quả thực hiện {topic} {period} của cơ quan, địa phương.", "Báo cáo"),
    (
        "Rà soát, lập danh mục, cung cấp số liệu phục vụ {topic}, gửi cơ quan chủ trì tổng hợp.",
        "Danh mục, số liệu",
    ),
)
SCOPES = (
    "trên địa bàn tỉnh", "tại khu vực Biên Hòa", "tại khu vực Long Thành", "tại khu vực Long Khánh",
    "tại các xã phía Bắc của tỉnh", "trong các khu công nghiệp", "tại các phường trung tâm",
)  # fmt: skip

PROGRESS = (
    "Đã ban hành văn bản gửi các đơn vị liên quan đề nghị cung cấp số liệu.",
    "Đã dự thảo báo cáo, đang lấy ý kiến các phòng chuyên môn.",
    "Đang tổng hợp ý kiến góp ý của các cơ quan, địa phương.",
    "Đã tổ chức kiểm tra thực tế, đang hoàn thiện báo cáo.",
    "Đã trình lãnh đạo cơ quan xem xét dự thảo lần 1.",
    "Đã họp với các đơn vị phối hợp, thống nhất nội dung chính.",
)
OBSTACLES = (
    "Một số đơn vị chưa gửi số liệu theo thời hạn đề nghị.",
    "Quy định của trung ương chưa rõ, đang xin ý kiến hướng dẫn của Bộ chuyên ngành.",
    "Chưa bố trí được kinh phí thực hiện.",
    "Hồ sơ lưu trữ qua các thời kỳ không đầy đủ, mất nhiều thời gian xác minh.",
    "Việc xác định giá đất chậm nên chưa phê duyệt được phương án bồi thường.",
    "Nhân sự phụ trách vừa được điều chuyển, cần thời gian tiếp nhận hồ sơ.",
)
EXTENSION_REASONS = (
    "Khối lượng hồ sơ phải rà soát lớn, cần thêm thời gian kiểm tra thực tế.",
    "Còn chờ ý kiến của Bộ chuyên ngành bằng văn bản.",
    "Các đơn vị phối hợp chưa cung cấp đủ số liệu.",
    "Phải lấy lại ý kiến đối tượng chịu tác động theo quy định.",
)
EXTENSION_REFUSALS = (
    "Nội dung cấp bách, đề nghị tập trung thực hiện đúng thời hạn.",
    "Lý do chưa thuyết phục; cơ quan đã có đủ thời gian chuẩn bị.",
)
SEND_BACK_REASONS = (
    "Báo cáo chưa nêu rõ nguyên nhân và trách nhiệm; đề nghị bổ sung.",
    "Thiếu số liệu theo đề cương đã gửi.",
    "Chưa có ý kiến của cơ quan phối hợp theo yêu cầu.",
    "Chưa đính kèm dự thảo văn bản của UBND tỉnh.",
)
RETURN_REASONS = (
    "Nội dung thuộc lĩnh vực quản lý của cơ quan khác; đề nghị Văn phòng UBND tỉnh giao lại.",
    "Nhiệm vụ này đã được giao tại văn bản trước đó và đang thực hiện.",
    "Số, ký hiệu văn bản nhận được không khớp với nội dung trên hệ thống.",
)
OBJECTIONS = (
    "Đã gửi báo cáo giấy trước hạn, văn thư cập nhật lên hệ thống chậm.",
    "Chậm do chờ ý kiến thẩm định của cơ quan trung ương, đã báo cáo trước hạn.",
    "Mất kết nối mạng vào ngày cuối của thời hạn, có biên bản kèm theo.",
)
INSTRUCTIONS = (
    "Tập trung thực hiện, báo cáo tôi trước khi trình UBND tỉnh.",
    "Làm rõ trách nhiệm để chậm; không để kéo dài thêm.",
    "Mời các đơn vị liên quan họp, thống nhất phương án trong tuần.",
    "Thống nhất với đề xuất; khẩn trương hoàn thiện hồ sơ.",
)
CANCEL_REASONS = (
    "Văn bản được thu hồi để thay bằng văn bản chỉ đạo mới.",
    "Trung ương đã ban hành quy định mới, không còn cần thực hiện.",
)
SUSPEND_REASONS = (
    "Tạm dừng để chờ kết luận của cơ quan thanh tra.",
    "Tạm dừng chờ hướng dẫn của Bộ chuyên ngành.",
)
