"""Drafts on several devices, observations that stay as they are, and what is said differently afterwards."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.practice import queries
from courses.practice.actions import observations
from courses.practice.actions.observations import Written
from courses.practice.models import Dialogue, Observation, ObservationDraft, Pairing
from courses.practice.personal_data import erase, export
from courses.practice.rules import Reason
from courses.progress.actions import releases
from courses.progress.models import LedgerEvent, Release
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from tests import processes, scenes
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WHOLE = Written(
    scores=dict.fromkeys(scenes.COMPETENCIES, 3),
    strengths="You let silence work.",
    one_thing="Name the time left.",
    readiness="nearly",
)
FIELDS = {
    **{f"level_{name}": "3" for name in scenes.COMPETENCIES},
    "strengths": WHOLE.strengths,
    "one_thing": WHOLE.one_thing,
    "readiness": "nearly",
}


@pytest.fixture
def observed() -> tuple[Dialogue, User]:
    """A dialogue that is over, and its observer, who hasn't written yet."""
    observer = UserFactory.create()
    return scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=observer)), observer


def save(dialogue: Dialogue, by: User, words: str = "Calm.", *, seen: int = 0, key: UUID | None = None) -> Any:
    written = Written(strengths=words)
    return observations.save_draft(dialogue_id=dialogue.pk, written=written, by=by, seen=seen, key=key)


def hand_in(dialogue: Dialogue, by: User, written: Written = WHOLE, **more: Any) -> Observation:
    return observations.hand_in(dialogue_id=dialogue.pk, written=written, by=by, **more)


def amend(dialogue: Dialogue, by: User, *, seen: int = 1, because: str = "I misread it.", **said: Any) -> Observation:
    written = replace(WHOLE, **({"one_thing": "Slower."} | said))
    return observations.amend(dialogue_id=dialogue.pk, written=written, because=because, seen=seen, by=by)


def refusals(act: Any) -> tuple[Any, ...]:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.reasons


# --- drafts ---------------------------------------------------------------------------------------


def test_who_saves_on_top_of_an_older_draft_overwrites_nothing(observed: tuple[Dialogue, User]) -> None:
    save(*observed, "From the phone.")

    reasons = refusals(lambda: save(*observed, "From the tablet.", seen=0))

    assert (reasons, ObservationDraft.objects.get().strengths) == ((Reason.CHANGED_ELSEWHERE,), "From the phone.")


def test_saving_twice_under_one_key_is_one_saving(observed: tuple[Dialogue, User]) -> None:
    key = uuid4()

    revisions = [save(*observed, key=key).revision for _time in range(2)]

    assert revisions == [1, 1]


# --- handing in -----------------------------------------------------------------------------------


def test_handing_in_the_same_again_changes_nothing(observed: tuple[Dialogue, User]) -> None:
    assert hand_in(*observed) == hand_in(*observed)
    assert OutgoingMail.objects.filter(name="observation_in").count() == 1


def test_handing_in_something_else_afterwards_is_refused(observed: tuple[Dialogue, User]) -> None:
    hand_in(*observed)

    reasons = refusals(lambda: hand_in(*observed, replace(WHOLE, readiness="ready")))

    assert reasons == (Reason.ALREADY_HANDED_IN,)


@pytest.mark.parametrize(("score", "asked"), [(1, True), (2, True), (3, False), (None, False)])
def test_a_level_below_the_rubrics_bound_comes_with_words(score: int | None, asked: bool) -> None:
    document, lessons = scenes.a_document()
    document["rubric"]["words_below"] = 3
    rule, admin = Release.Rule.KEEP, scenes.an_admin()
    release = releases.release(document=document, lessons=lessons, rule=rule, by=admin, clock=scenes.at(scenes.NOW))
    observer = UserFactory.create()
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment(release=release), observer=observer))

    def act() -> Observation:
        return hand_in(dialogue, observer, replace(WHOLE, scores={**WHOLE.scores, "care": score}))

    if asked:
        assert refusals(act) == (Reason.EVIDENCE_MISSING,)
    else:
        assert act().scores["care"] == score


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_processes_that_hand_in_at_once_make_one_observation() -> None:
    observer = UserFactory.create()
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=observer))
    code = f"""
from courses.practice.actions import observations
from lms.people.models import User
input()
written = observations.Written(**{ {name: getattr(WHOLE, name) for name in WHOLE.__slots__}!r})
observations.hand_in(dialogue_id={dialogue.pk}, written=written, by=User.objects.get(pk={observer.pk}))
"""
    both = [processes.start(code) for _time in range(2)]

    ends = [process.communicate("go\n", timeout=120) for process in both]

    assert [process.returncode for process in both] == [0, 0], ends
    assert Observation.objects.count() == 1
    assert LedgerEvent.objects.filter(subject__startswith="observation:").count() == 1


# --- amendments -----------------------------------------------------------------------------------


