"""Who has a role already is taken to have had it since they joined: nobody's standing is lost by the update."""

from django.db import migrations


def note_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    RoleGiven = apps.get_model("people", "RoleGiven")
    User = apps.get_model("people", "User")
    for group in Group.objects.all():
        people = User.objects.filter(groups=group).values_list("pk", "date_joined")
        rows = [RoleGiven(person_id=person, role=group.name, since=joined) for person, joined in people.iterator()]
        RoleGiven.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_roles_given")]

    operations = [migrations.RunPython(note_roles, migrations.RunPython.noop)]
