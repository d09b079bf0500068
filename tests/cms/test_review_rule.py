"""By which rule, by how many and until when applications of a pathway are decided; and who there is to do it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from certification.review.queries import forecast
from cms.compiler.documents import compile_tree
from cms.models import PathwayPage
from cms.queries.tree import live_tree
from cms.rules.releases import PanelFault, panel_fault
from courses.progress.requirements import ReviewPlan
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes as everywhere
from tests.cms import scenes
from tests.conftest import SignIn
from tests.factories import UserFactory

AS_USUAL = ReviewPlan()


@pytest.mark.parametrize(
    ("rule", "panel", "fault"),
    [
        ("no_objection", 0, None),
        ("no_objection", 3, PanelFault.NO_PANEL_HERE),
        ("n_of_m", 0, PanelFault.TOO_SMALL),
        ("n_of_m", 1, PanelFault.TOO_SMALL),
        ("n_of_m", 2, None),
        ("n_of_m", 5, None),
        ("unanimous", 0, None),
        ("unanimous", 1, PanelFault.TOO_SMALL),
        ("unanimous", 4, None),
    ],
)
def test_a_panel_goes_with_its_rule(rule: str, panel: int, fault: PanelFault | None) -> None:
    assert panel_fault(rule, approvals=2, panel=panel) is fault


@pytest.mark.parametrize(
    ("plan", "seats"),
    [
        (ReviewPlan(approvals=2, panel=0), 2),
        (ReviewPlan(approvals=2, rule="n_of_m", panel=5), 5),
        (ReviewPlan(approvals=2, rule="unanimous", panel=0), 2),
        (ReviewPlan(approvals=2, rule="unanimous", panel=4), 4),
    ],
)
def test_as_many_read_as_the_rule_says(plan: ReviewPlan, seats: int) -> None:
    assert plan.seats == seats


@pytest.mark.parametrize(
    "plan",
    [
        AS_USUAL,
        ReviewPlan(approvals=3),
        ReviewPlan(rule="n_of_m", panel=3, unit_excludes=True, target_days=7, appeal_days=60),
    ],
)
def test_a_document_of_a_rule_reads_as_the_same_rule(plan: ReviewPlan) -> None:
    assert ReviewPlan(**plan.document()) == plan


def test_what_is_as_usual_is_not_written_so_that_digests_stay() -> None:
    assert AS_USUAL.document() == {"approvals": 2}


@pytest.mark.django_db
def test_the_document_has_what_the_page_says() -> None:
    page = scenes.a_pathway(decision_rule="n_of_m", panel=3, unit_excludes=True, target_days=7, appeal_days=60)
    page.certificate_months, page.renewal_chats = 24, 4

    assert compile_tree(live_tree(page)).document["review"] == {
        "approvals": 2,
        "rule": "n_of_m",
        "panel": 3,
        "unit_excludes": True,
        "target_days": 7,
        "appeal_days": 60,
        "valid_months": 24,
        "renewal_chats": 4,
    }


@pytest.mark.django_db
def test_a_panel_that_is_too_small_is_told_at_its_field() -> None:
    with pytest.raises(ValidationError) as told:
        PathwayPage(title="Facilitator", decision_rule="n_of_m", panel=1).clean()

    assert list(told.value.message_dict) == ["panel"]


# --- who there is ---------------------------------------------------------------------------------


@pytest.fixture
def pathway(db: None) -> PathwayPage:
    return scenes.a_pathway(lessons=1)


def release_page(client: Client, page: PathwayPage) -> str:
    return " ".join(client.get(reverse("cms:release", args=[page.pk])).content.decode().split())


def test_before_a_release_one_reads_how_many_are_needed_and_how_many_there_are(
    sign_in: SignIn, content_admin: User, pathway: PathwayPage
) -> None:
    everywhere.a_core_member()

    words = release_page(sign_in(content_admin), pathway)

    assert "One candidate needs 2 independent people. The core group has 1 member." in words
    assert "With so few nobody could be decided about." in words


def test_before_a_release_one_reads_for_how_many_it_would_not_reach(
    sign_in: SignIn, content_admin: User, pathway: PathwayPage
) -> None:
    scenes.released(pathway, content_admin)
    members = [everywhere.a_core_member() for _ in range(2)]
    tied, _free = (scenes.begun(pathway, UserFactory.create(roles=[Role.TRAINEE])) for _ in range(2))
    assert tied.person is not None
    Relation.objects.create(person=members[0], kind=Relation.Kind.MENTOR, other=tied.person)
    pathway.approvals = 2
    pathway.target_days = 7
    pathway.save()

    words = release_page(sign_in(content_admin), pathway)

    assert "2 people are on the way; for 1 of them too few are independent." in words
    assert "Only words change" in words


def test_the_quorum_costs_the_same_for_one_person_and_for_three(
    pathway: PathwayPage, content_admin: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    scenes.released(pathway, content_admin)
    everywhere.a_core_member()
    for _count in (1, 2):
        for _ in range(_count):
            scenes.begun(pathway, UserFactory.create(roles=[Role.TRAINEE]))
        with django_assert_num_queries(3):
            forecast.quorum(pathway.translation_key, AS_USUAL, at=everywhere.NOW)


def typed(page: PathwayPage, **fields: Any) -> dict[str, Any]:
    values = {
        "title": page.title,
        "slug": page.slug,
        "introduction": rich_text("<p>A road.</p>"),
        "usual_weeks": 8,
        "questions": streamfield([]),
        "requirements": streamfield([]),
        "approvals": 2,
        "decision_rule": "no_objection",
        "panel": 0,
        "target_days": 14,
        "appeal_days": 30,
        "certificate_months": 0,
        "renewal_chats": 0,
        **{f"level_{number}": f"Level {number}" for number in range(1, 5)},
        "competencies": streamfield([]),
        "words_below": 2,
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
    }
    return dict(nested_form_data(values | fields))


def test_whoever_publishes_a_rule_learns_at_once_whether_there_are_enough(
    sign_in: SignIn, content_admin: User, pathway: PathwayPage
) -> None:
    values = typed(pathway, decision_rule="n_of_m", panel=3) | {"action-publish": "action-publish"}

    answer = sign_in(content_admin).post(reverse("wagtailadmin_pages:edit", args=[pathway.pk]), values, follow=True)

    pathway.refresh_from_db()
    assert (pathway.decision_rule, pathway.panel) == ("n_of_m", 3)
    words = " ".join(str(row) for row in answer.context["messages"])
    assert "One candidate needs 3 independent people. The core group has 0 members." in words


def test_a_panel_that_does_not_go_with_the_rule_keeps_what_was_typed(
    sign_in: SignIn, content_admin: User, pathway: PathwayPage
) -> None:
    values = typed(pathway, decision_rule="n_of_m", panel=1, target_days=9) | {"action-publish": "action-publish"}

    answer = sign_in(content_admin).post(reverse("wagtailadmin_pages:edit", args=[pathway.pk]), values)

    assert answer.context["form"].errors["panel"]
    assert answer.context["form"]["target_days"].value() == "9"
