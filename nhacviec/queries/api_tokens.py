"""Keys of the API: a person's own, and the one behind a key that was sent."""

import hashlib

from django.db.models import QuerySet

from nhacviec.records.models import ApiToken, Person

LONGEST = 200  # no key is longer: nothing else is hashed


def digest_of(key: str) -> str:
    """What is kept of a key. It is 256 random bits, so a plain hash cannot be turned back."""
    return hashlib.sha256(key.encode()).hexdigest()


def tokens_of(person: Person) -> QuerySet[ApiToken]:
    """Newest first; those that ended stay to be seen."""
    return ApiToken.objects.filter(person=person).select_related("post__unit")


def token_of_key(key: str) -> ApiToken | None:
    """The row of a key that was sent, valid or not, with everything about as whom it reads."""
    if not key or len(key) > LONGEST:
        return None
    rows = ApiToken.objects.select_related("person", "post__unit")
    return rows.filter(digest=digest_of(key)).first()
