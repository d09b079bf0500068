"""Lessons over the API: the same verbs as on the pages."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from courses.lessons.actions import checks, completing, readers, reading, writing
from courses.lessons.models import CheckAttempt, LessonCompletion, LessonNote, PromptAnswer
from courses.lessons.queries import pages
from courses.lessons.queries.checks import CheckState, check_state
from courses.lessons.queries.writing import note
from courses.lessons.rules.questions import MOST_LETTERS
from courses.progress.models import Enrolment
from courses.progress.queries import enrolments
from courses.progress.requirements import LessonPlan
from lms.api.endpoints import Endpoint, MemberApiRequest
from lms.api.scopes import Scope


@extend_schema_field(
    {
        "oneOf": [
            {"type": "array", "items": {"type": "string"}},
            {"type": "object", "additionalProperties": {"type": "string"}},
        ]
    }
)
class AnswerField(serializers.Field[Any, Any, Any, Any]):
    """Chosen tokens or one's own words in a list; places and partners by token."""

    default_error_messages = {
        "shape": "Give a list of texts, or an object whose values are texts.",
        "signs": "Give texts without NUL, which stands for nothing.",
    }

    def to_internal_value(self, data: Any) -> Any:
        values = list(data.values()) if isinstance(data, dict) else data
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.fail("shape")
        if any("\0" in value for value in values):
            self.fail("signs")
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class CompletionOut(serializers.ModelSerializer[LessonCompletion]):
    """That a lesson is done."""

    class Meta:
        model = LessonCompletion
        fields = ("lesson_key", "completed_at")


class OptionOut(serializers.Serializer[Any]):
    """Something to choose, to place or to pair."""

    token = serializers.CharField()
    text = serializers.CharField()


class QuestionOut(serializers.Serializer[Any]):
    """A question as this try asks it; ``partners`` are the right sides of a matching."""

    id = serializers.CharField()
    kind = serializers.CharField()
    text = serializers.CharField()
    situation = serializers.CharField()
    options = OptionOut(many=True)
    partners = OptionOut(many=True)


class CheckOut(serializers.Serializer[Any]):
    """The next try at a lesson's questions; ``left`` is null where there are as many tries as one likes."""

    version = serializers.CharField(source="chance.version", help_text="Of the lesson's words; send it along.")
    number = serializers.IntegerField(source="tries.number", help_text="Of this try; send it along.")
    left = serializers.IntegerField(source="tries.left", allow_null=True)
    pass_mark = serializers.IntegerField(source="check.pass_mark")
    passed = serializers.BooleanField()
    questions = QuestionOut(many=True, source="asked.shown")


class AnswersIn(serializers.Serializer[Any]):
    """The answers by the id of their question; ``key`` names this delivery, so that sent twice it is one try.

    Choices: a list of tokens. An order: each token with its place from "1". Partners: each option's token with its
    partner's. Your own words: a list of one text.
    """

    answers = serializers.DictField(child=AnswerField())
    version = serializers.CharField(max_length=64, help_text="As it was asked.")
    number = serializers.IntegerField(min_value=1, help_text="As it was asked.")
    key = serializers.CharField(max_length=64)


class NoteOut(serializers.Serializer[Any]):
    """What one chosen answer is told."""

    choice = serializers.CharField()
    feedback = serializers.CharField()


class MarkedOut(serializers.Serializer[Any]):
    """How a question was answered; ``right`` is null for what is never marked."""

    id = serializers.CharField()
    right = serializers.BooleanField(allow_null=True)
    notes = NoteOut(many=True)
    feedback = serializers.CharField()
    model = serializers.CharField(help_text="A model answer to compare one's own words with.")


class AttemptOut(serializers.ModelSerializer[CheckAttempt]):
    """One try as marked."""

    left = serializers.IntegerField(source="state.tries.left", allow_null=True)
    questions = MarkedOut(many=True, source="state.reviewed")

    class Meta:
        model = CheckAttempt
        fields = ("lesson_key", "number", "percent", "passed", "answered_at", "left", "questions")


