import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0006_scheduled_releases"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="TopicPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "concept",
                    models.TextField(help_text="What it is about, in one or two sentences.", verbose_name="concept"),
                ),
                (
                    "definition",
                    models.TextField(
                        help_text="What everybody starts from, short enough to read aloud.", verbose_name="definition"
                    ),
                ),
                (
                    "questions",
                    wagtail.fields.StreamField(
                        [("question", 0)],
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "icon": "help",
                                    "label": "Question",
                                    "max_length": 400,
                                    "preview_template": "cms/blocks/preview.html",
                                },
                            )
                        },
                        verbose_name="guiding questions",
                    ),
                ),
                (
                    "materials",
                    wagtail.fields.StreamField(
                        [("link", 2), ("document", 4)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
                            1: ("wagtail.blocks.URLBlock", (), {"label": "Address", "max_length": 500}),
                            2: ("wagtail.blocks.StructBlock", [[("title", 0), ("url", 1)]], {}),
                            3: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "File"}),
                            4: ("wagtail.blocks.StructBlock", [[("title", 0), ("document", 3)]], {}),
                        },
                        verbose_name="materials",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
            },
            bases=("wagtailcore.page",),
        ),
    ]
