"""What the staff's pages about releases share: who may see them, and where they stand."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

may_release = permission_required("cms.release_pathway")


def trail(*below: tuple[str, str]) -> dict[str, list[dict[str, str]]]:
    """Where the page stands in the staff pages, for Wagtail's header: pairs of address and words."""
    start = [(reverse("wagtailadmin_home"), _("Home")), (reverse("cms:pathways"), _("Training"))]
    return {"breadcrumbs_items": [{"url": url, "label": label} for url, label in (*start, *below)]}
