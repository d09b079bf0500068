"""A stranger checks a certificate in a browser: by its code, by dropping its file, and without script too."""

import base64
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visitors import PHONE, Arrival, Visitor
from tests.certification.certificates import uploads
from tests.certification.certificates.test_actions import a_printed_certificate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Nguyễn Thị Ánh"
DROP = """(frame, [name, packed]) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const brought = new DataTransfer();
    brought.items.add(new File([bytes], name, { type: "application/pdf" }));
    frame.dispatchEvent(new DragEvent("drop", { dataTransfer: brought, bubbles: true, cancelable: true }));
}"""


def barriers(visitor: Visitor) -> list[str]:
    found = Axe().run(visitor.page).response["violations"]
    return [f"{visitor.page.url}: {row['id']}: {[node['target'][0] for node in row['nodes']]}" for row in found]


def drop(visitor: Visitor, content: bytes) -> None:
    frame = visitor.page.locator(".verify-file")
    frame.evaluate(DROP, ["certificate.pdf", base64.b64encode(content).decode()])


def test_a_stranger_scans_the_code_and_drops_the_file(site: str, arrive: Arrival) -> None:
    certificate = a_printed_certificate()
    pdf = uploads.stored(certificate, "pdf")
    stranger = arrive(viewport=PHONE)

    stranger.open(f"/verify/{certificate.public_id}/")
    stranger.reads(NAME, "This certificate is real and valid", "Leads dialogues")
    assert barriers(stranger) == []

    stranger.open("/verify/")
    assert barriers(stranger) == []
    drop(stranger, pdf)
    stranger.reads("This certificate is real and valid", "byte for byte")
    assert barriers(stranger) == []

    drop(stranger, uploads.covered(pdf, "Somebody Else"))
    stranger.reads("This file isn't as we issued it", "What we did issue")
    assert barriers(stranger) == []


def test_without_script_at_320_px_a_file_is_chosen_and_a_name_compared(
    site: str, arrive: Arrival, tmp_path: Path
) -> None:
    certificate = a_printed_certificate()
    path = tmp_path / "certificate.pdf"
    path.write_bytes(uploads.stored(certificate, "pdf"))
    stranger = arrive(viewport={"width": 320, "height": 640}, java_script_enabled=False)

    stranger.open("/verify/")
    stranger.page.get_by_label("The file").set_input_files(path)
    stranger.press("Check the file")
    stranger.reads("This certificate is real and valid", NAME)

    stranger.open("/verify/")
    stranger.page.get_by_label("Number, or address").fill(certificate.number)
    stranger.page.keyboard.press("Enter")
    stranger.reads("This certificate is real and valid")
    stranger.page.get_by_label("The name that is printed on it").fill("nguyen thi anh")
    stranger.page.keyboard.press("Enter")
    stranger.reads("Yes, that is the name that we printed on it")


def test_a_file_that_is_too_large_is_told_before_it_is_sent(site: str, arrive: Arrival, tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(bytes(10 * 1024 * 1024 + 1))
    stranger = arrive()

    stranger.open("/verify/")
    stranger.page.get_by_label("The file").set_input_files(path)
    stranger.press("Check the file")

    expect(stranger.page.get_by_role("alert")).to_have_text(
        "This file is larger than 10 MB. A certificate is much smaller."
    )
    assert stranger.page.url.endswith("/verify/")
