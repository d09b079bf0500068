"""Pathways and one's own training over the API: the same verbs as on the pages."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from courses.progress import queries
from courses.progress.actions import enrolments
from courses.progress.models import Enrolment, Pathway
from courses.progress.requirements import Next, Turn
from lms.api.endpoints import Endpoint, ListEndpoint, MemberApiRequest
from lms.api.scopes import Scope


class PathwayOut(serializers.ModelSerializer[Pathway]):
    """A training that can be begun."""

    class Meta:
        model = Pathway
        fields = ("slug", "title")


class RequirementOut(serializers.Serializer[Any]):
    """One requirement: met or not, how far, from which entries of the history, and whose turn it is."""

    key = serializers.CharField(source="status.requirement.key")
    kind = serializers.CharField(source="status.requirement.kind")
    sentence = serializers.CharField()
    met = serializers.BooleanField(source="status.met")
    waived = serializers.BooleanField(source="status.waived")
    have = serializers.FloatField(source="status.have")
    need = serializers.FloatField(source="status.need")
    events = serializers.ListField(child=serializers.IntegerField(), source="status.events")
    turn = serializers.ChoiceField(choices=[(turn.value, turn.value) for turn in Turn], source="status.turn")
    next = serializers.ChoiceField(choices=[(step.value, step.value) for step in Next], source="status.next")
    next_step = serializers.CharField()


class LessonOut(serializers.Serializer[queries.LessonRow]):
    """One lesson of the outline."""

    key = serializers.UUIDField(source="plan.key")
    title = serializers.CharField(source="plan.title")
    minutes = serializers.IntegerField(source="plan.minutes")
    is_required = serializers.BooleanField(source="plan.required")
    done = serializers.BooleanField()


class ModuleOut(serializers.Serializer[queries.ModuleRow]):
    """One module of the outline."""

    title = serializers.CharField()
    summary = serializers.CharField()
    lessons = LessonOut(many=True)


class TrainingOut(serializers.Serializer[Any]):
    """One's own training: where one is, what is missing, and what is next."""

    pathway = PathwayOut(source="enrolment.pathway")
    version = serializers.IntegerField(source="enrolment.syllabus.number")
    state = serializers.ChoiceField(choices=Enrolment.State.choices, source="enrolment.state")
    finish_by = serializers.DateField(source="goal.day", default=None, allow_null=True)
    minutes_left = serializers.IntegerField()
    began = serializers.DateTimeField(source="enrolment.enrolled_at")
    ready_to_apply = serializers.BooleanField(source="eligible")
    requirements = RequirementOut(many=True)
    modules = ModuleOut(many=True)


class EnrolIn(serializers.Serializer[Any]):
    """Which pathway to begin."""

    pathway = serializers.SlugField()


class StateIn(serializers.Serializer[Any]):
    """Whether one is on the way, pauses, or has withdrawn."""

    state = serializers.ChoiceField(choices=Enrolment.State.choices)


class PlanIn(serializers.Serializer[Any]):
    """By which day one would like to be done; null for no date."""

    finish_by = serializers.DateField(allow_null=True)


class Pathways(ListEndpoint):
    """Trainings that can be begun."""

    permission_classes = (AllowAny,)
    serializer_class = PathwayOut
    queryset = Pathway.objects.none()

    def get_queryset(self) -> QuerySet[Pathway]:
        return Pathway.objects.filter(releases__isnull=False).distinct()


class Trainings(Endpoint):
    """One's own trainings."""

    scopes = {"GET": Scope.TRAINING_READ, "POST": Scope.TRAINING_WRITE}

    @extend_schema(responses=TrainingOut(many=True))
    def get(self, request: MemberApiRequest, **kwargs: Any) -> Response:
        return Response(TrainingOut(queries.trainings(request.user, at=timezone.now()), many=True).data)

    @extend_schema(request=EnrolIn, responses={201: TrainingOut})
    def post(self, request: MemberApiRequest, **kwargs: Any) -> Response:
        given = EnrolIn(data=request.data)
        given.is_valid(raise_exception=True)
        slug = get_object_or_404(Pathway, slug=given.validated_data["pathway"]).slug
        enrolments.enrol(person=request.user, pathway_slug=slug, by=request.user)
        return Response(
            TrainingOut(queries.training(request.user, slug, at=timezone.now())).data, status=status.HTTP_201_CREATED
        )


def _own(request: MemberApiRequest, slug: str) -> Enrolment:
    return get_object_or_404(queries.enrolments(request.user), pathway__slug=slug)


def _as_it_is(request: MemberApiRequest, slug: str) -> Response:
    return Response(TrainingOut(queries.training(request.user, slug, at=timezone.now())).data)


class State(Endpoint):
    """Pause, go on, withdraw, come back; saying the same again changes nothing."""

    scopes = {"PUT": Scope.TRAINING_WRITE}

    @extend_schema(request=StateIn, responses=TrainingOut)
    def put(self, request: MemberApiRequest, slug: str, **kwargs: Any) -> Response:
        enrolment, given = _own(request, slug), StateIn(data=request.data)
        given.is_valid(raise_exception=True)
        verb = _VERBS[Enrolment.State(given.validated_data["state"])]
        verb(enrolment_id=enrolment.pk, by=request.user)
        return _as_it_is(request, slug)


_VERBS = {
    Enrolment.State.ACTIVE: enrolments.resume,
    Enrolment.State.PAUSED: enrolments.pause,
    Enrolment.State.WITHDRAWN: enrolments.withdraw,
}


class Plan(Endpoint):
    """The day by which one would like to be done; nothing depends on it."""

    scopes = {"PUT": Scope.TRAINING_WRITE}

    @extend_schema(request=PlanIn, responses=TrainingOut)
    def put(self, request: MemberApiRequest, slug: str, **kwargs: Any) -> Response:
        enrolment, given = _own(request, slug), PlanIn(data=request.data)
        given.is_valid(raise_exception=True)
        enrolments.plan(enrolment_id=enrolment.pk, by=request.user, **given.validated_data)
        return _as_it_is(request, slug)


urlpatterns = [
    path("pathways/", Pathways.as_view(), name="pathways"),
    path("training/", Trainings.as_view(), name="training"),
    path("training/<slug:slug>/state/", State.as_view(), name="training_state"),
    path("training/<slug:slug>/plan/", Plan.as_view(), name="training_plan"),
]
