"""What staff do around an application stands in the site's history, for program admins alone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from certification.review import actions
from certification.review.actions import exercises
from certification.review.models import Case, Round
from tests import scenes
from tests.certification.review.road_scenes import AT, a_core_group, a_pathway, a_proposal, an_exercise_of

pytestmark = pytest.mark.django_db


def told_a_candidate() -> Case:
    return scenes.a_not_yet_case()


def honoured_somebody() -> Case:
    until, by = date(2027, 12, 31), a_core_group(1)[0]
    return actions.put_forward_honorary(pathway=a_pathway(), row=a_proposal(), valid_until=until, by=by, clock=AT)


def an_agreed_case() -> Case:
    case = scenes.an_approved_case()
    assert case.enrolment.person is not None
    return actions.let_practise(case_id=case.pk, by=case.enrolment.person)


def made_an_exercise() -> Case:
    case = an_agreed_case()
    an_exercise_of(case)
    return case


def withdrew_an_exercise() -> Case:
    case = an_agreed_case()
    exercises.withdraw(exercise_id=an_exercise_of(case).pk, by=scenes.an_admin())
    return case


@pytest.mark.parametrize(
    ("does", "named"),
    [
        (told_a_candidate, "review.close"),
        (honoured_somebody, "review.put_forward_honorary"),
        (made_an_exercise, "review.make_exercise"),
        (withdrew_an_exercise, "review.withdraw_exercise"),
    ],
)
def test_lines_are_about_a_round_which_neither_guests_nor_a_candidate_of_the_core_group_read_of(
    does: Callable[[], Case], named: str
) -> None:
    case = does()

    line = ModelLogEntry.objects.get(action=named)

    about = str(Round.objects.get(case=case).pk)
    assert (line.content_type, line.object_id) == (ContentType.objects.get_for_model(Round), about)
    assert case.printed_name not in line.label