class BeatIn(serializers.Serializer[Any]):
    """The session that goes on."""

    key = serializers.CharField(max_length=64)


class CountedOut(serializers.Serializer[Any]):
    """What the server has seen in this lesson; ``key`` names the session that is open."""

    key = serializers.CharField(source="session.key")
    minutes = serializers.IntegerField()
    minimum = serializers.IntegerField()
    enough = serializers.BooleanField()


class NoteIn(serializers.Serializer[Any]):
    """One's notes on a lesson, over the revision that one has seen; 0 where there were none."""

    words = serializers.CharField(max_length=MOST_LETTERS, allow_blank=True)
    revision = serializers.IntegerField(min_value=0)


class OwnNoteOut(serializers.ModelSerializer[LessonNote]):
    """One's notes on a lesson."""

    class Meta:
        model = LessonNote
        fields = ("words", "revision", "saved_at")


class PromptIn(serializers.Serializer[Any]):
    """What one writes at a reflection prompt."""

    words = serializers.CharField(max_length=MOST_LETTERS)


class PromptOut(serializers.ModelSerializer[PromptAnswer]):
    """What one wrote at a reflection prompt; others read it only while it is shared."""

    class Meta:
        model = PromptAnswer
        fields = ("prompt", "words", "saved_at", "shared_at")


class LessonEndpoint(Endpoint):
    """Something about one lesson of one's own training."""

    def place(self) -> readers.Place:
        return {"pathway_slug": self.kwargs["slug"], "lesson_key": str(self.kwargs["key"])}

    def handle_exception(self, exc: Exception) -> Response:
        """A road that one hasn't begun isn't there."""
        return super().handle_exception(Http404() if isinstance(exc, Enrolment.DoesNotExist) else exc)


class Complete(LessonEndpoint):
    """Finish a lesson that has no questions, or whose questions were answered."""

    scopes = {"POST": Scope.TRAINING_WRITE}

    @extend_schema(request=None, responses=CompletionOut)
    def post(self, request: MemberApiRequest, slug: str, key: UUID, **kwargs: Any) -> Response:
        done = completing.complete(**self.place(), by=request.user)
        return Response(CompletionOut(done.completion).data)


class Check(LessonEndpoint):
    """A lesson's questions, and the answers to them."""

    scopes = {"GET": Scope.TRAINING_READ, "POST": Scope.TRAINING_WRITE}

    @extend_schema(responses=CheckOut)
    def get(self, request: MemberApiRequest, slug: str, key: UUID, **kwargs: Any) -> Response:
        return Response(CheckOut(_state(request, slug, key)).data)

    @extend_schema(request=AnswersIn, responses=AttemptOut)
    def post(self, request: MemberApiRequest, slug: str, key: UUID, **kwargs: Any) -> Response:
        given = AnswersIn(data=request.data)
        given.is_valid(raise_exception=True)
        attempt = checks.answer(**self.place(), by=request.user, **given.validated_data)
        vars(attempt)["state"] = _state(request, slug, key)
        return Response(AttemptOut(attempt).data)


class Reading(LessonEndpoint):
    """Begin to be seen reading; what is open elsewhere ends, and keeps what it earned."""

    scopes = {"POST": Scope.TRAINING_WRITE}

    @extend_schema(request=None, responses=CountedOut)
    def post(self, request: MemberApiRequest, slug: str, key: UUID, **kwargs: Any) -> Response:
        return Response(CountedOut(reading.begin(**self.place(), by=request.user)).data)


class Beat(LessonEndpoint):
    """Say that the lesson is being read, at least every 90 seconds; only the server's clock counts."""

    scopes = {"POST": Scope.TRAINING_WRITE}

    @extend_schema(request=BeatIn, responses=CountedOut)
    def post(self, request: MemberApiRequest, slug: str, key: UUID, **kwargs: Any) -> Response:
        given = BeatIn(data=request.data)
        given.is_valid(raise_exception=True)
        session = given.validated_data["key"]
        return Response(CountedOut(reading.beat(**self.place(), key=session, by=request.user)).data)


