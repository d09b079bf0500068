"""Puts our home page where Wagtail's welcome page stood, so that a new site is empty but whole."""

from typing import Any
from urllib.parse import urlsplit

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def welcome(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the home page and the site, unless somebody has made a page of their own already."""
    page_type, home_type = (_content_type(apps, *names) for names in (("wagtailcore", "page"), ("cms", "homepage")))
    page, home_page = apps.get_model("wagtailcore", "Page"), apps.get_model("cms", "HomePage")
    site, locale = apps.get_model("wagtailcore", "Site"), apps.get_model("wagtailcore", "Locale")
    for language, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        locale.objects.get_or_create(language_code=language)
    page.objects.filter(content_type=page_type, slug="home", depth=2, numchild=0).delete()
    if page.objects.filter(depth__gt=1).exists():
        return
    home = home_page.objects.create(
        title=settings.PROGRAM_NAME,
        draft_title=settings.PROGRAM_NAME,
        slug="home",
        content_type=home_type,
        locale=locale.objects.get(language_code=settings.LANGUAGE_CODE),
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
    )
    page.objects.filter(depth=1).update(numchild=1)
    address = urlsplit(settings.SITE_URL)
    site.objects.create(
        hostname=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 80),
        site_name=settings.PROGRAM_NAME,
        root_page_id=home.pk,
        is_default_site=True,
    )


def _content_type(apps: Apps, label: str, model: str) -> Any:
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=label, model=model)[0]


class Migration(migrations.Migration):
    """A data step of its own."""

    dependencies = (("cms", "0001_pages"),)
    operations = (migrations.RunPython(welcome, migrations.RunPython.noop),)