def test_an_amendment_is_a_version_beside_the_first_and_the_one_that_counts(observed: tuple[Dialogue, User]) -> None:
    dialogue, observer = observed
    hand_in(*observed)

    amend(*observed, scores={**WHOLE.scores, "care": 4})

    standing = queries.handed_in_by(dialogue, observer)
    assert standing is not None
    assert [(row.version, row.one_thing) for row in (standing, *standing.earlier)] == [
        (2, "Slower."),
        (1, "Name the time left."),
    ]
    dialogue.enrolment.refresh_from_db()
    progress = dialogue.enrolment.progress[f"observation:{dialogue.pk}/{observer.pk}"]
    assert progress.value["scores"]["care"] == 4


def test_the_lead_is_told_of_an_amendment(observed: tuple[Dialogue, User]) -> None:
    hand_in(*observed)

    amend(*observed)

    mail = OutgoingMail.objects.get(name="observation_amended")
    assert mail.person == observed[0].lead


def test_saying_the_same_amendment_twice_is_one_version(observed: tuple[Dialogue, User]) -> None:
    hand_in(*observed)

    versions = [amend(*observed).version for _time in range(2)]

    assert versions == [2, 2]


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"because": " "}, Reason.BECAUSE_MISSING),
        ({"seen": 0}, Reason.CHANGED_ELSEWHERE),
        ({"one_thing": WHOLE.one_thing}, Reason.NOTHING_DIFFERS),
        ({"strengths": ""}, Reason.WORDS_MISSING),
    ],
)
def test_an_amendment_says_why_and_something_else_on_top_of_what_stands(
    observed: tuple[Dialogue, User], said: dict[str, Any], because: Reason
) -> None:
    hand_in(*observed)

    assert refusals(lambda: amend(*observed, **said)) == (because,)


def test_who_hasnt_handed_in_has_nothing_to_amend(observed: tuple[Dialogue, User]) -> None:
    assert Reason.NOT_HANDED_IN in refusals(lambda: amend(*observed))


def test_by_form_an_amendment_is_said_and_read_with_what_stood_before(
    observed: tuple[Dialogue, User], sign_in: SignIn
) -> None:
    hand_in(*observed)
    client, address = sign_in(observed[1]), reverse("practice:amend", args=[observed[0].pk])
    form = client.get(address).context["form"]
    assert (form["seen"].value(), form["level_care"].value()) == (1, "3")

    refused = client.post(address, FIELDS | {"seen": "1", "one_thing": "Slower."})
    answer = client.post(address, FIELDS | {"seen": "1", "one_thing": "Slower.", "because": "Misread."}, follow=True)

    assert list(refused.context["form"].errors) == ["because"]
    words = answer.content.decode()
    assert all(text in words for text in ("Misread.", "Slower.", "What they wrote before", WHOLE.one_thing))


# --- the door for phones --------------------------------------------------------------------------


def send(client: Client, dialogue: Dialogue, verb: str = "keep_draft", **fields: Any) -> Any:
    key = fields.pop("key", str(uuid4()))
    url = reverse(f"practice:{verb}", args=[dialogue.pk])
    return client.post(url, fields | {"key": key}, content_type="application/json")


def test_a_phone_keeps_a_draft_and_hands_it_in(observed: tuple[Dialogue, User], sign_in: SignIn) -> None:
    client = sign_in(observed[1])

    kept = send(client, observed[0], strengths="Calm.", seen=0).json()["draft"]
    done = send(client, observed[0], "hand_in", **FIELDS, seen=kept["revision"], people=9)

    assert done.json()["handed_in"] is True
    assert (Observation.objects.get().scores, Dialogue.objects.get().headcount) == (WHOLE.scores, 9)


def test_a_phone_that_saw_an_older_draft_is_given_the_other(observed: tuple[Dialogue, User], sign_in: SignIn) -> None:
    save(*observed, "From the tablet.")

    answer = send(sign_in(observed[1]), observed[0], strengths="From the phone.", seen=0)

    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert (told["code"], told["draft"]["revision"]) == ("changed_elsewhere", 1)
    assert told["draft"]["fields"]["strengths"] == "From the tablet."


def test_what_is_still_missing_is_said_field_by_field(observed: tuple[Dialogue, User], sign_in: SignIn) -> None:
    fields = FIELDS | {"level_care": "1", "one_thing": ""}
    del fields["level_frame"]

    told = send(sign_in(observed[1]), observed[0], "hand_in", **fields, seen=0).json()

    assert set(told["errors"]) == {"level_frame", "evidence_care", "one_thing"}


@pytest.mark.parametrize("fields", [{"level_care": "9"}, {"people": 5000}, {"seen": "x"}])
def test_what_no_form_holds_is_answered_and_nothing_kept(
    observed: tuple[Dialogue, User], sign_in: SignIn, fields: dict[str, Any]
) -> None:
    answer = send(sign_in(observed[1]), observed[0], **fields)

    assert (answer.status_code, answer.json()["code"]) == (422, "look_again")
    assert not ObservationDraft.objects.exists()


