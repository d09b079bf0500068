"""The grounding assumptions, as the home page has them."""

from cms.models import HomePage


def assumptions(language: str) -> list[str]:
    """Those of the published home page in a language; of the first one where it isn't translated. One query."""
    pages = list(HomePage.objects.live().select_related("locale").order_by("path"))
    page = next((one for one in pages if one.locale.language_code == language), pages[0] if pages else None)
    return [str(block.value) for block in page.assumptions] if page else []
