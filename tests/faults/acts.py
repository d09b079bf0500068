"""What the processes that are killed do: the same actions as everywhere, and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from celery import current_app
from django.utils import timezone

from certification.certificates import actions as certificates
from certification.review import actions as review
from certification.review.rules import Vote, Written
from cms.actions import deck_versions, decks
from cms.actions import releases as pages
from courses.practice.actions import room
from courses.practice.models import Press, Stage
from courses.progress.actions import moves, releases
from courses.progress.models import Release
from lms.mail import actions as mail
from lms.people import actions as people
from lms.people.models import User
from tests import scenes
from tests.certification.certificates.test_actions import EARNED
from tests.faults.desk import DESK
from tests.faults.site import SITE
from tests.faults.storm import storm

APPROVAL = Written(decision=Vote.APPROVE, reason="I saw it in the observations.")
# Longer than any lease: who was killed an hour ago holds nothing any more.
LATER = timedelta(hours=1)


def approve(case_id: int, reviewer_id: int) -> None:
    review.decide(case_id=case_id, written=APPROVAL, by=User.objects.get(pk=reviewer_id))


def issue(person_id: int) -> None:
    """What an approval does with the certificate, without all that goes before it."""
    person = User.objects.get(pk=person_id)
    certificates.issue(cause=f"test/{person_id}", person=person, earned=EARNED, approval=scenes.APPROVAL)


def render(certificate_id: int) -> None:
    certificates.render(certificate_id)


def revoke(certificate_id: int, person_id: int) -> None:
    certificates.revoke(certificate_id=certificate_id, by=User.objects.get(pk=person_id))


def sign_lists() -> None:
    certificates.sign_lists()


def erase(person_id: int) -> None:
    people.erase(person=User.objects.get(pk=person_id), by=None)


def release(admin_id: int) -> None:
    """A version that asks something else, to which everybody moves."""
    document, lessons = scenes.a_document(scenes.a_lesson("listening"), scenes.a_lesson("repair"))
    by = User.objects.get(pk=admin_id)
    releases.release(document=document, lessons=lessons, rule=Release.Rule.MOVE, by=by)


def take_back(release_id: int, admin_id: int) -> None:
    moves.take_back(release_id=release_id, because="The old one was better.", by=User.objects.get(pk=admin_id))


def release_due() -> None:
    pages.release_due()


def sweep_moves() -> None:
    moves.sweep()


def room_press(dialogue_id: int, person_id: int, number: int) -> None:
    """A lead's device sends its press: of the stage of that number, or after the last one of the end."""
    stages = list(Stage)
    last = number == len(stages)
    pressed = room.Pressed(
        act=Press.Act.FINISH if last else Press.Act.BEGIN,
        key=uuid5(NAMESPACE_URL, f"{person_id}/{number}"),
        at=timezone.now(),
        stage=None if last else stages[number],
    )
    room.take_press(dialogue_id=dialogue_id, pressed=pressed, by=User.objects.get(pk=person_id))


def download_deck(link_id: int) -> None:
    """Somebody presses the button behind their personal link."""
    decks.download(link_id=link_id).close()


def tell_of_deck(version_id: int) -> None:
    deck_versions.tell(version_id)


def sweep() -> None:
    """What the periodic tasks do once those who were killed have been silent for long enough."""
    certificates.sweep()
    mail.sweep(clock=_later)


def sweep_now() -> None:
    """The same while all are alive: what one of them has claimed is no other's to take back."""
    certificates.sweep()
    mail.sweep()


def deliver(mail_id: int) -> None:
    mail.deliver(mail_id)


def send_sweeps() -> None:
    """The same, asked of a worker."""
    for name in ("certificates.sweep", "mail.sweep"):
        current_app.tasks[name].delay()


def _later() -> datetime:
    return timezone.now() + LATER


_ALL: tuple[Callable[..., None], ...] = (
    approve,
    issue,
    render,
    erase,
    revoke,
    sign_lists,
    release,
    take_back,
    release_due,
    sweep_moves,
    sweep,
    sweep_now,
    deliver,
    send_sweeps,
    room_press,
    download_deck,
    tell_of_deck,
    storm,
    *DESK,
    *SITE,
)
ACTS = {act.__name__: act for act in _ALL}
