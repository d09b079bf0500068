"""The pages on which staff write designs and add pictures."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from certification.certificates import extremes, previews
from certification.certificates.extremes import Mode
from certification.certificates.models import CertificateDesign, DesignPicture
from certification.certificates.rendering import layout, limited
from lms.people.models import User
from tests.certification.certificates.samples import LOGO, NAMES, a_png, digest_of
from tests.conftest import SignIn

_FIELDS = ("name", "layout", "title", "title_fr", "statement", "statement_fr", "primary", "accent", "ink", "paper")
_ADD = "wagtailsnippets_certificates_certificatedesign:add"
_PREVIEW = "wagtailsnippets_certificates_certificatedesign:preview_on_add"


def _typed(**changes: Any) -> dict[str, Any]:
    design = CertificateDesign(name="Typed")
    people = [{"name": "Ann Lee", "title": "Dean", "title_fr": "Doyenne", "signature": ""}]
    fields = {name: getattr(design, name) for name in _FIELDS}
    typed = {**fields, "border": "on", "logo": "", "signers": inline_formset(people), **changes}
    return dict(nested_form_data(typed))


@pytest.fixture
def writer(sign_in: SignIn, content_admin: User) -> Client:
    return sign_in(content_admin)


def _faults(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_a_design_is_saved_with_who_signs(writer: Client) -> None:
    writer.post(reverse(_ADD), _typed())

    design = CertificateDesign.objects.get(name="Typed")
    assert design.signing_people("fr") == [{"name": "Ann Lee", "title": "Doyenne"}]
    assert design.latest_revision is not None


def test_faint_words_and_unknown_places_are_told_at_their_fields(writer: Client) -> None:
    response = writer.post(reverse(_ADD), _typed(ink="#a0a0a0", statement_fr="{nom} a appris"))

    faults = _faults(response)
    assert sorted(faults) == ["ink", "statement_fr"]
    assert "hard to read" in faults["ink"][0]
    assert not CertificateDesign.objects.exists()


def test_a_design_with_no_room_for_the_fullest_certificate_is_not_saved_and_says_so(writer: Client) -> None:
    titles = (
        "Senior Associate Dean for Community Engagement and Belonging, and for Everything Else That Matters Here Too"
    )
    people = [{"name": f"Person {turn} " + "Montgomery " * 6, "title": titles, "title_fr": titles} for turn in range(4)]
    words = {"statement": "{name} " + "has completed the training " * 10, "title": "Certificate of " + "Merit " * 10}

    response = writer.post(reverse(_ADD), _typed(layout="portrait-frame", signers=inline_formset(people), **words))

    (fault,) = _faults(response)["__all__"]
    assert "doesn't fit on one page" in fault
    assert "English" in fault
    assert b"Person 3 Montgomery" in response.content
    assert not CertificateDesign.objects.exists()


def test_a_preview_shows_the_printed_page_with_the_name_of_who_looks(writer: Client, content_admin: User) -> None:
    writer.post(reverse(_PREVIEW), _typed())

    page = writer.get(reverse(_PREVIEW), {"mode": "usual", "in_preview_panel": "true"})

    assert page.status_code == 200
    assert b"data:image/png;base64," in page.content
    assert content_admin.display_name in page.content.decode()
    assert page["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("mode", Mode)
def test_every_sample_is_laid_out_from_the_design(mode: Mode) -> None:
    looks = previews.looks_of(CertificateDesign(name="Ours"), mode.language)

    printed = extremes.sample(mode, looks, name="Ann Lee", facts={})

    assert printed.language == ("fr" if mode is Mode.FRENCH else "en")
    assert printed.demonstration
    assert "Certificat" in layout.lay_out(printed, attachment=None, images={}).page


def test_the_samples_are_as_hard_as_their_names_say() -> None:
    signed = [{"name": "Ann", "title": "Dean", "signature": digest_of(LOGO)}]
    looks = extremes.Looks(
        design=CertificateDesign().as_printed("en"),
        signatories=signed,
        program_name="P",
        institution_name="I",
        site="S",
    )
    samples = {mode: extremes.sample(mode, looks, name="Ann Lee", facts={"minutes": 90}) for mode in Mode}

    assert len(samples[Mode.TWELVE].requirements) == 12
    assert samples[Mode.LONGEST_NAME].name_size == "longest"
    assert NAMES["zh-Hant"] in samples[Mode.FOUR_SCRIPTS].holder_name
    assert samples[Mode.UNSIGNED].pictures == ()
    assert samples[Mode.USUAL].minutes == 90


def test_a_sheet_that_takes_too_long_is_stopped() -> None:
    looks = previews.looks_of(CertificateDesign(name="Ours"), "en")
    endless = extremes.sample(Mode.USUAL, looks, name="Ann Lee", facts={"requirements": ("word " * 400,) * 4000})

    with pytest.raises(limited.OverLimit):
        limited.picture(layout.lay_out(endless, attachment=None, images={}))


# --- pictures -------------------------------------------------------------------------------------


def _upload(content: bytes) -> dict[str, Any]:
    return {"name": "Signature of Ann", "picture": SimpleUploadedFile("ann.png", content, "image/png")}


def test_a_picture_is_added_and_can_be_chosen(writer: Client) -> None:
    response = writer.post(reverse("certificate_pictures:add"), _upload(LOGO), follow=True)

    picture = DesignPicture.objects.get()
    assert (picture.name, picture.sha256) == ("Signature of Ann", digest_of(LOGO))
    assert b"can be chosen in designs now" in response.content
    assert b"Signature of Ann</option>" in writer.get(reverse(_ADD)).content


def test_what_is_no_picture_is_told_at_its_field_with_the_name_still_there(writer: Client) -> None:
    response = writer.post(reverse("certificate_pictures:add"), _upload(b"<html>"))

    assert "neither a PNG nor an SVG" in str(response.context["form"].errors["picture"])
    assert b"Signature of Ann" in response.content
    assert not DesignPicture.objects.exists()


def test_who_signed_in_long_ago_signs_in_again_before_adding_one(sign_in: SignIn, content_admin: User) -> None:
    response = sign_in(content_admin, hours_ago=3).post(reverse("certificate_pictures:add"), _upload(LOGO))

    assert response.status_code == 302
    assert not DesignPicture.objects.exists()


@pytest.mark.parametrize("role", ["as_trainee", "as_core_member"])
def test_only_who_writes_designs_adds_pictures(role: str, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue(role)

    assert client.get(reverse("certificate_pictures:add")).status_code in (302, 403)
    assert client.post(reverse("certificate_pictures:add"), _upload(LOGO)).status_code in (302, 403)
    assert not DesignPicture.objects.exists()


def test_a_png_can_be_printed(writer: Client) -> None:
    writer.post(reverse("certificate_pictures:add"), _upload(a_png()))
    design = CertificateDesign.objects.create(name="Ours", logo=DesignPicture.objects.get())

    sample = extremes.sample(Mode.USUAL, previews.looks_of(design, "en"), name="Ann", facts={})

    assert limited.picture(previews.sheet_of(sample)).startswith(b"\x89PNG")
