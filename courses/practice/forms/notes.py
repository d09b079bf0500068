"""What is noted down during a dialogue."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.practice.models import Note, Stage


class NoteForm(forms.ModelForm[Note]):
    """One note in words."""

    class Meta:
        model = Note
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        labels = {"text": _("What the lead does or says")}


class SentNoteForm(forms.Form):
    """One note as a phone has kept it. What can't be read of the time is the time of arrival."""

    key = forms.UUIDField()
    kind = forms.ChoiceField(choices=Note.Kind.choices, required=False)
    text = forms.CharField(max_length=2000)
    stage = forms.ChoiceField(choices=Stage.choices, required=False)
    noted_at = forms.CharField(required=False)

    def clean_kind(self) -> Note.Kind:
        return Note.Kind(self.cleaned_data["kind"] or Note.Kind.SEEN)

    def clean_noted_at(self) -> datetime:
        try:
            told = datetime.fromisoformat(self.cleaned_data["noted_at"])
        except ValueError:
            return timezone.now()
        return told if timezone.is_aware(told) else timezone.now()
