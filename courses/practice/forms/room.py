"""What leads press and type in the room."""

from datetime import UTC, datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.practice.models import Note, Press, Stage
from courses.practice.rules import breakout


class SentPressForm(forms.Form):
    """One press as a device has kept it."""

    key = forms.UUIDField()
    act = forms.ChoiceField(choices=Press.Act.choices)
    stage = forms.ChoiceField(choices=Stage.choices, required=False)
    pressed_at = forms.CharField()

    def clean_act(self) -> Press.Act:
        return Press.Act(self.cleaned_data["act"])

    def clean_stage(self) -> Stage | None:
        return Stage(self.cleaned_data["stage"]) if self.cleaned_data["stage"] else None

    def clean_pressed_at(self) -> datetime:
        try:
            told = datetime.fromisoformat(self.cleaned_data["pressed_at"])
            return (told if timezone.is_aware(told) else timezone.make_aware(told)).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(_("This time can't be read.")) from error


class GroupsForm(forms.Form):
    """How people part into groups."""

    size_or_number = forms.ChoiceField(
        label=_("Make groups by"),
        choices=[("size", _("how many people sit together")), ("number", _("how many groups there are"))],
        widget=forms.RadioSelect,
        initial="size",
    )
    n = forms.IntegerField(label=_("How many"), min_value=1, max_value=breakout.MOST_GROUPS)
    people = forms.IntegerField(
        label=_("People to part"),
        min_value=breakout.FEWEST,
        max_value=breakout.MOST,
        help_text=_("Count those who will talk, without leads and observers. No names are kept."),
    )

    def __init__(self, *args: object, known: int = 0, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if known:
            self.fields["people"].required = False
            self.fields["people"].help_text = _(
                "Leave this empty to part those who are here by name: %(count)d. A number makes groups without names."
            ) % {"count": known}


class JottedForm(forms.Form):
    """A note of a lead from a plain form: parked for both, or for themselves."""

    kind = forms.ChoiceField(choices=[(Note.Kind.PARKED, ""), (Note.Kind.OWN, "")])
    text = forms.CharField(max_length=2000)

    def clean_kind(self) -> Note.Kind:
        return Note.Kind(self.cleaned_data["kind"])
