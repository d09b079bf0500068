"""What is done to several sessions at once."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.slots import queries
from courses.slots.actions.together import Act, CallOff, Change, Publish, SetSeats
from courses.slots.forms.slots import CallOffForm, CapacityForm
from courses.slots.models import Slot
from lms.people.models import User


class ActForm(forms.Form):
    """What is said of all of them; a form with nothing to fill in is said already."""

    title: Promise
    label: Promise
    danger = False

    def act(self) -> Act:
        raise NotImplementedError


class PublishForm(ActForm):
    title, label = gettext_lazy("Publish them"), gettext_lazy("Publish …")

    def act(self) -> Act:
        return Publish()


class CallOffTogetherForm(CallOffForm, ActForm):
    title, label, danger = gettext_lazy("Call them off"), gettext_lazy("Call off …"), True

    def act(self) -> Act:
        return CallOff(self.cleaned_data["because"])


class HostForm(ActForm):
    title, label = gettext_lazy("Change their host"), gettext_lazy("Host …")
    host: forms.ModelChoiceField[User] = forms.ModelChoiceField(label=gettext_lazy("Host"), queryset=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = queries.hosts()  # type: ignore[attr-defined]

    def act(self) -> Act:
        return Change("host", self.cleaned_data["host"], lambda host: str(host or _("nobody")))


class FacilitatorsForm(ActForm):
    title, label = gettext_lazy("Change who facilitates"), gettext_lazy("Facilitators …")
    facilitators: forms.ModelMultipleChoiceField[User] = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Facilitators"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facilitators"].queryset = queries.hosts()  # type: ignore[attr-defined]

    def act(self) -> Act:
        people = [*self.cleaned_data["facilitators"]]
        return Change("facilitators", people, _names)


def _names(people: Any) -> str:
    return ", ".join(sorted(str(person) for person in people)) or _("nobody")


class RoomForm(ActForm):
    title, label = gettext_lazy("Change their room"), gettext_lazy("Room …")
    room = forms.CharField(
        label=gettext_lazy("Room"),
        max_length=Slot._meta.get_field("room").max_length,
        required=False,
        help_text=gettext_lazy("Empty: they take place online."),
    )

    def act(self) -> Act:
        return Change("room", self.cleaned_data["room"], lambda room: room or _("no room"))


class SeatsForm(CapacityForm, ActForm):
    title, label = gettext_lazy("Change their seats"), gettext_lazy("Seats …")

    def act(self) -> Act:
        return SetSeats(self.cleaned_data["capacity"])


class CaptionsForm(ActForm):
    title, label = gettext_lazy("Change live captions"), gettext_lazy("Captions …")
    captions = forms.BooleanField(label=gettext_lazy("There are live captions"), required=False)

    def act(self) -> Act:
        return Change("captions", self.cleaned_data["captions"], _captions)


def _captions(there: bool) -> str:
    return _("live captions") if there else _("no live captions")


ACTS: Mapping[str, type[ActForm]] = {
    "publish": PublishForm,
    "host": HostForm,
    "facilitators": FacilitatorsForm,
    "room": RoomForm,
    "seats": SeatsForm,
    "captions": CaptionsForm,
    "call-off": CallOffTogetherForm,
}
