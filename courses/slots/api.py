"""Sessions over the API: the same verbs as on the pages. The link to join is in none of its answers."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django_filters import BooleanFilter, ChoiceFilter, FilterSet, IsoDateTimeFilter
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import BasePermission, IsAuthenticated, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from courses.slots import queries
from courses.slots.actions import attendance, seats
from courses.slots.models import AttendanceMark, Slot, SlotQuerySet
from courses.slots.rules import Standing
from lms.api.endpoints import Endpoint, ListEndpoint
from lms.api.pagination import CursorPages
from lms.api.permissions import HasScope
from lms.api.scopes import Scope
from lms.people.models import User
from lms.people.requests import MemberRequest

# In the calendar's first and last days, some zones' clocks show times that have no instant.
_HAS_AN_INSTANT = (
    MinValueValidator(datetime(2, 1, 1, tzinfo=UTC)),
    MaxValueValidator(datetime(9999, 1, 1, tzinfo=UTC)),
)


class SessionOut(serializers.ModelSerializer[Slot]):
    """A session. Times are UTC; ``zone`` is where its wall clock hangs; ``place`` is 0 for who doesn't wait.

    ``own_state`` is what who asks has in it: ``confirmed``, ``waiting``, or nothing. ``held`` are seats that are kept
    for a few minutes for people who confirm their address; they aren't free.
    """

    host = serializers.CharField(source="host.display_name", default="")
    facilitators = serializers.SerializerMethodField(help_text="Who runs it, by name.")
    seats = serializers.IntegerField(source="seat_count")
    confirmed = serializers.IntegerField(source="confirmed_count")
    held = serializers.IntegerField(source="held_count")
    waiting = serializers.IntegerField(source="waiting_count")
    standing = serializers.SerializerMethodField(help_text="How it stands for who asks.")
    own_state = serializers.CharField()
    place = serializers.IntegerField(source="own_place")

    class Meta:
        model = Slot
        fields = (
            "id", "kind", "title", "text", "host", "facilitators", "starts_at", "ends_at", "zone", "language", "room",
            "captions", "interpretation", "access", "audience",
            "signup_opens_at", "signup_closes_at", "cancel_until", "state", "cancelled_because",
            "seats", "confirmed", "held", "waiting", "standing", "own_state", "place",
        )  # fmt: skip

    def get_facilitators(self, slot: Slot) -> list[str]:
        return [person.display_name for person in slot.facilitators.all()]

    def get_standing(self, slot: Slot) -> Standing:
        guest: queries.Guest = self.context["guest"]
        return queries.session(slot, timezone.now(), welcome=guest.is_welcome(slot)).standing


class RosterRowOut(serializers.Serializer[queries.RosterRow]):
    """One person; ``minutes`` is null until somebody marked it."""

    person = serializers.IntegerField(source="person.pk")
    name = serializers.CharField(source="person.display_name")
    minutes = serializers.IntegerField(allow_null=True)


class RosterOut(serializers.Serializer[queries.Roster]):
    """Who is confirmed, and who waits, in order."""

    confirmed = RosterRowOut(many=True)
    waiting = RosterRowOut(many=True)


class MarkIn(serializers.Serializer[dict[str, Any]]):
    """Who was there, and for how long; 0 minutes: wasn't there. ``because``: why a closed session is corrected."""

    person = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(erased_at=None))
    minutes = serializers.IntegerField(min_value=0, max_value=24 * 60)
    because = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)


class MarkOut(serializers.ModelSerializer[AttendanceMark]):
    """What holds of somebody's presence."""

    class Meta:
        model = AttendanceMark
        fields = ("id", "slot", "person", "minutes", "source", "marked_at")


