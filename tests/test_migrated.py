"""The database that tests begin with: made from this code, whole, and each process's own."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from courses.progress.models import LessonVersion
from lms.people.models import User
from tests import migrated, scenes


@pytest.mark.database
@pytest.mark.django_db
def test_it_has_every_migration_and_another_name_than_what_it_was_copied_from() -> None:
    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert migrated.NAME not in str(connection.settings_dict["NAME"])


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_after_real_transactions_it_is_what_it_began_as() -> None:
    creation, pages = connection.creation, Page.objects.count()
    assert isinstance(creation, migrated.CopiedFile | migrated.CopiedDatabase)
    scenes.a_release()
    Page.objects.filter(depth__gt=1).delete()

    creation.begin_again()

    assert (User.objects.count(), LessonVersion.objects.count(), Page.objects.count()) == (0, 0, pages)


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_what_refuses_to_remove_rows_is_there_again_with_it() -> None:
    creation = connection.creation
    assert isinstance(creation, migrated.CopiedFile | migrated.CopiedDatabase)
    creation.begin_again()
    scenes.a_release()

    with pytest.raises(IntegrityError):
        LessonVersion.objects.all()._raw_delete("default")


@pytest.mark.parametrize("change", ["lms/models.py", "cms/migrations/0009_more.py", "courses/slots/models/seats.py"])
def test_other_code_has_a_database_of_another_name(tmp_path: Path, change: str) -> None:
    changed = tmp_path / change
    changed.parent.mkdir(parents=True)
    names = [migrated.name_of(tmp_path)]
    for text in ("", "a = 1\n", "a = 2\n"):
        changed.write_text(text)
        names.append(migrated.name_of(tmp_path))

    assert len(set(names)) == 4


def test_what_is_no_code_of_ours_keeps_the_name(tmp_path: Path) -> None:
    name = migrated.name_of(tmp_path)
    for file in ("tests/test_pages.py", "lms/web/static/page.css"):
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text("changed")

    assert migrated.name_of(tmp_path) == name