def test_the_door_tells_who_is_signed_out(observed: tuple[Dialogue, User], client: Client) -> None:
    assert send(client, observed[0]).status_code == 401


@pytest.mark.parametrize("verb", ["keep_draft", "hand_in"])
def test_the_door_takes_nothing_that_somebody_else_wrote(
    observed: tuple[Dialogue, User], sign_in: SignIn, verb: str
) -> None:
    address = reverse(f"practice:{verb}", args=[observed[0].pk])
    sent = FIELDS | {"seen": 0, "key": str(uuid4())}
    writer = {"X-Written-By": str(observed[1].pk + 1)}

    answer = sign_in(observed[1]).post(address, sent, content_type="application/json", headers=writer)

    assert (answer.status_code, answer.json()["code"]) == (409, "somebody_else")
    assert (ObservationDraft.objects.count(), Observation.objects.count()) == (0, 0)


def test_the_page_and_the_door_open_for_observers_who_said_yes(
    observed: tuple[Dialogue, User], sign_in: SignIn
) -> None:
    dialogue, observer = observed
    Pairing.objects.create(dialogue=dialogue, person=(asked := UserFactory.create()), asked_at=scenes.NOW)
    people = [dialogue.lead, observer, asked, UserFactory.create(), scenes.a_core_member()]
    addresses = [reverse(f"practice:{name}", args=[dialogue.pk]) for name in ("observe", "keep_draft", "amend")]

    answers = [[sign_in(person).get(address).status_code for address in addresses] for person in people]

    # Who is asked is led to the question.
    assert answers == [[404, 404, 404], [200, 200, 404], [302, 404, 404], [404, 404, 404], [404, 404, 404]]


# --- by plain form --------------------------------------------------------------------------------


def test_nothing_typed_is_lost_where_a_form_needs_another_look(
    observed: tuple[Dialogue, User], sign_in: SignIn
) -> None:
    address = reverse("practice:observe", args=[observed[0].pk])

    answer = sign_in(observed[1]).post(address, FIELDS | {"level_care": "1", "seen": "0", "hand_in": "1"})

    form = answer.context["form"]
    assert list(form.errors) == ["evidence_care"]
    assert (form["strengths"].value(), form["level_care"].value()) == (WHOLE.strengths, "1")


def test_words_on_a_person_are_noticed_where_they_were_saved(observed: tuple[Dialogue, User], sign_in: SignIn) -> None:
    save(*observed, "You are a natural leader.")

    page = sign_in(observed[1]).get(reverse("practice:observe", args=[observed[0].pk])).content.decode()

    assert "“natural leader”: Kind words" in page


def test_a_label_never_says_that_what_is_needed_is_optional(observed: tuple[Dialogue, User], sign_in: SignIn) -> None:
    page = sign_in(observed[1]).get(reverse("practice:observe", args=[observed[0].pk])).content.decode()

    assert "(optional)" not in page
    assert page.index("What you saw, by the rubric") < page.index("All in all")


@pytest.mark.parametrize("notes", [1, 3])
def test_the_page_costs_the_same_however_much_was_noted(
    observed: tuple[Dialogue, User], sign_in: SignIn, django_assert_num_queries: Any, notes: int
) -> None:
    dialogue, observer = observed
    for number in range(notes):
        moment = dialogue.starts_at + timedelta(minutes=number)
        dialogue.notes.create(author=observer, kind="seen", text="Waits.", noted_at=moment)
    client, address = sign_in(observer), reverse("practice:observe", args=[dialogue.pk])

    with django_assert_num_queries(9):
        client.get(address)


# --- who is exported and erased -------------------------------------------------------------------


def test_an_observers_notes_are_theirs_to_take_along(observed: tuple[Dialogue, User]) -> None:
    dialogue, observer = observed
    dialogue.notes.create(author=observer, kind="seen", text="Waits.", noted_at=scenes.NOW)

    assert [row["text"] for row in export(observer)["notes_by_you"]] == ["Waits."]


def test_a_lead_who_leaves_takes_what_was_noted_about_them(observed: tuple[Dialogue, User]) -> None:
    dialogue, observer = observed
    dialogue.notes.create(author=observer, kind="seen", text="Waits.", noted_at=scenes.NOW)
    hand_in(*observed)
    assert dialogue.lead is not None

    erase(dialogue.lead)

    assert not dialogue.notes.exists()
    assert Observation.objects.get().strengths == "—"


def test_an_observer_who_leaves_takes_what_they_gave_to_nobody(observed: tuple[Dialogue, User]) -> None:
    dialogue, observer = observed
    dialogue.notes.create(author=observer, kind="seen", text="Waits.", noted_at=scenes.NOW)
    save(*observed)

    erase(observer)

    assert (dialogue.notes.exists(), ObservationDraft.objects.exists()) == (False, False)
