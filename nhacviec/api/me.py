"""Who is asking, in which post, with which rights."""

from datetime import date, datetime

from ninja import Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import ANYBODY, read
from nhacviec.api.shapes import UnitRef, unit_ref
from nhacviec.records.models import Post
from nhacviec.rules.permissions import RIGHTS, Role
from nhacviec.rules.words import ROLES

router = Router(tags=["me"])


class MyPost(Schema):
    id: int
    role: str
    role_name: str
    title: str
    unit: UnitRef
    stands_in_for: str | None
    valid_to: date | None


class MyToken(Schema):
    name: str
    expires_at: datetime


class Me(Schema):
    id: int
    username: str
    full_name: str
    post: MyPost
    other_posts: list[MyPost]
    rights: list[str]
    token: MyToken | None
    as_of: datetime


@read(router, "/me", name="api.me", right=ANYBODY, response=Me, summary="Tôi là ai, đọc với tư cách nào")
def me(request: ApiRequest) -> Me:
    token = request.token
    return Me(
        id=request.person.pk,
        username=request.person.username,
        full_name=request.person.full_name,
        post=_post(request.acting_post),
        other_posts=[_post(post) for post in request.posts if post.pk != request.acting_post.pk],
        rights=sorted(right for right, roles in RIGHTS.items() if request.actor.role in roles),
        token=MyToken(name=token.name, expires_at=token.expires_at) if token else None,
        as_of=request.now,
    )


def _post(post: Post) -> MyPost:
    return MyPost(
        id=post.pk,
        role=post.role,
        role_name=ROLES[Role(post.role)],
        title=post.title,
        unit=unit_ref(post.unit),
        stands_in_for=post.stands_in_for.person.full_name if post.stands_in_for else None,
        valid_to=post.valid_to,
    )
