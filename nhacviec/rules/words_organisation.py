"""Vietnamese words about units, people and posts: why a deed was refused, and what a column is called."""

# Part of words.REFUSALS.
REFUSALS: dict[str, str] = {
    "changed_meanwhile": "Thông tin vừa được người khác sửa. Đề nghị xem nội dung mới bên dưới rồi sửa lại.",
    # units
    "unit_name_taken": "“{name}” đã có trong {parent}.",
    "unit_code_taken": "Mã định danh {taken} đang dùng cho {unit}.",
    "unit_under_itself": "Không thể đặt đơn vị trực thuộc chính nó hoặc đơn vị cấp dưới của nó.",
    "unit_kind_misplaced": "Loại “{kind}” phải trực thuộc {above}.",
    "parent_closed": "{parent} không hoạt động vào ngày này; hãy chọn đơn vị đang hoạt động.",
    "unit_still_in_use": "{unit} còn {what}. Đánh dấu “Vẫn kết thúc” nếu sẽ xử lý sau.",
    "unit_has_open_children": "{unit} còn {count} đơn vị trực thuộc đang hoạt động. "
    "Hãy kết thúc hoạt động hoặc chuyển các đơn vị đó trước.",
    "unit_already_closed": "{unit} đã kết thúc hoạt động từ ngày {day}.",
    "unit_not_closed": "Để kết thúc hoạt động, dùng nút “Kết thúc hoạt động” trên trang của đơn vị.",
    "successor_is_itself": "Đơn vị kế thừa phải là đơn vị khác.",
    "dates_not_in_order": "Ngày kết thúc không được trước ngày bắt đầu.",
    "work_field_taken": "Lĩnh vực “{name}” đã có.",
    # people and posts
    "username_taken": "Tên đăng nhập “{username}” đã có.",
    "email_taken": "Thư điện tử {email} đã dùng cho người khác.",
    "not_on_oneself": "Không thể tự khóa tài khoản của chính mình.",
    "administrator_there": "Hệ thống đã có người quản trị. "
    "Hãy nhờ người đó thêm tài khoản trên màn hình Cán bộ.",
    "no_open_unit": "Không có đơn vị nào đang hoạt động để đặt người quản trị.",
    "last_administrator": "Đây là quản trị hệ thống duy nhất đang hoạt động. "
    "Hãy giao vai trò này cho người khác trước.",
    "already_inactive": "Tài khoản này đã bị khóa.",
    "already_active": "Tài khoản này đang hoạt động.",
    "too_many_api_tokens": "Mỗi người có nhiều nhất {limit} khóa còn hiệu lực. "
    "Hãy thu hồi khóa không dùng nữa.",
    "api_token_already_revoked": "Khóa này đã được thu hồi.",
    "too_many_webhooks": "Chỉ kết nối được tối đa {limit} webhook. Hãy bỏ bớt.",
    "too_many_push_devices": "Mỗi người đăng ký nhiều nhất {limit} thiết bị. Hãy gỡ thiết bị không dùng nữa.",
    "push_device_too_often": "Thao tác quá nhiều lần. Hãy thử lại sau ít phút.",
    "gateway_too_often": "Vừa gửi thử rồi. Hãy thử lại sau ít phút.",
    "role_misplaced": "Vai trò “{role}” không dùng cho {unit} ({kind}).",
    "post_outside_unit": "{unit} không hoạt động trong toàn bộ thời gian này.",
    "post_overlaps": "{person} đã giữ vai trò này tại {unit} trong thời gian trên.",
    "post_already_ended": "Chức vụ này đã kết thúc.",
    "post_ends_later": "Ngày cuối phải từ {start} và không sau ngày kết thúc đã ghi.",
    # substitution
    "substitution_of_substitution": "Người làm thay không được cử tiếp người khác làm thay.",
    "substitute_is_self": "Không thể tự làm thay cho chính mình.",
    "substitution_in_the_past": "Ngày bắt đầu làm thay không được trước hôm nay.",
    "substitution_too_long": "Thời gian làm thay không quá 366 ngày.",
    "substitution_outside_post": "Thời gian làm thay phải nằm trong thời gian giữ chức vụ.",
    "substitution_overlaps": "Chức vụ này đã có người làm thay trong thời gian trên.",
    "substitution_cycle": "Người được chọn cũng đang vắng và được làm thay trong thời gian này.",
    "substitute_elsewhere": "Người làm thay phải cùng cơ quan và đang giữ chức vụ vào ngày bắt đầu.",
    "substitution_not_yours": "Chỉ người giữ chức vụ hoặc quản trị hệ thống được cử người làm thay.",
}

COLUMNS: dict[str, str] = {
    "kind": "Loại",
    "name": "Tên đầy đủ",
    "short_name": "Tên gọi tắt",
    "abbreviation": "Chữ viết tắt",
    "code": "Mã định danh",
    "code_qcvn": "Mã định danh cũ",
    "parent": "Trực thuộc",
    "position": "Thứ tự",
    "send_hours": "Giờ gửi thông báo",
    "valid_from": "Từ ngày",
    "valid_to": "Đến hết ngày",
    "successors": "Đơn vị kế thừa",
    "decision": "Quyết định",
    "remaining": "Còn lại khi kết thúc",
    "username": "Tên đăng nhập",
    "full_name": "Họ và tên",
    "email": "Thư điện tử",
    "phone": "Điện thoại",
    "api_token": "Khóa truy cập API",
    "gateway": "Cổng tin nhắn",
    "push_device": "Thiết bị nhận thông báo",
    "unit": "Đơn vị",
    "role": "Vai trò",
    "title": "Chức vụ",
    "substitute": "Người làm thay",
    "away": "Làm thay cho",
    "ended_at": "Thu hồi lúc",
    "is_active": "Đang dùng",
    "specialist": "Chuyên viên theo dõi",
    "office_leader": "Lãnh đạo Văn phòng theo dõi",
    "committee_leader": "Lãnh đạo UBND tỉnh theo dõi",
}

# What may remain when a unit closes; a count goes before each.
REMAINING: dict[str, str] = {"assignments": "đầu việc chưa xong", "posts": "chức vụ còn hiệu lực"}

NO_PARENT = "cấp cao nhất của cơ cấu tổ chức"
AN_AGENCY = "một cơ quan"

# The two units that a new installation begins with; `place` is "tỉnh Đồng Nai". They can be renamed.
COMMITTEE_NAME, COMMITTEE_SHORT, COMMITTEE_ABBREVIATION = "Ủy ban nhân dân {place}", "UBND {place}", "UBND"
OFFICE_NAME, OFFICE_SHORT, OFFICE_ABBREVIATION = "Văn phòng UBND {place}", "Văn phòng UBND", "VP"

MISSHAPEN: dict[str, str] = {
    "username": "Tên đăng nhập từ 3 ký tự, chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch dưới, gạch ngang.",
    "email": "Thư điện tử không đúng, ví dụ ten@dongnai.gov.vn.",
    "phone": "Số điện thoại chỉ gồm chữ số, khoảng trắng, dấu + hoặc dấu chấm.",
}
