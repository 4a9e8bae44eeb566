"""Every address. Paths are Vietnamese without accents, names are `<resource>.<deed>`."""

from django.urls import include, path, register_converter

from nhacviec.screens.assignments import assignments, bulk, home, layouts, print_list, saved_views, tasks
from nhacviec.screens.assignments.moves.steps import MOVE_SCREENS
from nhacviec.screens.assignments.moves.view import view_of
from nhacviec.screens.coordination import asking, coordinations
from nhacviec.screens.coordination import numbers as coordination_numbers
from nhacviec.screens.coordination.steps import STEP_SCREENS
from nhacviec.screens.coordination.steps import view_of as step_view_of
from nhacviec.screens.documents import documents, files
from nhacviec.screens.entry import entry, issuing, series
from nhacviec.screens.exports import exports
from nhacviec.screens.notices import (
    calendar_feed,
    deliveries,
    health,
    metrics,
    notice_settings,
    notices,
    own_gateway,
    push_devices,
    reminded,
    unsubscribing,
)
from nhacviec.screens.office_rules import calendar_days, calendar_import, ladders, policies, rehearsal
from nhacviec.screens.organisation import (
    organisation_import,
    people,
    permissions,
    posts,
    substitutions,
    unit_gateway,
    unit_hours,
    units,
    work_fields,
)
from nhacviec.screens.page import app, codes, errors, switches
from nhacviec.screens.reconciling import page as reconcile_page
from nhacviec.screens.reconciling import runs as reconcile_runs
from nhacviec.screens.search import search
from nhacviec.screens.statistics import addresses as statistics_addresses
from nhacviec.screens.statistics import finding, index, office, office_rows, page, updates, waits
from nhacviec.screens.statistics import rows as statistics_rows
from nhacviec.screens.submissions import listing as submission_list
from nhacviec.screens.submissions import moving as submission_moves
from nhacviec.screens.submissions import page as submission_page
from nhacviec.screens.submissions import registering as submission_register
from nhacviec.screens.submissions import statistics as submission_statistics
from nhacviec.screens.submissions import stepping
from nhacviec.screens.superiors import giving_down, linking
from nhacviec.screens.superiors import listing as from_above
from nhacviec.screens.upward import listing as upward_list
from nhacviec.screens.upward import moving as upward_moves
from nhacviec.screens.upward import page as upward_page
from nhacviec.screens.upward import registering as upward_register
from nhacviec.screens.upward import statistics as upward_statistics
from nhacviec.screens.urgings import answering, drafting, slip, urgings
from nhacviec.screens.webhooks import webhooks

register_converter(codes.Code, "code")
register_converter(organisation_import.ImportKind, "import_kind")
register_converter(statistics_addresses.RowNumber, "row")
register_converter(statistics_addresses.StatKind, "whose")
register_converter(statistics_addresses.Cut, "cut")
register_converter(statistics_addresses.Inside, "inside")

