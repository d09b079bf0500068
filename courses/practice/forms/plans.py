"""What leads type about a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from courses.practice import rules
from courses.practice.models import USUAL_MINUTES, Stage
from courses.practice.queries import Beginnings, Details, StageWords
from courses.practice.rules import Reason
from courses.slots.models import Slot
from lms.actions import Refused
from lms.web import times
from lms.web.wall_clock import WallClockField, ZoneField, instant, shown

OWN_TIME = "own"
_LONG = 6000
_is_address = URLValidator(schemes=["http", "https"])


class MaterialsField(forms.CharField):
    """Materials as lines: a title, then its address, if it has one."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Materials as somebody would have typed them."""
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{row['title']} {row['url']}".strip() for row in value)

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value) or ""
        super().run_validators(typed)
        lines = [line.strip() for line in typed.splitlines()]
        return tuple(_material(line) for line in lines if line)

    def validate(self, value: Any) -> None:
        """Every line is a material; there may be none."""

    def run_validators(self, value: Any) -> None:
        """They looked at what was typed before it was read line by line."""


def _material(line: str) -> dict[str, str]:
    title, _space, address = line.rpartition(" ")
    if "://" not in line and not address.startswith("/"):
        return {"title": line[:200], "url": ""}
    if not _leads_somewhere(address):
        words = gettext("Please end each line with its whole address, beginning with https://: “%(line)s”.")
        raise ValidationError(words % {"line": line[:80]})
    return {"title": (title.strip() or address)[:200], "url": address}


def _leads_somewhere(address: str) -> bool:
    """Whether it is a page of another site, or a file of this one."""
    if address.startswith("/") and not address.startswith("//"):
        return True
    try:
        _is_address(address)
    except ValidationError:
        return False
    return len(address) <= 500


@dataclass(frozen=True, slots=True)
class StageFields:
    """The fields of one stage, as the page shows them together; ``unfolded``: there is something in the script."""

    stage: Stage
    minutes: forms.BoundField
    questions: forms.BoundField
    script: forms.BoundField
    group_size: forms.BoundField | None

    @property
    def unfolded(self) -> bool:
        return bool(self.script.value() or self.script.errors)


