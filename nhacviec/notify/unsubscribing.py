"""The word in a letter by which its reader stops letters of this kind without signing in (RFC 8058)."""

from collections.abc import Iterable

from django.core import signing

from nhacviec.rules.notices import MANDATORY, NoticeKind

_SALT = "nhacviec.letters"


def token_of(person_id: int, kinds: Iterable[NoticeKind]) -> str:
    return signing.dumps([person_id, [kind.value for kind in kinds]], salt=_SALT, compress=True)


def read_token(token: str) -> tuple[int, list[NoticeKind]] | None:
    """The person and the kinds that he may turn off; None for a word that is not ours."""
    try:
        person_id, kinds = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    known = [NoticeKind(kind) for kind in kinds if kind in set(NoticeKind)]
    return person_id, [kind for kind in known if kind not in MANDATORY]
