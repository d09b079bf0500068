"""Pages that are to be published later."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.models import LessonPage, ModulePage
from cms.tasks import publish_scheduled
from tests.cms import scenes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("minutes", "live"), [(-1, True), (60, False)])
def test_a_page_is_published_when_its_time_has_come(minutes: int, live: bool) -> None:
    module = ModulePage.objects.child_of(scenes.a_pathway(lessons=0)).get()
    lesson = scenes.a_lesson(module, 0, live=False)
    lesson.go_live_at = timezone.now() + timedelta(hours=1)
    lesson.save_revision().publish()
    revision = lesson.get_latest_revision()
    assert revision is not None
    revision.approved_go_live_at = timezone.now() + timedelta(minutes=minutes)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()

    publish_scheduled()

    assert LessonPage.objects.get(pk=lesson.pk).live is live
