"""The tables of rules/ as pages for people to read: docs/lifecycle.md and docs/permissions.md."""

from collections.abc import Iterable, Sequence

from nhacviec.rules.coordination import BY_THE_ASKED, BY_THE_OFFICE, CoordinationStep
from nhacviec.rules.lifecycle import CLOSED, OPEN, STEPS, TASK_MOVES, Move, State
from nhacviec.rules.permissions import (
    EXTENSION_APPROVERS,
    MAY,
    MAY_COORDINATE,
    MAY_FOR_COMMITTEE,
    NOT_ON_OWN_UNIT,
    RIGHTS,
    Relation,
    Role,
)
from nhacviec.rules.policies import POLICIES
from nhacviec.rules.submission_permissions import SUBMISSION_MAY
from nhacviec.rules.submissions import SubmissionMove
from nhacviec.rules.words import MOVES, RELATIONS, ROLES, STATES
from nhacviec.rules.words import RIGHTS as RIGHT_WORDS
from nhacviec.rules.words_coordination import STEPS as COORDINATION_STEPS
from nhacviec.rules.words_submissions import MOVES as SUBMISSION_MOVES

_MADE = "Trang này do lệnh `nhacviec document_rules` viết ra từ `{source}`; không sửa tay."
_MARKS: dict[Relation, str] = {
    Relation.ANY: "●",
    Relation.OWN: "đơn vị",
    Relation.HANDED: "phân công",
    Relation.MONITOR: "theo dõi",
}


def lifecycle_page() -> str:
    """A picture of the states (Mermaid) and the table of all moves."""
    changing = [move for move, step in STEPS.items() if step.target]
    staying = [move for move, step in STEPS.items() if not step.target]
    return _page(
        "# Vòng đời của một đầu việc",
        _MADE.format(source="nhacviec/rules/lifecycle.py"),
        "Mỗi đầu việc là phần của **một** đơn vị trong một nhiệm vụ, có trạng thái và thời hạn riêng.",
        "```mermaid\n" + "\n".join(_picture()) + "\n```",
        "## Các trạng thái",
        _table(["Trạng thái", "Mã", "Nhóm"], ([STATES[s], f"`{s}`", _group(s)] for s in State)),
        "## Các bước làm thay đổi trạng thái",
        _table(
            ["Bước", "Mã", "Từ trạng thái", "Đến trạng thái"],
            ([MOVES[m], f"`{m}`", _sources(m), _target(m)] for m in changing),
        ),
        "## Các bước giữ nguyên trạng thái",
        _table(
            ["Bước", "Mã", "Làm được khi", "Phạm vi"],
            (
                [MOVES[m], f"`{m}`", _sources(m), "cả nhiệm vụ" if m in TASK_MOVES else "đầu việc"]
                for m in staying
            ),
        ),
    )


def permissions_page() -> str:
    """Role × move × relation, and the rights that are not moves."""
    roles = list(Role)
    legend = [f"- {mark}: {RELATIONS[relation]}" for relation, mark in _MARKS.items()]
    own = [f"- {MOVES[move]}" for move in Move if move in NOT_ON_OWN_UNIT]
    return _page(
        "# Ai được làm gì",
        _MADE.format(source="nhacviec/rules/permissions.py"),
        "Trạng thái của đầu việc còn quyết định bước nào làm được lúc này: xem [vòng đời](lifecycle.md).",
        "## Các bước",
        "\n".join(legend),
        _table(
            ["Bước", *(ROLES[role] for role in roles)],
            ([MOVES[m], *(_mark(m, role) for role in roles)] for m in Move),
        ),
        "## Nhiệm vụ cấp trên giao UBND tỉnh, Ban cán sự đảng",
        "Không ai đăng nhập thay UBND tỉnh: Văn phòng theo dõi, báo cáo lên cấp trên và ghi nhận ý kiến của "
        "cấp trên. Chỉ có các bước sau:",
        _table(
            ["Bước", *(ROLES[role] for role in roles)],
            (
                [MOVES[move], *(_marked(who.get(role)) for role in roles)]
                for move, who in MAY_FOR_COMMITTEE.items()
            ),
        ),
        "## Không ai tự quyết định việc của đơn vị mình",
        "Dù giữ vai trò nào, không ai được làm các bước sau với đầu việc của đơn vị mình:",
        "\n".join(own),
        "## Ai quyết định gia hạn",
        "Theo quy chế của tỉnh (tham số `ext_approver`):",
        _table(["Quy chế chọn", *(ROLES[role] for role in _approvers())], _approver_rows()),
        "## Phối hợp",
        "Bên hỏi tính theo đầu việc chủ trì, bên được hỏi theo cơ quan, đơn vị mình; khi hai bên không thống "
        "nhất thì Văn phòng quyết định, không ai quyết định việc có đơn vị mình là một bên.",
        _table(
            ["Bước", "Của", *(ROLES[role] for role in roles)],
            (
                [COORDINATION_STEPS[step], _side(step), *(_marked(who.get(role)) for role in roles)]
                for step, who in MAY_COORDINATE.items()
            ),
        ),
        "## Hồ sơ trình UBND tỉnh",
        "“Phân công” ở đây là: đang giữ hồ sơ, hoặc hồ sơ ở phòng mình mà chưa giao cho ai.",
        _table(
            ["Bước", *(ROLES[role] for role in roles)],
            (
                [SUBMISSION_MOVES[m], *(_marked(SUBMISSION_MAY[m].get(role)) for role in roles)]
                for m in SubmissionMove
            ),
        ),
        "## Quyền khác",
        _table(
            ["Quyền", *(ROLES[role] for role in roles)],
            (
                [RIGHT_WORDS[right], *("●" if role in allowed else "" for role in roles)]
                for right, allowed in RIGHTS.items()
            ),
        ),
    )


def _picture() -> Iterable[str]:
    yield "stateDiagram-v2"
    for state in State:
        yield f'    state "{STATES[state]}" as {state}'
    yield f"    [*] --> {State.DRAFT}"
    arrows: dict[tuple[State, State], list[str]] = {}
    for move, step in STEPS.items():
        for state in State:
            if step.target and state in step.sources:
                arrows.setdefault((state, step.target), []).append(MOVES[move])
    for (start, end), moves in arrows.items():
        yield f"    {start} --> {end}: {' / '.join(moves)}"
    for state in State:
        if state in CLOSED:
            yield f"    {state} --> [*]"


def _group(state: State) -> str:
    if state in CLOSED:
        return "đã kết thúc"
    return "đang mở" if state in OPEN else "chưa ban hành"


def _sources(move: Move) -> str:
    return ", ".join(STATES[state] for state in State if state in STEPS[move].sources)


def _target(move: Move) -> str:
    target = STEPS[move].target
    return STATES[target] if target else ""


def _mark(move: Move, role: Role) -> str:
    return _marked(MAY[move].get(role))


def _marked(relation: Relation | None) -> str:
    return _MARKS[relation] if relation else ""


def _side(step: CoordinationStep) -> str:
    if step in BY_THE_ASKED:
        return "bên được hỏi"
    return "Văn phòng" if step in BY_THE_OFFICE else "bên hỏi"


def _approvers() -> list[Role]:
    return [role for role in Role if any(role in allowed for allowed in EXTENSION_APPROVERS.values())]


def _approver_rows() -> Iterable[list[str]]:
    for key, label in POLICIES["ext_approver"].choices:
        yield [label, *("●" if role in EXTENSION_APPROVERS[key] else "" for role in _approvers())]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _page(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"
