"""Staff screens of rows that only verbs may change: they can be listed and read, by nobody edited."""

from datetime import datetime
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Case, Model, Q, QuerySet, When
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from lms.web.times import told_moment


class ViewOnlyPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or deletes by form, not even a superuser."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))


def register_view_only(model: type[Model]) -> None:
    """Call it at the top of the app's ``wagtail_hooks``, before Wagtail makes its own policy for the model."""
    register_permission_policy(model, ViewOnlyPolicy(model), exact_class=True)


class RecordIndexView(IndexView):
    """A list that says in our words why it is empty, and what will stand there."""

    nothing_yet: Any = ""

    @cached_property
    def no_results_message(self) -> Any:
        if self.is_searching or self.is_filtering:
            return _("Nothing here matches. Try fewer letters, or take a filter away.")
        return self.nothing_yet or super().no_results_message

    def get_paginator(self, *args: Any, **kwargs: Any) -> Any:
        """Below a list, its rows are counted by the list's own noun."""
        paginator = super().get_paginator(*args, **kwargs)
        paginator.verbose_name_plural = self.verbose_name_plural
        return paginator


class ComingFirstIndexView(RecordIndexView):
    """What is still to come stands first, the next one on top; then what is over, the latest on top."""

    def is_over(self, at: datetime) -> Q:
        return Q(ends_at__lte=at)

    def order_queryset(self, queryset: Any) -> Any:
        if self.ordering:
            return super().order_queryset(queryset)
        over = Case(When(self.is_over(timezone.now()), then=True), default=False)
        to_come = Case(When(over=False, then="starts_at"))
        return queryset.annotate(over=over).order_by("over", to_come, "-starts_at", "-pk")


class ToldInspectView(InspectView):
    """A page of one row whose fields are told as everything else is: moments by the reader's clock, yes and no."""

    @cached_property
    def page_title(self) -> Any:
        return capfirst(self.model._meta.verbose_name)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if value is None:
            return "–"
        return told_moment(value) if isinstance(value, datetime) else value


class RecordInspectView(ToldInspectView):
    """A page of one row, of those that ``get_queryset`` gives: Wagtail's own asks the whole table."""

    def get_object(self, queryset: Any = None) -> Any:
        return get_object_or_404(self.get_queryset(), pk=unquote(str(self.pk)))


class RecordViewSet(ModelViewSet):
    """A list with filters, and one page for each row."""

    index_view_class = RecordIndexView
    inspect_view_class = ToldInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: tuple[str, ...] = ()
    _NAMES = ("index", "index_results", "inspect")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self._NAMES]

    def listed(self) -> QuerySet[Any] | None:
        """The rows of the list, with what its columns show of other tables; Wagtail's own choice if there is none."""
        return None

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return dict(super().get_index_view_kwargs(**{"queryset": self.listed(), **kwargs}))

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        gone = dict.fromkeys(("history_url_name", "usage_url_name", "add_url_name", "edit_url_name"))
        return dict(super().get_common_view_kwargs(**{**gone, "delete_url_name": None, **kwargs}))
