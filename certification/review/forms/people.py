"""What is typed about who decides, and about oneself at the desk."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certification.review import queries
from certification.review.models import Absence
from lms.people.models import User


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class StepAsideForm(forms.Form):
    """Nobody asks why."""

    reason = forms.CharField(
        label=_("A word to the others, if you like"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("They read it beside your name. Nobody asks why."),
    )


class NoObstacleForm(forms.Form):
    """Why a tie is no obstacle in one case."""

    reason = forms.CharField(
        label=_("Why it is no obstacle here"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever agrees as the second person reads it. It is kept with the application."),
    )


class GuestForm(forms.Form):
    """Somebody to help, found by name or address; where several are called so, they are there to choose from."""

    who = forms.CharField(
        label=_("Name, or the e-mail address that they sign in with"), max_length=320, widget=forms.TextInput
    )
    person = forms.ModelChoiceField(
        label=_("Whom do you mean?"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
    )
    reason = forms.CharField(
        label=_("Why this person"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever agrees as the second person reads it. It is kept with the application."),
    )
    until = forms.DateField(
        label=_("Until, the last day"),
        widget=_day(),
        help_text=_("Their help also ends when the application is decided."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = str(self.data.get("who", "")).strip() if self.is_bound else ""
        self.found = queries.people_called(words) if words else []
        if len(self.found) > 1:
            named: Any = self.fields["person"]
            named.queryset = User.objects.filter(pk__in=[person.pk for person in self.found])
            named.choices = [(person.pk, _called(person)) for person in self.found]
        else:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if len(self.found) == 1:
            cleaned["person"] = self.found[0]
        elif self.found and not cleaned.get("person"):
            self.add_error("person", _("Several people are called so. Please choose one."))
        elif cleaned.get("who") and not self.found:
            self.add_error("who", _("Nobody who has an account is called so. Ask them to make one first."))
        return cleaned

    def clean_until(self) -> datetime:
        """The day's last moment, by the clock of whoever names them."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["until"], time.max))


def _called(person: User) -> str:
    return f"{person} · {person.institution}" if person.institution else str(person)


def guest_from(*, due_at: datetime, at: datetime) -> dict[str, object]:
    """What the form begins with: time for the target and two weeks more."""
    return {"until": timezone.localdate(max(due_at, at) + timedelta(days=14))}


class AbsenceForm(forms.Form):
    """Days, and who takes over; the verb says what doesn't fit."""

    starts_on = forms.DateField(label=_("First day"), widget=_day())
    ends_on = forms.DateField(label=_("Last day"), widget=_day())
    delegate = forms.ModelChoiceField(
        label=_("Who takes over"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("whoever has time"),
        help_text=_("What waits for you goes to them where nothing ties them to the candidate, else to others."),
    )

    def __init__(self, person: User, *args: Any, absence: Absence | None = None, **kwargs: Any) -> None:
        if absence is not None:
            kwargs["initial"] = {name: getattr(absence, name) for name in ("starts_on", "ends_on", "delegate")}
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["delegate"]
        chosen.queryset = queries.could_take_over(person)


class DigestForm(forms.Form):
    """Whether the weekly mail is wanted."""

    weekly = forms.BooleanField(
        label=_("Write to me on Monday mornings at eight, if something is open with me"), required=False
    )