class Note(LessonEndpoint):
    """One's own notes on a lesson."""

    scopes = {"GET": Scope.TRAINING_READ, "POST": Scope.TRAINING_WRITE}

    @extend_schema(responses=OwnNoteOut)
    def get(self, request: MemberApiRequest, slug: str, key: UUID, **kwargs: Any) -> Response:
        _plan(request, slug, key)
        kept = note(request.user.pk, str(key))
        if kept is None:
            raise Http404
        return Response(OwnNoteOut(kept).data)

    @extend_schema(request=NoteIn, responses=OwnNoteOut)
    def post(self, request: MemberApiRequest, slug: str, key: UUID, **kwargs: Any) -> Response:
        given = NoteIn(data=request.data)
        given.is_valid(raise_exception=True)
        kept = writing.save_note(**self.place(), by=request.user, **given.validated_data)
        return Response(OwnNoteOut(kept).data)


class Prompt(LessonEndpoint):
    """Write at a reflection prompt."""

    scopes = {"POST": Scope.TRAINING_WRITE}

    @extend_schema(request=PromptIn, responses=PromptOut)
    def post(self, request: MemberApiRequest, slug: str, key: UUID, prompt: str, **kwargs: Any) -> Response:
        given = PromptIn(data=request.data)
        given.is_valid(raise_exception=True)
        words = given.validated_data["words"]
        answer = writing.save_prompt_answer(**self.place(), prompt=prompt, words=words, by=request.user)
        return Response(PromptOut(answer).data)


class Share(LessonEndpoint):
    """Let the core group read what one wrote at a prompt, until one takes it back."""

    scopes = {"POST": Scope.TRAINING_WRITE}

    @extend_schema(request=None, responses=PromptOut)
    def post(self, request: MemberApiRequest, slug: str, key: UUID, prompt: str, **kwargs: Any) -> Response:
        return Response(PromptOut(writing.share_prompt_answer(**self.place(), prompt=prompt, by=request.user)).data)


class KeepPrivate(LessonEndpoint):
    """Take back what one shares."""

    scopes = {"POST": Scope.TRAINING_WRITE}

    @extend_schema(request=None, responses={204: None})
    def post(self, request: MemberApiRequest, slug: str, key: UUID, prompt: str, **kwargs: Any) -> Response:
        writing.keep_prompt_answer_private(**self.place(), prompt=prompt, by=request.user)
        return Response(status=204)


def _plan(request: MemberApiRequest, slug: str, key: UUID) -> tuple[Enrolment, LessonPlan]:
    enrolment = get_object_or_404(enrolments(request.user), pathway__slug=slug)
    plan = enrolment.syllabus.plan.lesson(str(key))
    if plan is None:
        raise Http404
    return enrolment, plan


def _state(request: MemberApiRequest, slug: str, key: UUID) -> CheckState:
    enrolment, plan = _plan(request, slug, key)
    document = pages.body_of(plan).get("check")
    if not document:
        raise Http404
    return check_state(enrolment, plan, document)


LESSON = "training/<slug:slug>/lessons/<uuid:key>/"

urlpatterns = [
    path(f"{LESSON}complete/", Complete.as_view(), name="complete-lesson"),
    path(f"{LESSON}check/", Check.as_view(), name="answer-check"),
    path(f"{LESSON}reading/", Reading.as_view(), name="begin-reading"),
    path(f"{LESSON}beat/", Beat.as_view(), name="reading-beat"),
    path(f"{LESSON}note/", Note.as_view(), name="lesson-note"),
    path(f"{LESSON}prompts/<slug:prompt>/", Prompt.as_view(), name="answer-prompt"),
    path(f"{LESSON}prompts/<slug:prompt>/share/", Share.as_view(), name="share-prompt"),
    path(f"{LESSON}prompts/<slug:prompt>/private/", KeepPrivate.as_view(), name="keep-prompt-private"),
]