urlpatterns = [
    path("", home.home, name="home"),
    path("lam-viec-voi-tu-cach/<int:post_id>/", switches.act_as, name="acting.switch"),
    path("giao-dien/", switches.theme, name="theme.switch"),
    path("tim-kiem/", search.index, name="search.index"),
    path("tim-kiem/so-luong/", search.counts, name="search.counts"),
    path("tim-kiem/goi-y/", search.suggest, name="search.suggest"),
    path("nhiem-vu/", assignments.index, name="assignments.index"),
    path("nhiem-vu/hang-loat/", bulk.preview, name="assignments.bulk"),
    path("nhiem-vu/ban-in/", print_list.print_list, name="assignments.print"),
    path("nhiem-vu/cot/", layouts.layout, name="assignments.layout"),
    path("nhiem-vu/bo-loc/", saved_views.index, name="views.index"),
    path("nhiem-vu/bo-loc/them/", saved_views.create, name="views.create"),
    path("nhiem-vu/bo-loc/<int:view_id>/", saved_views.edit, name="views.edit"),
    path("nhiem-vu/bo-loc/<int:view_id>/xoa/", saved_views.delete, name="views.delete"),
    path("nhiem-vu/bo-loc/<int:view_id>/thu-tu/", saved_views.move, name="views.move"),
    path("nhiem-vu/<code:code>/", tasks.show, name="tasks.show"),
    path("nhiem-vu/<code:code>/phieu/", tasks.slip, name="tasks.slip"),
    path("dau-viec/<code:code>/", assignments.show, name="assignments.show"),
    path("dau-viec/<code:code>/vi-sao-han/", assignments.why_due, name="assignments.why_due"),
    *(
        path(f"dau-viec/<code:code>/{screen.slug}/", view_of(screen), name=screen.url_name)
        for screen in MOVE_SCREENS
    ),
    path("dau-viec/<code:code>/phieu-nhac/", slip.slip, name="assignments.slip"),
    # requests to coordinating units
    path("dau-viec/<code:code>/lay-y-kien/", asking.ask, name="coordinations.ask"),
    path("phoi-hop/", coordinations.index, name="coordinations.index"),
    path("phoi-hop/so-lieu/", coordination_numbers.numbers, name="coordinations.numbers"),
    path("phoi-hop/<row:request_id>/", coordinations.show, name="coordinations.show"),
    *(
        path(f"phoi-hop/<row:request_id>/{step.slug}/", step_view_of(step), name=step.url_name)
        for step in STEP_SCREENS
    ),
    # tasks from above, and what agencies are given for them
    path("cap-tren-giao/", from_above.index, name="superiors.index"),
    path("dau-viec/<code:code>/giao-xuong/", giving_down.give_down, name="superiors.give_down"),
    path(
        "van-ban/<row:document_id>/thuc-hien-cap-tren/", linking.of_document, name="superiors.link_document"
    ),
    path("nhiem-vu/<code:code>/thuc-hien-cap-tren/", linking.of_task, name="superiors.link_task"),
    path("nhiem-vu/<code:code>/bo-thuc-hien-cap-tren/", linking.unlink, name="superiors.unlink"),
    # letters of urging
    path("don-doc/", urgings.index, name="urgings.index"),
    path("don-doc/soan/", drafting.prepare, name="urgings.prepare"),
    path("don-doc/<row:urging_id>/", urgings.show, name="urgings.show"),
    path("don-doc/<row:urging_id>/sua/", drafting.edit, name="urgings.edit"),
    path("don-doc/<row:urging_id>/ky/", drafting.sign, name="urgings.sign"),
    path("don-doc/<row:urging_id>/thu-hoi/", drafting.withdraw, name="urgings.withdraw"),
    path("don-doc/<row:urging_id>/tra-loi/", answering.answer, name="urgings.answer"),
    path("don-doc/<row:urging_id>/van-ban.pdf", urgings.pdf, name="urgings.pdf"),
    path("don-doc/<row:urging_id>/van-ban.docx", urgings.docx, name="urgings.docx"),
    # submissions to the Committee
    # comparing with the list of those above
    path("doi-chieu/", reconcile_runs.index, name="reconciling.index"),
    path("doi-chieu/tai-len/", reconcile_runs.upload, name="reconciling.upload"),
    path("doi-chieu/mau/", reconcile_runs.sample, name="reconciling.sample"),
    path("doi-chieu/<row:run_id>/", reconcile_page.show, name="reconciling.show"),
    path("doi-chieu/<row:run_id>/excel/", reconcile_page.excel, name="reconciling.excel"),
    # what the Committee submits to those above it
    path("trinh-cap-tren/", upward_list.index, name="upward.index"),
    path("trinh-cap-tren/vao-so/", upward_register.create, name="upward.create"),
    path("trinh-cap-tren/thong-ke/", upward_statistics.statistics, name="upward.statistics"),
    path("trinh-cap-tren/<row:submission_id>/", upward_page.show, name="upward.show"),
    *(
        path(
            f"trinh-cap-tren/<row:submission_id>/{step_upward.slug}/",
            stepping.view_of(step_upward),
            name=step_upward.url_name,
        )
        for step_upward in upward_moves.STEP_SCREENS
    ),
    path("ho-so-trinh/", submission_list.index, name="submissions.index"),
    path("ho-so-trinh/vao-so/", submission_register.create, name="submissions.create"),
    path("ho-so-trinh/thong-ke/", submission_statistics.statistics, name="submissions.statistics"),
    path("ho-so-trinh/<row:submission_id>/", submission_page.show, name="submissions.show"),
    *(
        path(
            f"ho-so-trinh/<row:submission_id>/{screen.slug}/",
            stepping.view_of(screen),
            name=screen.url_name,
        )
        for screen in submission_moves.STEP_SCREENS
    ),
    path("thong-bao/", notices.index, name="notices.index"),
    path("healthz", health.healthz, name="healthz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("manifest.webmanifest", app.manifest, name="app.manifest"),
    path("service-worker.js", app.service_worker, name="app.service_worker"),
    path("khong-co-ket-noi/", app.offline, name="app.offline"),
    path("thong-bao/thiet-bi/", push_devices.add, name="push.add"),
    path("thong-bao/thiet-bi/khoa/", push_devices.key, name="push.key"),
    path("thong-bao/thiet-bi/doi/", push_devices.renew, name="push.renew"),
    path("thong-bao/thiet-bi/<row:device_id>/go/", push_devices.remove, name="push.remove"),
    path("thong-bao/thiet-bi/<row:device_id>/thu/", push_devices.try_out, name="push.try_out"),
    path("thong-bao/thu-da-gui/", deliveries.index, name="deliveries.index"),
    path(
        "thong-bao/thu-da-gui/<int:delivery_id>/gui-lai/", deliveries.send_again, name="deliveries.send_again"
    ),
    path("thong-bao/chuong/", notices.bell, name="notices.bell"),
    path("thong-bao/da-doc/", notices.read_all, name="notices.read_all"),
    path("thong-bao/thiet-lap/", notice_settings.edit, name="notices.settings"),
    path("thong-bao/lich-thoi-han/tao/", calendar_feed.create, name="calendar_feed.create"),
    path("thong-bao/lich-thoi-han/thu-hoi/", calendar_feed.revoke, name="calendar_feed.revoke"),
    path("lich-thoi-han/<str:secret>.ics", calendar_feed.read, name="calendar_feed.read"),
    path("thong-bao/cong-tin-nhan/", own_gateway.edit, name="gateways.own"),
    path("thong-bao/cong-tin-nhan/gui-thu/", own_gateway.try_out, name="gateways.own_try"),
    path("thong-bao/cong-tin-nhan/bo/", own_gateway.remove, name="gateways.own_remove"),
    path("thong-bao/thoi-nhan/<str:token>/", unsubscribing.unsubscribe, name="notices.unsubscribe"),
    path("thong-bao/<int:notice_id>/", notices.follow, name="notices.follow"),
    path("thong-bao/<int:notice_id>/viec/", reminded.show, name="notices.show"),
    path("thong-bao/<int:notice_id>/da-doc/", notices.read, name="notices.read"),
    # other systems that are told of events
    path("webhook/", webhooks.index, name="webhooks.index"),
    path("webhook/them/", webhooks.create, name="webhooks.create"),
    path("webhook/<row:webhook_id>/", webhooks.show, name="webhooks.show"),
    path("webhook/<row:webhook_id>/sua/", webhooks.edit, name="webhooks.edit"),
    path("webhook/<row:webhook_id>/khoa-moi/", webhooks.renew, name="webhooks.renew"),
    path("webhook/<row:webhook_id>/gui-thu/", webhooks.try_out, name="webhooks.try"),
    path("webhook/<row:webhook_id>/bo/", webhooks.remove, name="webhooks.remove"),
    path("api/v1/", include("nhacviec.api.urls")),
    path("tai-khoan/", include("nhacviec.config.account_urls")),
    # organisation and people
    path("don-vi/", units.index, name="units.index"),
    path("don-vi/them/", units.create, name="units.create"),
    path("don-vi/<int:unit_id>/", units.detail, name="units.show"),
    path("don-vi/<int:unit_id>/sua/", units.edit, name="units.edit"),
    path("don-vi/<int:unit_id>/gio-gui/", unit_hours.edit, name="units.hours"),
    path("don-vi/<int:unit_id>/cong-tin-nhan/", unit_gateway.edit, name="units.gateway"),
    path("don-vi/<int:unit_id>/cong-tin-nhan/gui-thu/", unit_gateway.try_out, name="units.gateway_try"),
    path("don-vi/<int:unit_id>/cong-tin-nhan/bo/", unit_gateway.remove, name="units.gateway_remove"),
    path("don-vi/<int:unit_id>/ket-thuc/", units.close, name="units.close"),
    path("can-bo/", people.index, name="people.index"),
    path("can-bo/them/", people.create, name="people.create"),
    path("can-bo/<int:person_id>/", people.detail, name="people.show"),
    path("can-bo/<int:person_id>/sua/", people.edit, name="people.edit"),
    path("can-bo/<int:person_id>/khoa/", people.deactivate, name="people.deactivate"),
    path("can-bo/<int:person_id>/mo-lai/", people.reactivate, name="people.reactivate"),
    path("can-bo/<int:person_id>/mat-khau/", people.password, name="people.password"),
    path("can-bo/<int:person_id>/chuc-vu/", posts.give, name="posts.give"),
    path("chuc-vu/<int:post_id>/thoi-giu/", posts.end, name="posts.end"),
    path("lam-thay/", substitutions.index, name="substitutions.index"),
    path("lam-thay/<int:post_id>/cu/", substitutions.create, name="substitutions.create"),
    path("lam-thay/<int:post_id>/ket-thuc/", substitutions.end, name="substitutions.end"),
    path("nhap-excel/<import_kind:kind>/", organisation_import.upload, name="organisation_import.upload"),
    path("nhap-excel/<import_kind:kind>/mau/", organisation_import.sample, name="organisation_import.sample"),
    path(
        "nhap-excel/<import_kind:kind>/xem-truoc/",
        organisation_import.preview,
        name="organisation_import.preview",
    ),
    path("phan-quyen/", permissions.index, name="permissions.index"),
    path("linh-vuc/", work_fields.index, name="work_fields.index"),
    path("linh-vuc/them/", work_fields.create, name="work_fields.create"),
    path("linh-vuc/<int:field_id>/", work_fields.edit, name="work_fields.edit"),
    # documents, files, entering tasks
    path("nhiem-vu/<code:code>/cac-ky/", series.show, name="series.show"),
    path("van-ban/", documents.index, name="documents.index"),
    path("van-ban/moi/", documents.create, name="documents.create"),
    path("van-ban/<int:document_id>/", documents.show, name="documents.show"),
    path("van-ban/<int:document_id>/sua/", documents.edit, name="documents.edit"),
    path("van-ban/<int:document_id>/khong-giao-nhiem-vu/", documents.no_task, name="documents.no_task"),
    path("van-ban/<int:document_id>/them-tep/", documents.add_file, name="documents.add_file"),
    path("van-ban/<int:document_id>/nhiem-vu/", entry.edit, name="entry.edit"),
    path("van-ban/<int:document_id>/ban-hanh/", issuing.of_document, name="entry.issue"),
    path("tep/<int:file_id>/", files.show, name="files.show"),
    path("tep/<int:file_id>/go/", files.remove, name="files.remove"),
    path("nhap-nhiem-vu/", entry.start, name="entry.start"),
    path("nhap-nhiem-vu/chi-dao/", entry.spoken, name="entry.spoken"),
    path("nhap-nhiem-vu/chi-dao/<code:code>/", entry.spoken, name="entry.spoken_edit"),
    path("nhap-nhiem-vu/chi-dao/<code:code>/ban-hanh/", issuing.of_spoken, name="entry.issue_spoken"),
    path("nhap-nhiem-vu/han/", entry.deadline, name="entry.deadline"),
    path("don-vi/goi-y/", entry.suggest_units, name="units.suggest"),
    # Excel
    path("xuat-excel/<slug:kind>/", exports.ask, name="exports.ask"),
    path("tep-xuat/", exports.index, name="exports.index"),
    path("tep-xuat/bao/", exports.bell, name="exports.bell"),
    path("tep-xuat/<int:export_id>/", exports.download, name="exports.download"),
    path("tep-xuat/<int:export_id>/huy/", exports.cancel, name="exports.cancel"),
    path("tep-xuat/<int:export_id>/xoa/", exports.delete, name="exports.delete"),
    # statistics: whose numbers, and the rows behind them
    path("thong-ke/", index.index, name="statistics.index"),
    path("thong-ke/tim/", finding.find, name="statistics.find"),
    path("thong-ke/toan-tinh/", page.province, name="statistics.province"),
    path("thong-ke/toan-tinh/dau-viec/", statistics_rows.province_rows, name="statistics.province_rows"),
    path("thong-ke/toan-tinh/cap-nhat/", updates.province, name="statistics.province_updates"),
    path("thong-ke/toan-tinh/cho-phoi-hop/", waits.province, name="statistics.province_waits"),
    path("thong-ke/van-phong/", office.office, name="statistics.office"),
    path("thong-ke/van-phong/phong/<row:unit_id>/", office.unit, name="statistics.office_unit"),
    path("thong-ke/van-phong/can-bo/<row:person_id>/", office.person, name="statistics.office_person"),
    path("thong-ke/van-phong/van-ban/", office_rows.documents, name="statistics.office_documents"),
    path("thong-ke/van-phong/cho-xac-nhan/", office_rows.waiting, name="statistics.office_waiting"),
    path("thong-ke/theo/<cut:cut>/", index.by, name="statistics.by"),
    path("thong-ke/don-vi/<row:unit_id>/theo/<inside:cut>/", index.inside, name="statistics.inside"),
    path("thong-ke/<whose:slug>/<row:row_id>/", page.show, name="statistics.show"),
    path("thong-ke/<whose:slug>/<row:row_id>/dau-viec/", statistics_rows.rows, name="statistics.rows"),
    path("thong-ke/<whose:slug>/<row:row_id>/cap-nhat/", updates.show, name="statistics.updates"),
    path("thong-ke/<whose:slug>/<row:row_id>/cho-phoi-hop/", waits.show, name="statistics.waits"),
    # the office's calendar and its own rules
    path("lich-lam-viec/", calendar_days.index, name="calendar.index"),
    path("lich-lam-viec/them/", calendar_days.create, name="calendar.create"),
    path("lich-lam-viec/nap/<int:year>/", calendar_import.import_days, name="calendar.import"),
    path("lich-lam-viec/<str:day>/", calendar_days.edit, name="calendar.edit"),
    path("lich-lam-viec/<str:day>/bo/", calendar_days.remove, name="calendar.remove"),
    path("quy-che/", policies.index, name="policies.index"),
    path("quy-che/thang-nhac/", ladders.index, name="ladders.index"),
    path("quy-che/thang-nhac/dat/", ladders.create, name="ladders.create"),
    path("quy-che/thang-nhac/dien-tap/", rehearsal.show, name="ladders.rehearsal"),
    path("quy-che/thang-nhac/<row:version>/", ladders.show, name="ladders.show"),
    path("quy-che/thang-nhac/<row:version>/bai-bo/", ladders.withdraw, name="ladders.withdraw"),
    path("quy-che/<slug:key>/", policies.show, name="policies.show"),
    path("quy-che/<slug:key>/<int:version>/rut/", policies.withdraw, name="policies.withdraw"),
]

handler400 = errors.bad_request
handler404 = errors.not_found
handler403 = errors.forbidden
handler429 = errors.too_many
handler500 = errors.server_error
