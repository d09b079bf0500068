from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("review", "0001_cases_reviews")]

    operations = [
        migrations.RemoveConstraint(model_name="review", name="review_once_per_round"),
        migrations.RemoveConstraint(model_name="review", name="review_not_yet_says_what_next"),
        migrations.RenameField(model_name="review", old_name="round", new_name="number"),
    ]
