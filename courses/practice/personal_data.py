"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from courses.practice.models import Assignment, Dialogue, Observation, Promise, Reflection
from lms.audit import actions as audit
from lms.people import personal_data
from lms.people.models import User

_WORDS = ("happened", "felt", "otherwise", "learn")


def export(person: User) -> dict[str, Any]:
    led = Dialogue.objects.led_by(person.pk).order_by("pk")
    about = Observation.objects.filter(dialogue__in=led, submitted_at__isnull=False)
    by = Observation.objects.filter(observer=person)
    return {
        "dialogues": list(led.values("topic", "aim", "starts_at", "state")),
        "reflections": list(Reflection.objects.filter(dialogue__in=led).values(*_WORDS)),
        "observations_about_you": list(about.values("scores", "evidence", "strengths", "one_thing", "readiness")),
        "promises": list(Promise.objects.filter(person=person).order_by("pk").values("on", "made_at", "withdrawn_at")),
        "observations_by_you": list(by.values("scores", "evidence", "strengths", "one_thing", "readiness")),
    }


def erase(person: User) -> None:
    """Remove the person's own words and what was written about them; what they observed of others stays theirs."""
    led = Dialogue.objects.led_by(person.pk)
    Reflection.objects.filter(dialogue__in=led).delete()
    Promise.objects.filter(person=person).delete()
    Observation.objects.filter(dialogue__in=led, submitted_at=None).delete()
    Observation.objects.filter(dialogue__in=led).update(evidence={}, strengths="—", one_thing="—")
    audit.forget_titles(led)
    led.update(topic="—", aim="—")
    Assignment.objects.filter(observer=person, dialogue__state__in=["proposed", "cleared"]).delete()


personal_data.register("practice", export=export, erase=erase)
