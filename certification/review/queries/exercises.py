"""Closed cases as exercises: what could become one, its words without names, and how one decides beside others."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from certification.review import rules
from certification.review.models import Case, ExerciseDecision, Review, ReviewExercise, Round
from certification.review.queries.evidence import reflections_of
from certification.review.queries.facts import Subject, board
from certification.review.rules import Doing, Outcome, Vote
from certification.review.rules.anonymous import without_names
from certification.review.words import AGREEMENT, MANNERS
from courses.practice.models import Observation, Pairing, Reflection
from courses.practice.rules import agreement
from courses.progress.requirements import RequirementStatus
from courses.progress.words import sentence, so_far
from lms.people.models import Relation, User


def can_be_exercises() -> QuerySet[Round]:
    """Closed reviews of closed cases whose candidates agree. One query."""
    related = ("case__enrolment__person", "case__enrolment__pathway", "case__enrolment__syllabus")
    rows = Round.objects.select_related(*related).exclude(case__state__in=Case.OPEN).exclude(closed_at=None)
    agreed = rows.filter(kind=Round.Kind.REVIEW, case__exercise_consent_at__isnull=False)
    return agreed.filter(outcome__in=[answer.value for answer in rules.ANSWERS]).order_by("-closed_at", "-pk")


def to_make(maker: User, *, at: datetime) -> list[Round]:
    """What the maker could make an exercise of. Six queries at most, however many."""
    rows = list(can_be_exercises().filter(exercise=None))
    subjects = {row.pk: Subject.of_case(row.case) for row in rows}
    found = board(list(subjects.values()), at=at)
    return [row for row in rows if not found.may(Doing.READ, subjects[row.pk], maker.pk).refused]


def draft_of(round_: Round) -> dict[str, str]:
    """The words of a round without the names that are known, by heading. Seven queries, given the case.

    A start: whoever makes the exercise reads and cleans it, for names are not all that tells who somebody is.
    """
    case = round_.case
    names = _names(case)
    told = dict(_sections(round_))
    return {title: without_names(text, names).strip() for title, text in told.items() if text.strip()}


def _sections(round_: Round) -> Iterator[tuple[str, str]]:
    case = round_.case
    yield _("What they wrote"), round_.words
    yield _("What it rests on"), case.reference
    yield _("Requirements"), "\n".join(_requirements(round_))
    ids = [row["id"] for row in round_.evidence["observations"]]
    observations = Observation.objects.filter(pk__in=ids).select_related("words", "syllabus").order_by("pk")
    for number, row in enumerate(observations, start=1):
        yield _("Observation %(number)s") % {"number": number}, "\n".join(_observed(row))
    for number, reflection in enumerate(reflections_of(case.enrolment), start=1):
        yield _("Reflection %(number)s") % {"number": number}, "\n".join(_reflected(reflection))


def _requirements(round_: Round) -> Iterator[str]:
    frozen = {row["key"]: row for row in round_.evidence["requirements"]}
    if round_.case.road != Case.Road.USUAL:
        return
    for requirement in round_.case.enrolment.syllabus.plan.requirements:
        row = frozen.get(requirement.key)
        if row is not None:
            status = RequirementStatus(
                requirement, row["have"], row["need"], met=row["met"], waived=row.get("waived", False)
            )
            sign = rules.MET if status.met else rules.NOT_MET
            yield rules.line(sentence(requirement), so_far(status), sign=sign)


def _observed(row: Observation) -> Iterator[str]:
    """In the order of the case's evidence: what was written, then the scores with what was seen for each."""
    rubric, words = row.syllabus.document["rubric"], getattr(row, "words", None)
    labels = {level["value"]: level["label"] for level in rubric["levels"]}
    if words is not None:
        yield rules.line(_("What worked"), words.strengths)
        yield rules.line(_("One thing to try"), words.one_thing)
    for one in rubric["competencies"]:
        level = row.scores.get(one["key"])
        told = f"{level}, {labels.get(level, '')}" if level else _("not observed")
        yield "\n".join(filter(None, (rules.line(one["name"], told), words and words.evidence.get(one["key"]))))


def _reflected(row: Reflection) -> Iterator[str]:
    yield from (rules.line(stage, words) for stage, words in row.by_stage)
    asked = {
        "happened": _("All in all, what happened?"),
        "felt": _("What did I feel?"),
        "otherwise": _("What would I do otherwise?"),
        "learn": _("What do I need to learn, or to unlearn?"),
    }
    yield from (rules.line(words, told) for name, words in asked.items() if (told := getattr(row, name)))


def _names(case: Case) -> Mapping[str, str]:
    """Everybody who may be spoken of, and as what. Four queries."""
    person = case.enrolment.person
    candidate = _("the candidate")
    names = {case.printed_name: candidate, **({person.display_name: candidate} if person else {})}
    near = Q(dialogue__enrolment=case.enrolment_id)
    observers = Observation.objects.filter(near).values("observer")
    helpers = Pairing.objects.filter(near).values("person")
    related = Relation.objects.filter(Q(person=person) | Q(other=person)).values_list("person", "other")
    around = {pk for pair in related for pk in pair}
    readers = Review.objects.filter(round__case=case).values("reviewer")
    for pk, name in User.objects.filter(pk__in=observers).values_list("pk", "display_name"):
        names.setdefault(name, _("an observer"))
        around.discard(pk)
    others = User.objects.filter(Q(pk__in=helpers) | Q(pk__in=around) | Q(pk__in=readers))
    for name in others.values_list("display_name", flat=True):
        names.setdefault(name, _("a colleague"))
    return names


