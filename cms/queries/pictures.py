"""Which pictures anybody may see."""

from django.contrib.contenttypes.models import ContentType
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from cms.queries.search import public_pages


def is_shown_to_anybody(path: str) -> bool:
    """Whether a file is a size of a picture that stands on a public page now. Never an original. Four queries."""
    image_model = get_image_model()
    sizes = image_model.get_rendition_model().objects.filter(file=path)
    image_id = sizes.values_list("image_id", flat=True).first()
    if image_id is None:
        return False
    types = ContentType.objects.get_for_models(image_model, Page)
    shown_by = ReferenceIndex.objects.filter(
        base_content_type=types[Page], to_content_type=types[image_model], to_object_id=str(image_id)
    )
    return bool(public_pages().filter(pk__in=[int(pk) for pk in shown_by.values_list("object_id", flat=True)]).exists())
