"""Designs: their words in two languages, their checks and their history."""

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from wagtail.models import Revision

from certification.certificates import actions, pictures
from certification.certificates.actions.issuing import looks_of
from certification.certificates.models import CertificateDesign, DesignPicture, Signer
from certification.certificates.models.designs import names_what_is_known
from certification.certificates.rules import Kind
from certification.certificates.snapshots import Design, Slip
from certification.certificates.words import SENTENCES
from tests import scenes
from tests.certification.certificates.samples import DESIGN, LOGO, SIGNATURE, digest_of

pytestmark = pytest.mark.django_db


def _picture(content: bytes, name: str) -> DesignPicture:
    return actions.add_picture(name=name, picture=pictures.look(content), by=scenes.an_admin())


def _design(**fields: Any) -> CertificateDesign:
    design = CertificateDesign(name="Ours", **fields)
    design.signers = [
        Signer(name="Amara Okafor", title="Director", title_fr="Directrice"),
        Signer(name="Rosalind Levy"),
    ]
    design.save()
    design.save_revision()
    return design


def test_a_certificate_keeps_the_words_of_its_language() -> None:
    design = _design()

    french, english = looks_of(Kind.TRAINED, "fr"), looks_of(Kind.TRAINED, "en")

    assert (french["design"]["title"], english["design"]["title"]) == ("Certificat", "Certificate")
    assert french["design"]["statement"] == design.statement_fr
    assert french["signatories"] == [
        {"name": "Amara Okafor", "title": "Directrice"},
        {"name": "Rosalind Levy", "title": ""},
    ]
    assert english["signatories"][0] == {"name": "Amara Okafor", "title": "Director"}


def test_a_certificate_keeps_which_pictures_and_which_state_of_which_design() -> None:
    design = _design(logo=_picture(LOGO, "Logo"))
    design.signers.add(Signer(name="Ann Lee", signature=_picture(SIGNATURE, "Ann")))
    design.save()

    looks = looks_of(Kind.TRAINED, "en")

    assert looks["design"]["logo"] == digest_of(LOGO)
    assert looks["design"]["version"] == f"{design.pk}/{design.latest_revision_id}"
    assert looks["signatories"][-1] == {"name": "Ann Lee", "title": "", "signature": digest_of(SIGNATURE)}


@pytest.mark.parametrize("count", [1, 3])
def test_looks_take_two_queries_however_many_sign(count: int, django_assert_num_queries: Any) -> None:
    drawn = _picture(SIGNATURE, "Drawn")
    design = CertificateDesign(name="Ours", logo=_picture(LOGO, "Logo"))
    design.signers = [Signer(name=f"Person {turn}", signature=drawn) for turn in range(count)]
    design.save()

    with django_assert_num_queries(2):
        looks_of(Kind.TRAINED, "en")


@pytest.mark.parametrize(
    ("sentence", "trouble"),
    [
        ("{name} did {what}", Slip.UNKNOWN_PLACE),
        ("{}", Slip.UNKNOWN_PLACE),
        ("{name} and {name}", Slip.NAME_TWICE),
        ("{name", Slip.LOOSE_BRACE),
    ],
)
def test_a_sentence_that_cannot_be_filled_in_is_told_at_its_field(sentence: str, trouble: Slip) -> None:
    with pytest.raises(ValidationError) as refused:
        names_what_is_known(sentence)

    assert refused.value.code == trouble
    assert refused.value.messages == [str(SENTENCES[trouble])]


@pytest.mark.parametrize("sentence", ["{name} learned {pathway}.", "On {pathway}:", "Well done"])
def test_a_sentence_needs_no_place_at_all(sentence: str) -> None:
    names_what_is_known(sentence)


@pytest.mark.parametrize(
    ("colours", "faint"),
    [
        ({}, []),
        ({"ink": "#999999"}, ["ink"]),
        ({"ink": "#6b6b6b"}, ["ink"]),
        ({"primary": "#7a7a7a"}, ["primary"]),
        ({"primary": "#7a7a7a", "layout": "portrait-frame"}, []),
    ],
)
def test_colours_in_which_words_are_hard_to_read_are_named(colours: dict[str, str], faint: list[str]) -> None:
    assert [field for field, _ground, _ratio in Design(**{**DESIGN, **colours}).faint()] == faint


def test_wagtails_clearing_up_of_revisions_leaves_all_of_a_design() -> None:
    design = _design()
    design.save_revision()
    kept = set(Revision.objects.values_list("pk", flat=True))

    call_command("purge_revisions", stdout=io.StringIO())

    assert len(kept) == 2
    assert set(Revision.objects.values_list("pk", flat=True)) == kept


def test_a_revision_of_a_design_is_not_deleted_alone() -> None:
    design = _design()

    with pytest.raises(ProtectedError):
        design.latest_revision.delete()


@pytest.mark.parametrize("by_queryset", [True, False])
def test_a_deleted_design_takes_its_revisions_along_and_leaves_its_pictures(by_queryset: bool) -> None:
    design = _design(logo=_picture(LOGO, "Logo"))

    CertificateDesign.objects.filter(pk=design.pk).delete() if by_queryset else design.delete()

    assert (CertificateDesign.objects.count(), Revision.objects.count()) == (0, 0)
    assert pictures.load([digest_of(LOGO)]) == {digest_of(LOGO): LOGO}


@pytest.mark.database
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_a_picture_is_neither_changed_nor_deleted(verb: str) -> None:
    _picture(LOGO, "Logo")
    changes = {"name": "Other"} if verb == "update" else {}

    with pytest.raises(DatabaseError, match="rows are only ever added"), transaction.atomic():
        getattr(DesignPicture.objects.all(), verb)(**changes)
