"""Who may enter staff's pages of sessions."""

from django.contrib.auth.decorators import permission_required

may_see = permission_required("slots.view_slot", raise_exception=True)
may_run = permission_required("slots.run_slot", raise_exception=True)