class PlanForm(forms.Form):
    """A dialogue as its lead plans it, all on one page."""

    topic = forms.CharField(label=_("Topic"), max_length=200)
    concept = forms.CharField(
        label=_("Concept"),
        required=False,
        max_length=_LONG,
        help_text=_("What it is about, in one or two sentences."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    definition = forms.CharField(
        label=_("Definition"),
        required=False,
        max_length=_LONG,
        help_text=_("What all start from, short enough to read aloud."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    materials = MaterialsField(
        label=_("Materials"),
        required=False,
        max_length=_LONG,
        help_text=_("One on each line: a title, then its address."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    aim = forms.CharField(
        label=_("Watch me on"), max_length=300, help_text=_("One thing you'd like your observer to look at.")
    )
    slot = forms.ChoiceField(label=_("Where and when"), widget=forms.RadioSelect)
    when = WallClockField(label=_("Date and time"))
    zone = ZoneField()
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, sessions: Sequence[Slot], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = {str(slot.pk): slot for slot in sessions}
        told = [(pk, _told(slot)) for pk, slot in self.sessions.items()]
        self.fields["slot"].choices = [*told, (OWN_TIME, _("At a time of my own"))]  # type: ignore[attr-defined]
        if not self.sessions:
            del self.fields["slot"]
        for name in ("when", "zone", "language"):
            self.fields[name].required = self._chosen not in self.sessions
        for stage in Stage:
            self.fields |= _fields_of(stage)

    @property
    def _chosen(self) -> str:
        given = self.data if self.is_bound else self.initial
        return str(given.get("slot", OWN_TIME))

    @property
    def stages(self) -> list[StageFields]:
        return [
            StageFields(
                stage,
                self[f"minutes_{stage}"],
                self[f"questions_{stage}"],
                self[f"script_{stage}"],
                self["group_size"] if stage == Stage.BREAKOUT else None,
            )
            for stage in Stage
        ]

    @property
    def summed_up(self) -> list[tuple[forms.BoundField, Any]]:
        """Every field with its errors, for the summary above."""
        return [(field, field.errors) for field in self]

    @property
    def lengths(self) -> dict[str, int]:
        """How many minutes there are, by what can be chosen."""
        return {pk: slot.minutes for pk, slot in self.sessions.items()} | {OWN_TIME: rules.THE_HOUR}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = self.sessions.get(self._chosen)
        if chosen is not None:
            cleaned |= {"starts_at": chosen.starts_at, "zone": chosen.zone, "language": chosen.language}
        else:
            _clean_own_time(self, cleaned)
        minutes = {str(stage): cleaned.get(f"minutes_{stage}") for stage in Stage}
        whole = {stage: count for stage, count in minutes.items() if count is not None}
        self._clean_length(whole, self.lengths[str(chosen.pk) if chosen else OWN_TIME])
        return cleaned

    def _clean_length(self, minutes: Mapping[str, int], most: int) -> None:
        over = sum(minutes.values()) - most
        if over > 0:
            words = ngettext(
                "All five stages together take %(all)d minutes, and there are %(most)d. Take %(over)d minute away.",
                "All five stages together take %(all)d minutes, and there are %(most)d. Take %(over)d minutes away.",
                over,
            )
            longest = rules.longest_stage(minutes)
            self.add_error(f"minutes_{longest}", words % {"all": sum(minutes.values()), "most": most, "over": over})

    def refuse(self, refusal: Refused) -> None:
        """Say each reason of a rule at the field that it is about."""
        for reason, words in zip(refusal.reasons, refusal.messages, strict=True):
            self.add_error(self._field_of(reason), words)

    def _field_of(self, reason: Any) -> str | None:
        if reason == Reason.STARTS_IN_THE_PAST:
            return "slot" if self._chosen in self.sessions else "when"
        return {Reason.SESSION_NOT_OPEN: "slot", Reason.TOO_LONG: f"minutes_{Stage.BREAKOUT}"}.get(reason)

    def details(self, begun: Details) -> Details:
        """What was typed, of a plan that began somewhere."""
        typed = self.cleaned_data
        chosen = self.sessions.get(self._chosen)
        return Details(
            concept=typed["concept"],
            definition=typed["definition"],
            materials=typed["materials"],
            stages={stage: self._words(stage) for stage in Stage},
            slot_id=chosen.pk if chosen else None,
            language=typed["language"],
            from_topic_id=begun.from_topic_id,
            copied_from_id=begun.copied_from_id,
        )

    def _words(self, stage: Stage) -> StageWords:
        typed = self.cleaned_data
        return StageWords(
            minutes=typed[f"minutes_{stage}"],
            script=typed[f"script_{stage}"],
            questions=typed[f"questions_{stage}"],
            group_size=typed["group_size"] if stage == Stage.BREAKOUT else None,
        )


def _clean_own_time(form: PlanForm, cleaned: dict[str, Any]) -> None:
    if cleaned.get("when") and cleaned.get("zone"):
        try:
            cleaned["starts_at"] = instant(cleaned["when"], cleaned["zone"])
        except ValidationError as error:
            form.add_error("when", error)


def initial_of(details: Details) -> dict[str, Any]:
    """The words of a plan, as its form begins with them."""
    begun: dict[str, Any] = {
        "concept": details.concept,
        "definition": details.definition,
        "materials": details.materials,
        "language": details.language,
        "slot": str(details.slot_id or OWN_TIME),
        "group_size": details.stages[Stage.BREAKOUT].group_size,
    }
    for stage, words in details.stages.items():
        begun |= {f"minutes_{stage}": words.minutes, f"script_{stage}": words.script}
        begun[f"questions_{stage}"] = words.questions
    return begun


def own_time_of(starts_at: Any, zone: str) -> dict[str, Any]:
    """A time as its fields begin with it."""
    return {"when": shown(starts_at, zone).wall, "zone": zone}


def _told(slot: Slot) -> str:
    return f"{slot.title} · {times.tell(slot.starts_at, slot.ends_at, slot.zone)}"


def _fields_of(stage: Stage) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {
        f"minutes_{stage}": forms.IntegerField(
            label=gettext("%(stage)s: minutes") % {"stage": stage.label},
            initial=USUAL_MINUTES[stage],
            validators=[MinValueValidator(1), MaxValueValidator(60)],
            widget=forms.NumberInput(attrs={"min": 1, "max": 60, "inputmode": "numeric", "data-minutes": ""}),
        ),
        f"questions_{stage}": forms.CharField(
            label=_("Questions, one on each line"),
            required=False,
            max_length=_LONG,
            widget=forms.Textarea(attrs={"rows": 3 if stage == Stage.BREAKOUT else 2}),
        ),
        f"script_{stage}": forms.CharField(
            label=_("What you say and do"),
            required=False,
            max_length=_LONG,
            widget=forms.Textarea(attrs={"rows": 4}),
        ),
    }
    if stage == Stage.BREAKOUT:
        found["group_size"] = forms.IntegerField(
            label=_("People in a group"),
            required=False,
            validators=[MinValueValidator(2), MaxValueValidator(20)],
            widget=forms.NumberInput(attrs={"min": 2, "max": 20, "inputmode": "numeric"}),
        )
    return found


class BeginForm(forms.Form):
    """What a plan begins from."""

    begin = forms.ChoiceField(label=_("Begin from"), required=False)

    def __init__(self, beginnings: Beginnings, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = (
            (_("Topics of the library"), [(f"topic-{topic.key}", topic.title) for topic in beginnings.topics]),
            (_("Plans of mine"), [(f"plan-{plan.pk}", plan.topic) for plan in beginnings.own]),
            (_("Plans that others share"), [(f"plan-{plan.pk}", plan.topic) for plan in beginnings.shared]),
        )
        choices = [("", _("An empty page")), *((label, rows) for label, rows in groups if rows)]
        self.fields["begin"].choices = choices  # type: ignore[attr-defined]


class CommentForm(forms.Form):
    """A few words about a plan."""

    text = forms.CharField(label=_("What you'd like to say"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class SharingForm(forms.Form):
    """Whether others see whose plan it is."""

    by_name = forms.BooleanField(label=_("Say that it is mine"), required=False)
