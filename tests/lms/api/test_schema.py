"""The API's description."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client


def test_the_description_is_complete_and_right(tmp_path: Path) -> None:
    call_command("spectacular", "--fail-on-warn", "--validate", "--file", str(tmp_path / "schema.yml"))

    assert (tmp_path / "schema.yml").read_text().startswith("openapi: 3.1.0\n")


@pytest.mark.django_db
def test_the_docs_need_no_inline_script(client: Client) -> None:
    page = client.get("/api/v1/docs")

    assert page.status_code == 200
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]
    assert "<style" not in page.content.decode()
    assert client.get("/api/v1/docs", {"script": ""}).headers["Content-Type"] == "application/javascript"
