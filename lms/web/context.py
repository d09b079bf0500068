"""What every template knows of the program."""

from django.conf import settings
from django.http import HttpRequest


def program(request: HttpRequest) -> dict[str, object]:
    return {
        "program_name": settings.PROGRAM_NAME,
        "institution_name": settings.INSTITUTION_NAME,
        "dev_pages": settings.DEV_PAGES,
    }