def offered() -> QuerySet[ReviewExercise]:
    """Exercises whose candidates still agree. One query."""
    rows = ReviewExercise.objects.filter(withdrawn_at=None, round__case__exercise_consent_at__isnull=False)
    related = ("case__enrolment__person", "case__enrolment__syllabus")
    return rows.select_related("round", *(f"round__{name}" for name in related)).order_by("-pk")


@dataclass(frozen=True, slots=True)
class Offered:
    """One exercise as one reader may see it. ``knows``: they decided then, or made it; ``own``: what they decided now.

    ``panel`` and ``others`` are told once they have decided; ``others`` only of five and more.
    """

    exercise: ReviewExercise
    own: ExerciseDecision | None
    knows: bool
    member: bool
    panel: Vote | None
    others: Mapping[Vote, int] | None

    @property
    def sections(self) -> list[tuple[str, list[rules.Line]]]:
        """The words by heading, laid out as the evidence of an application is."""
        told = self.exercise.document.get("sections", [])
        return [(section["title"], rules.lines(section["text"])) for section in told]

    @property
    def open(self) -> bool:
        return self.member and not self.knows and self.own is None

    @property
    def panel_words(self) -> str:
        return str(Review.Decision(self.panel.value).label) if self.panel else ""

    @property
    def others_words(self) -> list[tuple[str, int]]:
        return [(str(Review.Decision(vote.value).label), count) for vote, count in (self.others or {}).items()]

    @property
    def agrees(self) -> bool:
        return self.own is not None and self.panel == self.own.decision


def exercises_for(reader: User, *, at: datetime) -> list[Offered]:
    """All that are offered and that no tie keeps them from. Eight queries at most, however many."""
    rows = list(offered())
    subjects = {row.pk: Subject.of_case(row.round.case) for row in rows}
    found = board(list(subjects.values()), at=at)
    known = set(
        Review.objects.filter(round__case__in=[row.round.case_id for row in rows], reviewer=reader).values_list(
            "round__case", flat=True
        )
    )
    decided: defaultdict[int, list[ExerciseDecision]] = defaultdict(list)
    for decision in ExerciseDecision.objects.filter(exercise__in=rows).order_by("pk"):
        decided[decision.exercise_id].append(decision)
    return [
        _offered(row, reader, decided[row.pk], knows=row.round.case_id in known, member=reader.pk in found.members)
        for row in rows
        if not found.may(Doing.READ, subjects[row.pk], reader.pk).refused
    ]


def _offered(
    row: ReviewExercise, reader: User, decided: list[ExerciseDecision], *, knows: bool, member: bool
) -> Offered:
    own = next((decision for decision in decided if decision.reviewer_id == reader.pk), None)
    if own is None:
        return Offered(row, None, knows or row.made_by_id == reader.pk, member, None, None)
    votes = [Vote(decision.decision) for decision in decided]
    panel = rules.ANSWERS[Outcome(row.round.outcome)]
    return Offered(row, own, knows, member, panel, rules.distribution(votes))


@dataclass(frozen=True, slots=True)
class Practised:
    """How one reviewer decides beside the panels and the others; for their own eyes."""

    rows: list[Offered]
    same: int
    lately: int
    manner: rules.Manner
    word: agreement.Word

    @property
    def latest(self) -> list[Offered]:
        return self.rows[-LATELY:]

    @property
    def manner_words(self) -> str:
        return str(MANNERS[self.manner])

    @property
    def agreement_words(self) -> str:
        return str(AGREEMENT[self.word])


# How many exercises *lately* means.
LATELY = 5


def practised(reader: User, *, at: datetime) -> Practised:
    """Only exercises that the reader has decided count, so that no figure tells what others decided before.

    Nine queries at most, however many.
    """
    own = (row for row in exercises_for(reader, at=at) if row.own is not None)
    rows = sorted(own, key=lambda row: (row.own.decided_at, row.own.pk) if row.own else (at, 0))
    given: defaultdict[int, list[tuple[int, Vote]]] = defaultdict(list)
    all_given = ExerciseDecision.objects.filter(exercise__in=[row.exercise for row in rows])
    for exercise, person, decision in all_given.values_list("exercise", "reviewer", "decision"):
        given[exercise].append((person, Vote(decision)))
    tries = [
        rules.Tried(Vote(row.own.decision), tuple(vote for pk, vote in given[row.exercise.pk] if pk != reader.pk))
        for row in rows
        if row.own
    ]
    return Practised(
        rows,
        same=sum(row.agrees for row in rows),
        lately=sum(row.agrees for row in rows[-LATELY:]),
        manner=rules.manner(tries),
        word=_word([tuple(sorted(row.steps)) for row in tries if row.others]),
    )


def _word(units: list[agreement.Levels]) -> agreement.Word:
    """How far reviewers agree, corrected for chance, as observers are told it."""
    found = agreement.estimate(agreement.alpha, agreement.one_by_one(Counter(units))) if units else None
    return agreement.word_for(found, dialogues=len(units))
