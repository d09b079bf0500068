"""What the program has reached."""

from cms.models import Figure


def from_before() -> dict[str, Figure]:
    """The newest figure of each measure that was known before this system. One query."""
    newest: dict[str, Figure] = {}
    for figure in Figure.objects.order_by("measure", "-until", "-pk"):
        newest.setdefault(figure.measure, figure)
    return newest
