"""The candidate's pages: applying, where it stands, questions, a second look, and what others may never see."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from certification.certificates.models import Certificate, CertificateFile
from certification.review import actions, queries
from certification.review.models import Ask, Case, Message, Review, Round
from courses.progress.models import Enrolment
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.certification.review.test_queries import another_world, page
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SLUG = ["facilitator"]
APPLY, STATUS = reverse("review:apply", args=SLUG), reverse("review:status", args=SLUG)
PREVIEW, LOOK = reverse("review:preview", args=SLUG), reverse("review:second_look", args=SLUG)
WORDS = {"printed_name": "Amara Okafor", "certificate_language": "en", "motivation": "I want honest rooms."}
LATER = scenes.NOW + timedelta(days=33)


def candidate_of(case: Case) -> User:
    person = Enrolment.objects.get(pk=case.enrolment_id).person
    assert person is not None
    return person


@pytest.fixture
def ready() -> Enrolment:
    return scenes.a_trainee_ready_to_apply()


def read(client: Client, address: str = STATUS) -> str:
    return page(client, address).decode()


# --- applying -------------------------------------------------------------------------------------


def test_the_form_begins_with_the_persons_own_name_and_says_who_reads_and_by_when(
    ready: Enrolment, sign_in: SignIn
) -> None:
    words = read(sign_in(ready.person), APPLY)

    assert f'value="{ready.person}"' in words
    assert "Two members of the core group who are independent of you" in words
    assert "within 14 days" in words


def test_a_name_is_kept_in_one_spelling_with_how_it_is_said(ready: Enrolment, sign_in: SignIn) -> None:
    told = {**WORDS, "printed_name": " Jose\u0301  Nin\u0303o ", "pronunciation": "ho-SEH", "pronouns": "he/him"}

    assert sign_in(ready.person).post(APPLY, told).status_code == 302

    case = Case.objects.get()
    assert (case.printed_name, case.pronunciation, case.pronouns) == ("José Niño", "ho-SEH", "he/him")


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(ready: Enrolment, sign_in: SignIn) -> None:
    client = sign_in(ready.person)
    for change, words in (
        ({"printed_name": "Amara 😀"}, "Paper can&#x27;t show pictures"),
        ({"printed_name": "A" * 201}, "room for 200 characters"),
        ({"motivation": " "}, "Please write a few words on why"),
    ):
        told = {**WORDS, "pronunciation": "ah-MAH-rah", **change}

        answer = client.post(APPLY, told)

        form = answer.context["form"]
        assert (list(form.errors), Case.objects.count()) == (list(change), 0)
        assert words in answer.content.decode()
        assert [form[name].value() for name in told] == list(told.values())


def test_who_presses_twice_is_led_to_the_one_application(ready: Enrolment, sign_in: SignIn) -> None:
    client = sign_in(ready.person)
    client.post(APPLY, WORDS)

    answer = client.post(APPLY, WORDS)

    assert (answer.status_code, answer["Location"], Case.objects.count()) == (302, STATUS, 1)


def test_after_a_not_yet_each_step_has_its_own_answer(sign_in: SignIn) -> None:
    case = scenes.a_not_yet_case()
    step = Ask.objects.told().get()
    client = sign_in(candidate_of(case))
    empty = client.post(APPLY, WORDS)
    assert list(empty.context["form"].errors) == [f"answer_{step.pk}"]

    client.post(APPLY, {**WORDS, f"answer_{step.pk}": "I led one more, and paused."})

    step.refresh_from_db()
    case.refresh_from_db()
    assert (step.answer, case.round) == ("I led one more, and paused.", 2)


def test_words_of_reviewers_are_shown_as_words_and_never_as_markup(sign_in: SignIn) -> None:
    case = scenes.a_not_yet_case()
    Ask.objects.update(text="<b>Lead</b>", met_by="<script>")

    words = read(sign_in(candidate_of(case)), APPLY)

    assert "&lt;b&gt;Lead&lt;/b&gt; What would meet it: &lt;script&gt;" in words


def test_until_the_day_that_was_told_nobody_applies_anew(sign_in: SignIn) -> None:
    case = scenes.a_declined_case()
    Round.objects.update(apply_again_from=date(2099, 1, 1))

    answer = sign_in(candidate_of(case)).get(APPLY)

    assert (answer.status_code, answer["Location"]) == (302, STATUS)


# --- how it would look ----------------------------------------------------------------------------


def test_a_look_ahead_is_a_sheet_that_says_so_and_leaves_nothing_behind(ready: Enrolment, sign_in: SignIn) -> None:
    answer = sign_in(ready.person).post(PREVIEW, {**WORDS, "printed_name": "محمد علي"})

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    assert [model.objects.count() for model in (Certificate, CertificateFile, Case)] == [0, 0, 0]


def test_a_look_ahead_at_a_name_that_cannot_be_printed_says_why_and_of_nothing_else(
    ready: Enrolment, sign_in: SignIn
) -> None:
    answer = sign_in(ready.person).post(PREVIEW, {**WORDS, "printed_name": "...", "pronunciation": "dots"})

    assert list(answer.context["form"].errors) == ["printed_name"]
    assert 'value="dots"' in answer.content.decode()


def test_who_looks_again_and_again_is_asked_to_wait(
    ready: Enrolment, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("certification.review.views.applying.previewed", lambda *_, **__: b"%PDF-")
    client = sign_in(ready.person)

    answers = [client.post(PREVIEW, WORDS).status_code for _ in range(7)]

    assert answers == [200] * 6 + [429]


# --- where it stands ------------------------------------------------------------------------------


IN_WORDS = {
    "submitted": "It has arrived, and looks for its readers",
    "in_review": "It is being read",
    "changes_requested": "Not yet, and what would make the difference",
    "declined": "Not certified now",
    "appealed": "Others take a second look",
    "reopened": "It is open again",
    "approved": "Congratulations! You are certified",
    "withdrawn": "You took your application back",
}


def tells(client: Client) -> list[str]:
    """The states of which a page speaks."""
    told = read(client)
    assert client.get(reverse("progress:home")).status_code == 200
    return [state for state, words in IN_WORDS.items() if words in told]


def test_while_it_is_open_and_when_it_is_taken_back_each_state_has_its_own_words(sign_in: SignIn) -> None:
    case = scenes.an_application()
    client, told = sign_in(candidate_of(case)), []

    for state in ("submitted", "reopened", "in_review"):
        Case.objects.update(state=state)
        told += tells(client)
    client.post(reverse("review:withdraw", args=SLUG))

    assert [*told, *tells(client)] == ["submitted", "reopened", "in_review", "withdrawn"]


def test_a_decline_is_read_with_its_letter_and_what_can_be_done_till_when(sign_in: SignIn) -> None:
    case = scenes.a_declined_case()
    Round.objects.update(apply_again_from=date(2026, 12, 24))
    client = sign_in(candidate_of(case))

    with time_machine.travel(LATER, tick=False):
        told = read(client)
        assert tells(client) == ["declined"]

    for words in ("Thank you for all you gave.", "Lead with a friend for a while.", LOOK, "until 2 Dec 2026"):
        assert words in told
    assert "You can apply again from 24 Dec 2026." in told
    actions.appeal(case_id=case.pk, words="Look.", by=candidate_of(case), clock=scenes.at(LATER))
    assert tells(client) == ["appealed"]


def test_an_approval_is_told_and_a_correction_after_it_plainly(sign_in: SignIn) -> None:
    case = scenes.an_approved_case()
    client, plainly = sign_in(candidate_of(case)), "Your certificate holds: nothing is taken back by a machine."
    assert (tells(client), plainly in read(client)) == (["approved"], False)

    scenes.assert_subject(candidate_of(case), f"lesson:{scenes.key('listening')}", {"done": False})

    assert plainly in read(client)


def test_earlier_reviews_are_read_with_their_steps_and_ones_own_answers(sign_in: SignIn) -> None:
    case = scenes.a_not_yet_case()
    client = sign_in(candidate_of(case))
    assert tells(client) == ["changes_requested"]
    scenes.an_application(case.enrolment)

    told = read(client)

    assert [words in told for words in ("A pause after each question.", "I led one more, and paused.")] == [True, True]


def test_what_an_earlier_application_was_told_is_still_there_after_a_new_one(sign_in: SignIn) -> None:
    case = scenes.a_declined_case()
    scenes.an_application(case.enrolment, clock=scenes.at(LATER))

    assert "Thank you for all you gave." in read(sign_in(candidate_of(case)))


def nobody_decided(case: Case) -> None:
    """The first world."""


def one_approved(case: Case) -> None:
    scenes.decide(case, scenes.a_core_member())


def all_decided_and_talk(case: Case) -> None:
    """The round is settled, and not told yet: they have proposed next steps and talk about them."""
    member = scenes.a_core_member()
    scenes.decide(case, scenes.a_core_member())
    scenes.decide(case, member, Review.Decision.NOT_YET)
    actions.note(case_id=case.pk, text="What do you think?", by=member, clock=scenes.at(LATER))


def test_before_a_round_is_told_the_candidate_sees_nothing_of_it(sign_in: SignIn) -> None:
    case = scenes.an_application()
    client = sign_in(candidate_of(case))
    addresses = [STATUS, *(reverse(name) for name in ("progress:home", "people:download"))]
    seen = set()
    with time_machine.travel(LATER, tick=False):
        for address in addresses:
            page(client, address)
        for world in (nobody_decided, one_approved, all_decided_and_talk):
            with another_world():
                world(case)
                seen.add((readings_of(case), *(page(client, address) for address in addresses)))

    assert len(seen) == 1


def readings_of(case: Case) -> str:
    """All that pages of the candidate are made of, whether they show it now or not."""
    enrolment = Enrolment.objects.select_related("syllabus", "pathway").get(pk=case.enrolment_id)
    found = queries.application_of(enrolment, at=LATER)
    assert found is not None
    return repr(found.readings)


def test_what_a_candidate_reads_costs_the_same_however_long_it_goes_on(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    case = scenes.a_not_yet_case()
    enrolment = Enrolment.objects.select_related("syllabus", "pathway").get(pk=case.enrolment_id)
    with django_assert_num_queries(4):
        queries.application_of(enrolment, at=LATER)
    case = scenes.an_application(case.enrolment)
    for _ in range(3):
        actions.ask_candidate(case_id=case.pk, text="What then?", by=scenes.a_core_member(), clock=scenes.at(LATER))

    with django_assert_num_queries(4):
        found = queries.application_of(enrolment, at=LATER)

    assert found is not None
    assert (len(found.readings), len(found.asked)) == (2, 3)


# --- questions, a second look, consent, taking it back --------------------------------------------


def a_question(case: Case) -> Message:
    member = UserFactory.create(display_name="Quiet Reviewer", roles=[Role.CORE_GROUP])
    return actions.ask_candidate(case_id=case.pk, text="What did you do then?", by=member, clock=scenes.at(LATER))


def test_a_question_is_read_without_a_name_and_answered_once(sign_in: SignIn) -> None:
    case = scenes.an_application()
    question = a_question(case)
    client = sign_in(candidate_of(case))
    told = read(client)
    assert ("What did you do then?" in told, "Quiet Reviewer" in told) == (True, False)
    assert "Your reviewers ask you something" in read(client, reverse("progress:home"))
    address = reverse("review:answer", args=["facilitator", question.pk])

    for words in (" ", "I waited.", "I said more."):
        client.post(address, {f"question-{question.pk}-text": words})

    assert list(Message.objects.filter(to=question).values_list("text", flat=True)) == ["I waited."]
    assert "I waited." in read(client)


def test_a_second_look_is_asked_for_in_words_and_only_once(sign_in: SignIn) -> None:
    case = scenes.a_declined_case()
    client = sign_in(candidate_of(case))
    with time_machine.travel(LATER, tick=False):
        empty = client.post(LOOK, {"words": " "})
        assert list(empty.context["form"].errors) == ["words"]

        asked = [client.post(LOOK, {"words": "You saw one dialogue only."})["Location"] for _ in range(2)]

    assert (asked, Round.objects.filter(kind="appeal").get().words) == ([STATUS] * 2, "You saw one dialogue only.")


def test_after_its_day_a_second_look_leads_back(sign_in: SignIn) -> None:
    case = scenes.a_declined_case()

    with time_machine.travel(LATER + timedelta(days=31), tick=False):
        answer = sign_in(candidate_of(case)).get(LOOK)

    assert (answer.status_code, answer["Location"]) == (302, STATUS)


def test_a_candidate_lets_reviewers_practise_and_takes_it_back_with_one_press_each(sign_in: SignIn) -> None:
    case = scenes.a_not_yet_case()
    client, named = sign_in(candidate_of(case)), {"case": case.pk}
    agreed = []

    for name in ("let_practise", "no_more"):
        client.post(reverse(f"review:{name}", args=SLUG), named)
        agreed.append(Case.objects.get().exercise_consent_at is not None)

    assert agreed == [True, False]


def test_none_of_these_pages_is_anybody_elses(sign_in: SignIn) -> None:
    case = scenes.a_not_yet_case()
    client = sign_in(UserFactory.create(roles=[Role.TRAINEE, Role.CORE_GROUP]))
    names = ("apply", "preview", "withdraw", "second_look", "let_practise", "no_more")
    addresses = [reverse(f"review:{name}", args=SLUG) for name in names] + [
        reverse("review:answer", args=["facilitator", 1])
    ]

    assert {client.post(address, {"case": case.pk}).status_code for address in addresses} == {404}


def test_a_button_for_somebody_elses_application_finds_nothing(sign_in: SignIn) -> None:
    case, own = scenes.a_not_yet_case(), scenes.a_trainee_ready_to_apply()
    client = sign_in(own.person)

    answers = [
        client.post(reverse("review:let_practise", args=SLUG), {"case": named}).status_code
        for named in (case.pk, "", "x", "²", "9" * 30)
    ]

    assert answers == [404] * 5


def test_a_question_to_somebody_else_finds_nothing(sign_in: SignIn) -> None:
    question = a_question(scenes.an_application())
    client = sign_in(scenes.a_trainee_ready_to_apply().person)

    assert client.post(reverse("review:answer", args=["facilitator", question.pk])).status_code == 404
