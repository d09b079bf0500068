"""Words of people who agreed that they are shown, and the core group as each of them chose."""

from cms.models import Testimonial


def shown(*, limit: int | None = None) -> list[Testimonial]:
    """What stands as it was agreed to, the newest first. One query."""
    return list(Testimonial.objects.shown()[:limit])
