"""The three places of a task in which somebody is named to follow it."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from nhacviec.queries.choices import monitors
from nhacviec.records.models import Field, Person, Task
from nhacviec.rules.permissions import MONITOR_ROLES


class MonitorFields(forms.Form):
    """Mixed into a form that names monitors; the form offers the people with `offer_monitors`."""

    specialist = forms.ModelChoiceField(
        label=_("Chuyên viên theo dõi"), queryset=Person.objects.none(), required=False
    )
    office_leader = forms.ModelChoiceField(
        label=_("Lãnh đạo Văn phòng theo dõi"), queryset=Person.objects.none(), required=False
    )
    committee_leader = forms.ModelChoiceField(
        label=_("Lãnh đạo UBND tỉnh theo dõi"), queryset=Person.objects.none(), required=False
    )

    def offer_monitors(self, today: date, *, empty: str, named: Task | Field | None = None) -> None:
        """Those who may follow a task today. `empty`: the words of the empty choice. Who is named on
        `named` now stays on the list, so that saving the form does not silently take him off."""
        for place in MONITOR_ROLES:
            field = self.fields[place]
            assert isinstance(field, forms.ModelChoiceField)
            keep = getattr(named, f"{place}_id") if named else None
            field.queryset = monitors(place, today, keep=keep)
            field.empty_label = empty
