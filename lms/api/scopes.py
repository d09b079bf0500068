"""What a token may be allowed to do, in codes for programs and words for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """A token has what its owner has, and of that only what its scopes name."""

    PROFILE_READ = "profile:read", _("Read my profile")
    TRAINING_READ = "training:read", _("Read my training")
    TRAINING_WRITE = "training:write", _("Begin trainings and finish lessons")
    SESSIONS_READ = "sessions:read", _("Read training sessions")
    SESSIONS_WRITE = "sessions:write", _("Sign up for training sessions and cancel")
    ATTENDANCE_WRITE = ("attendance:write", _("Mark who was in a training session (core group and admins)"))
