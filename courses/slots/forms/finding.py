"""What somebody looks for in the list and in the calendar: a plain form whose state is the address."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from courses.slots.models import Slot
from courses.slots.queries import Where, Wishes

_ANY = ("", _("any"))


class FindingForm(forms.Form):
    """What it can't read doesn't narrow anything: an old address still shows sessions."""

    marks_optional = False

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[_ANY, *Slot.Kind.choices])
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[_ANY, *settings.LANGUAGES])
    where = forms.ChoiceField(
        label=_("Where"), required=False, choices=[_ANY, (Where.ONLINE, _("online")), (Where.ROOM, _("in a room"))]
    )
    free = forms.BooleanField(label=_("With a free seat"), required=False)
    needed = forms.BooleanField(label=_("Counts for my training"), required=False)

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not signed_in:
            del self.fields["needed"]

    @property
    def wishes(self) -> Wishes:
        self.is_valid()
        return Wishes(**{name: value for name, value in self.cleaned_data.items() if value})

    @property
    def narrows(self) -> bool:
        return self.wishes != Wishes()
