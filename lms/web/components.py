"""The living page: every part in every state, for those who build pages and those who check them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.web.parts import Reach, RoadStep

NEW_YORK = "America/New_York"


class SampleForm(forms.Form):
    """One field of each sort that our screens use; here its errors must not draw the page down to them."""

    summary_takes_focus = False

    name = forms.CharField(label="Your name", help_text="As you want others to see it.")
    email = forms.EmailField(label="E-mail address")
    pronouns = forms.CharField(label="Pronouns", required=False)
    language = forms.ChoiceField(label="Language", choices=[("en", "English"), ("fr", "Français")])
    seats = forms.IntegerField(label="Seats", min_value=1, help_text="Eight works well.")
    reflection = forms.CharField(label="What would you do differently?", widget=forms.Textarea(attrs={"rows": 4}))
    observed = forms.ChoiceField(
        label="Invites every voice",
        help_text="What you saw, not what you hoped for.",
        widget=forms.RadioSelect,
        choices=[("1", "Not yet"), ("2", "Getting there"), ("3", "Ready"), ("none", "Not observed")],
    )
    topics = forms.MultipleChoiceField(
        label="Topics you would like",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("silence", "Silence versus speech"), ("rest", "Action versus rest")],
    )
    consent = forms.BooleanField(label="I keep what is said in the room, in the room.")

    def clean(self) -> dict[str, object]:
        if self.cleaned_data.get("seats") == 1:
            raise forms.ValidationError("A chat needs at least two people.")
        return self.cleaned_data


LESSON_PARTS = ("key_term", "questions", "script", "quote", "image", "video", "file", "embed")

ROAD = [
    RoadStep("Sign up", Reach.DONE, "12 Oct"),
    RoadStep("Live training", Reach.DONE, "60 minutes on 20 Oct"),
    RoadStep("Modules", Reach.NEXT, "Five of seven lessons read", url="#road"),
    RoadStep("Practice dialogues", Reach.WAITING, "Amara Okafor is writing her observation"),
    RoadStep("Review", Reach.LATER, "Two of the core group decide"),
    RoadStep("Certificate", Reach.LATER),
]


@dataclass(frozen=True, slots=True)
class LivingPage:
    """What the samples show."""

    road: list[RoadStep]
    empty_form: SampleForm
    wrong_form: SampleForm
    starts: datetime
    ends: datetime
    late_starts: datetime
    late_ends: datetime
    stage_minutes: dict[str, int]
    pages: Page[int]
    lesson_parts: tuple[str, ...]


def page(request: HttpRequest, clock: Callable[[], datetime] = datetime.now) -> HttpResponse:
    today = clock().astimezone(ZoneInfo(NEW_YORK)).replace(minute=0, second=0, microsecond=0)
    starts = today.replace(hour=15) + timedelta(days=3)
    late_starts = today.replace(hour=23) + timedelta(days=3)
    wrong_form = SampleForm({"email": "amara@", "seats": "1", "language": "en"}, auto_id="wrong_%s")
    wrong_form.is_valid()
    shown = LivingPage(
        road=ROAD,
        empty_form=SampleForm(auto_id="empty_%s"),
        wrong_form=wrong_form,
        starts=starts,
        ends=starts + timedelta(hours=1),
        late_starts=late_starts,
        late_ends=late_starts + timedelta(hours=2),
        stage_minutes={"check_in": 8, "concept": 7, "frame": 10, "breakout": 20, "debrief": 15},
        pages=Paginator(range(200), 10).get_page(request.GET.get("page", 5)),
        lesson_parts=LESSON_PARTS,
    )
    return render(request, "web/components.html", {"shown": shown, "zone": NEW_YORK})