class RunsSessions(BasePermission):
    """Core group and program admins."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(request.user.has_perm("slots.run_slot"))


class SessionPages(CursorPages):
    """Soonest first."""

    ordering: Any = ("starts_at", "pk")


class SessionFilters(FilterSet):
    """``from`` is a moment: what ends before it is left out; without it, what is over now is.

    ``free``: with a free seat. ``needed``: counts for a training of who asks.
    """

    where = ChoiceFilter(choices=[(one, one) for one in queries.Where], method="narrow")
    free = BooleanFilter(method="narrow")
    needed = BooleanFilter(method="narrow")

    class Meta:
        model = Slot
        fields = ("kind", "language")

    def narrow(self, rows: SlotQuerySet, name: str, value: Any) -> SlotQuerySet:
        wishes = queries.Wishes(**{name: value})
        return queries.found(rows, wishes, reader=self.request.user, at=timezone.now())

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        since = IsoDateTimeFilter(field_name="ends_at", lookup_expr="gt", validators=_HAS_AN_INSTANT)
        return {**super().get_filters(), "from": since}


class Sessions(ListEndpoint):
    """Published sessions, soonest first."""

    permission_classes = (IsAuthenticatedOrReadOnly, HasScope)
    scopes: ClassVar = {"GET": Scope.SESSIONS_READ}
    serializer_class = SessionOut
    pagination_class = SessionPages
    filterset_class = SessionFilters
    queryset = Slot.objects.none()

    def get_queryset(self) -> QuerySet[Slot]:
        since = datetime.min.replace(tzinfo=timezone.get_default_timezone()) if "from" in self.request.GET else None
        return queries.sessions(self.request.user).published().coming(since or timezone.now())

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "guest": queries.Guest(self.request.user, at=timezone.now())}


class OneSession(Endpoint):
    """One session."""

    permission_classes = (IsAuthenticatedOrReadOnly, HasScope)
    scopes: ClassVar = {"GET": Scope.SESSIONS_READ}

    @extend_schema(responses=SessionOut)
    def get(self, request: Request, pk: int, **kwargs: Any) -> Response:
        return Response(_session(request, pk))


class OwnSignUp(Endpoint):
    """Take a seat or a place in the line, and give it back."""

    scopes: ClassVar = {"POST": Scope.SESSIONS_WRITE, "DELETE": Scope.SESSIONS_WRITE}

    @extend_schema(request=None, responses={201: SessionOut})
    def post(self, request: MemberRequest, pk: int, **kwargs: Any) -> Response:
        _session(request, pk)
        seats.sign_up(slot_id=pk, person=request.user, by=request.user)
        return Response(_session(request, pk), status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: MemberRequest, pk: int, **kwargs: Any) -> Response:
        _session(request, pk)
        seats.cancel(slot_id=pk, person=request.user, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Roster(Endpoint):
    """Who is expected, for those who run sessions."""

    permission_classes = (IsAuthenticated, HasScope, RunsSessions)
    scopes: ClassVar = {"GET": Scope.ATTENDANCE_WRITE}

    @extend_schema(responses=RosterOut)
    def get(self, request: Request, pk: int, **kwargs: Any) -> Response:
        return Response(RosterOut(queries.roster(get_object_or_404(Slot, pk=pk))).data)


class Attendance(Endpoint):
    """Note who was there, for those who run sessions. Saying what holds already changes nothing."""

    permission_classes = (IsAuthenticated, HasScope, RunsSessions)
    scopes: ClassVar = {"POST": Scope.ATTENDANCE_WRITE}

    @extend_schema(request=MarkIn, responses=MarkOut)
    def post(self, request: MemberRequest, pk: int, **kwargs: Any) -> Response:
        get_object_or_404(Slot, pk=pk)
        given = MarkIn(data=request.data)  # type: ignore[attr-defined]
        given.is_valid(raise_exception=True)
        mark = attendance.mark(slot_id=pk, by=request.user, **given.validated_data)
        return Response(MarkOut(mark).data)


def _session(request: Any, pk: int) -> dict[str, Any]:
    slot = queries.sessions(request.user).filter(pk=pk).first()
    if slot is None:
        raise Http404
    guest = queries.Guest(request.user, at=timezone.now())
    return dict(SessionOut(slot, context={"guest": guest}).data)


urlpatterns = [
    path("sessions/", Sessions.as_view(), name="sessions"),
    path("sessions/<int:pk>/", OneSession.as_view(), name="session"),
    path("sessions/<int:pk>/sign-up/", OwnSignUp.as_view(), name="sign-up"),
    path("sessions/<int:pk>/roster/", Roster.as_view(), name="roster"),
    path("sessions/<int:pk>/attendance/", Attendance.as_view(), name="attendance"),
]
