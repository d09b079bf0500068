"""Finishing lessons over the API: the same verbs as on the pages."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from courses.lessons import actions
from courses.lessons.models import CheckAttempt, LessonCompletion
from courses.progress.models import Enrolment
from courses.progress.queries import enrolments
from lms.api.endpoints import Endpoint, MemberApiRequest
from lms.api.scopes import Scope


class CompletionOut(serializers.ModelSerializer[LessonCompletion]):
    """That a lesson is done."""

    class Meta:
        model = LessonCompletion
        fields = ("lesson_key", "completed_at")


class AnswersIn(serializers.Serializer[Any]):
    """The ids of the chosen answers by the id of their question; ``key`` names this try."""

    answers = serializers.DictField(child=serializers.ListField(child=serializers.CharField(max_length=64)))
    key = serializers.CharField(max_length=64)


class AttemptOut(serializers.ModelSerializer[CheckAttempt]):
    """One try as marked."""

    class Meta:
        model = CheckAttempt
        fields = ("lesson_key", "percent", "passed", "answered_at")


class Complete(Endpoint):
    """Finish a lesson that has no questions, or whose questions were answered."""

    scopes = {"POST": Scope.TRAINING_WRITE}

    @extend_schema(request=None, responses=CompletionOut)
    def post(self, request: MemberApiRequest, slug: str, key: UUID, **kwargs: Any) -> Response:
        enrolment = _own(request, slug)
        done = actions.complete(enrolment=enrolment, lesson_key=str(key), by=request.user)
        return Response(CompletionOut(done).data)


class Check(Endpoint):
    """Answer a lesson's questions."""

    scopes = {"POST": Scope.TRAINING_WRITE}

    @extend_schema(request=AnswersIn, responses=AttemptOut)
    def post(self, request: MemberApiRequest, slug: str, key: UUID, **kwargs: Any) -> Response:
        given = AnswersIn(data=request.data)
        given.is_valid(raise_exception=True)
        attempt = actions.answer_check(
            enrolment=_own(request, slug), lesson_key=str(key), by=request.user, **given.validated_data
        )
        return Response(AttemptOut(attempt).data)


def _own(request: MemberApiRequest, slug: str) -> Enrolment:
    return get_object_or_404(enrolments(request.user), pathway__slug=slug)


urlpatterns = [
    path("training/<slug:slug>/lessons/<uuid:key>/complete/", Complete.as_view(), name="complete-lesson"),
    path("training/<slug:slug>/lessons/<uuid:key>/check/", Check.as_view(), name="answer-check"),
]
