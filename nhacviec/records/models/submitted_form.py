from django.db import models

from nhacviec.records.models.person import Person


class SubmittedForm(models.Model):
    """A form that was sent, by the token it carried: sending it again leads to the first result.

    Rows are of no use after a few days and are swept away."""

    token = models.UUIDField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    result = models.CharField(max_length=500, blank=True)  # the address one was led to
    submitted_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token"], name="submitted_form_once")]

    def __str__(self) -> str:
        return str(self.token)
