"""A bucket whose files have no addresses but ours: every one is asked for here, where it is known who may see it."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class PrivateS3Storage(S3Storage):
    """Kept in a bucket, sent by the site."""

    def url(self, name: str, *_parameters: Any, **_more: Any) -> str:
        """The same address as in a folder; what answers there is ``cms.uploads.views``."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))
