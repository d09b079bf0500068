"""What a pathway does about seats that stay empty."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.progress.models import Pathway
from courses.slots.rules.no_shows import USUAL, Policy

POLICIES = [
    (Policy.NOTHING.value, _("Nothing")),
    (Policy.WARN.value, _("A kind note")),
    (Policy.LATER.value, _("A note, and later in line")),
]


class NoShowPolicy(models.Model):
    """What a pathway does when somebody misses sessions; without a row: the usual.

    Not a part of the syllabus: it holds for everybody at once, whichever version they are on.
    """

    wagtail_reference_index_ignore = True

    pathway = models.OneToOneField(Pathway, models.CASCADE, related_name="no_show_policy")
    policy = models.CharField(max_length=10, choices=POLICIES, default=USUAL.value)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(policy__in=["nothing", "warn", "later"]), name="no_show_policy_known"),
        )

    def __str__(self) -> str:
        return f"{self.pathway} · {self.get_policy_display()}"
