"""A candidate chooses the language that the certificate is printed in; their own is proposed."""

import pytest
from django.urls import reverse

from certification.certificates.models import Certificate
from certification.review.models import Case
from courses.progress.models import Enrolment
from tests import scenes
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db
APPLY = reverse("review:apply", args=["facilitator"])
WORDS = {"printed_name": "Amara Okafor", "certificate_language": "en", "motivation": "I want honest rooms."}


@pytest.fixture
def ready(db: None) -> Enrolment:
    """Somebody who reads French and has done everything."""
    enrolment = scenes.a_trainee_ready_to_apply()
    assert enrolment.person is not None
    enrolment.person.language = "fr"
    enrolment.person.save()
    return enrolment


def test_the_readers_own_language_is_proposed(ready: Enrolment, sign_in: SignIn) -> None:
    form = sign_in(ready.person).get(APPLY).context["form"]

    assert form["certificate_language"].value() == "fr"


@pytest.mark.parametrize("chosen", ["en", "fr"])
def test_the_certificate_is_printed_in_the_language_that_was_chosen(
    ready: Enrolment, sign_in: SignIn, chosen: str
) -> None:
    sign_in(ready.person).post(APPLY, {**WORDS, "certificate_language": chosen})
    for _ in range(2):
        scenes.decide(Case.objects.get(), scenes.a_core_member())

    assert Certificate.objects.get().snapshot["language"] == chosen


def test_whoever_was_never_asked_has_it_in_their_own(ready: Enrolment) -> None:
    case = scenes.an_application(ready)
    for _ in range(2):
        scenes.decide(case, scenes.a_core_member())

    assert Certificate.objects.get().snapshot["language"] == "fr"


def test_another_language_is_told_at_the_field(ready: Enrolment, sign_in: SignIn) -> None:
    answer = sign_in(ready.person).post(APPLY, {**WORDS, "certificate_language": "tlh"})

    assert list(answer.context["form"].errors) == ["certificate_language"]
