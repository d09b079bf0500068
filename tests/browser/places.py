"""The addresses that people come by in the demo program, found by what stands in the database."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from certification.certificates.models import Certificate
from certification.review.models import Case, FoundingList, Guest, ReviewExercise
from cms.actions import decks as actions
from cms.actions import followers, links, voices
from cms.models import (
    ChatPage,
    ChatsPage,
    DeckPage,
    DeckRequest,
    Follower,
    Inquiry,
    LessonPage,
    PathwayPage,
    ProcessPage,
    SeriesPage,
    Testimonial,
)
from cms.queries.search import public_pages
from cms.rules.seasons import season_of
from courses.practice.actions import pairings
from courses.practice.models import Calibration, Dialogue, Exercise, FeedbackRound, FoundingMember, Pairing
from courses.progress.models import Enrolment, Release
from courses.slots.models import AttendanceMark, Slot
from lms.mail import stopping
from lms.people.models import User

_OF_A_TRAINING = (
    "progress:pathway",
    "progress:history",
    "progress:transcript",
    "progress:plan",
    "progress:pause",
    "progress:withdraw",
)
_OF_A_PLAN = ("practice:plan", "practice:change", "practice:sheet")


def for_anybody() -> list[str]:
    pathway = PathwayPage.objects.get()
    certificate = Certificate.objects.get()
    plain = [page.url for page in pathway.get_siblings(inclusive=False).live()]
    others = [address for address in of_each_page_type() if address not in ("/", pathway.url, *plain)]
    season = season_of(timezone.localdate())
    slot = Slot.objects.order_by("starts_at").last()
    assert slot is not None
    return [
        "/",
        pathway.url,
        *plain,
        *others,
        reverse("program:search"),
        reverse("program:search") + "?q=chat",
        *(step.url for step in ProcessPage.objects.get().steps[1:3]),
        *(f"/impact/{one.key}/" for one in (season, season.before)),
        reverse("slots:list"),
        reverse("slots:month", args=[slot.starts_at.year, slot.starts_at.month]),
        slot.get_absolute_url(),
        reverse("slots:new", args=[slot.pk]),
        reverse("slots:check_in", args=[slot.pk]),
        *of_slide_decks(),
        *_of_chats(),
        reverse("feedback:find"),
        *(reverse(f"program:{name}") for name in ("contact", "contact_thanks", "suggest", "suggest_thanks")),
        *(reverse("program:voice", args=[links.token_of(row, voices.LINK)]) for row in Testimonial.objects.all()[:3]),
        *(reverse(f"feedback:{name}", args=[code]) for code in _codes() for name in ("answer", "thanks")),
        reverse("certificates:verify_form"),
        reverse("certificates:verify_form") + f"?number={certificate.number}",
        reverse("certificates:register"),
        certificate.get_absolute_url(),
        reverse("certificates:achievement", args=[pathway.slug]),
        reverse("account_login"),
        reverse("account_signup"),
        reverse("account_reset_password"),
    ]


def of_slide_decks() -> list[str]:
    """The pages of all decks, their forms, and personal links that still give their file or don't any more."""
    decks = [page.url for page in DeckPage.objects.live()]
    asked = DeckRequest.objects.order_by("pk")
    tokens = [links.token_of(row.links.earliest("pk"), actions.DOWNLOAD) for row in (asked[0], asked.reverse()[0])]
    return [
        *decks,
        *(reverse("program:deck_request", args=[page.pk]) for page in DeckPage.objects.offered()),
        *(reverse("program:deck_link", args=[token]) for token in tokens),
        reverse("program:deck_end_news", args=[links.token_of(asked[0], actions.END_NEWS)]),
    ]


def _of_chats() -> list[str]:
    """Chats, their series with what belongs to them, a chat in each state, and the button behind a mailed link."""
    chats, follower = ChatsPage.objects.get(), Follower.objects.first()
    assert follower
    series = SeriesPage.objects.child_of(chats).order_by("path")
    told = ChatPage.objects.descendant_of(chats).order_by("path")
    shown = [told.filter(session__isnull=False).first(), told.filter(held_on__isnull=False).first(), told.last()]
    names = ("invite", "follow", "follow_sent")
    token = followers.end_token(follower)
    return [
        *(page.url for page in (*series, *shown) if page),
        f"{chats.url}past/",
        *(reverse(f"program:{name}", args=[follower.series_id]) for name in names),
        *(reverse("program:chat_door", args=[page.pk]) for page in shown[:1] if page),
        reverse("program:end_follow", args=[token]),
        stopping.path_for("slot_reminder_day", User.objects.earliest("pk")),
    ]


def of_each_page_type() -> list[str]:
    """One public page of each type that the program has."""
    return list({page.specific_class: page.url for page in public_pages()}.values())


def _codes() -> list[str]:
    """Of feedback that has closed, and of feedback that isn't open yet."""
    rounds = FeedbackRound.objects.order_by("pk")
    return [row.code for row in (rounds.filter(closed_at=None).first(), rounds.exclude(closed_at=None).first()) if row]


def for_anyone_signed_in() -> list[str]:
    """Pages that are the same for all, and that each has of their own."""
    names = ("progress:home", "practice:list", "people:profile", "people:my_data", "people:erase")
    certified = ("certificates:mine", "certificates:dialogues")
    helping = ("practice:help",)
    own = ("tokens:list", "account_email", "account_change_password", "account_logout", "mfa_index")
    sessions = ("slots:calendars", "slots:mails")
    return [reverse(name) for name in (*names, *certified, *helping, *sessions, *own)]


def of_a_trainee(person: User) -> list[str]:
    """The pages of one person's training, of their sessions and of the dialogues that they lead."""
    enrolment = Enrolment.objects.get(person=person)
    slug = enrolment.pathway.slug
    lessons = [plan.key for plan in enrolment.syllabus.plan.lessons]
    dialogues = [dialogue.pk for dialogue in Dialogue.objects.filter(enrolment=enrolment)]
    return [
        reverse("progress:home"),
        *(reverse(name, args=[slug]) for name in _OF_A_TRAINING),
        *(reverse("lessons:lesson", args=[slug, key]) for key in (lessons[0], lessons[-1])),
        *(slot.get_absolute_url() for slot in Slot.objects.filter(sign_ups__person=person).distinct()),
        *(
            reverse("slots:letter", args=[mark.slot_id])
            for mark in AttendanceMark.objects.filter(person=person, minutes__gt=0)
        ),
        reverse("practice:list"),
        reverse("practice:propose"),
        reverse("practice:shared"),
        *(reverse("practice:shared_plan", args=[row.pk]) for row in Dialogue.objects.shared()[:1]),
        reverse("practice:promise"),
        *(
            reverse(name, args=[pk])
            for pk in dialogues
            for name in ("practice:detail", "practice:room", "practice:reflect", "practice:feedback", *_OF_A_PLAN)
        ),
        *(reverse("practice:feedback_slide", args=[row.dialogue_id]) for row in _open_rounds(person)),
        *_afterwards(person),
        reverse("review:status", args=[slug]),
        reverse("review:apply", args=[slug]),
    ]


def _open_rounds(person: User) -> QuerySet[FeedbackRound]:
    return FeedbackRound.objects.filter(dialogue__enrolment__person=person, closed_at=None)


def _afterwards(person: User) -> list[str]:
    """What follows the dialogues that somebody led."""
    held = Dialogue.objects.filter(enrolment__person=person, state=Dialogue.State.HELD)
    names = ("practice:debrief", "practice:care")
    shared = held.filter(reflection__shared_at__isnull=False)
    return [
        *(reverse(name, args=[row.pk]) for row in held for name in names),
        *(reverse(f"practice:{name}", args=[row.pk]) for row in shared for name in ("reflection", "share_reflection")),
        *(reverse("practice:concern", args=[row.pk]) for row in person.concerns_about.exclude(opened_at=None)),
    ]


def at_the_end() -> list[str]:
    """What looks different for who has done everything."""
    slug = PathwayPage.objects.get().slug
    return [reverse(name, args=[slug]) for name in ("progress:pathway", "review:status", "review:apply")]


def of_a_holder() -> list[str]:
    """What there is besides for the person whose certificate is the latest."""
    held = Certificate.objects.exclude(holder__person=None).latest("pk").public_id
    own, later = ("share", "show"), ("mine", "dialogues", "leave")
    return [
        *(reverse(f"certificates:{name}", args=[held]) for name in own),
        *(reverse(f"certificates:{name}") for name in later),
    ]


def of_an_observer(person: User) -> list[str]:
    asked = Pairing.objects.observers().filter(person=person)
    handed_in = asked.filter(dialogue__observations__observer=person).distinct()
    return [
        *(reverse("practice:observe", args=[row.dialogue_id]) for row in asked),
        *(reverse("practice:amend", args=[row.dialogue_id]) for row in handed_in),
        *(reverse("practice:pairing", args=[row.pk]) for row in asked),
        *(reverse("practice:mailed", args=[pairings.answer_token(row)]) for row in asked[:1]),
        *of_calibration(person),
        *(
            reverse(f"practice:{name}", args=[row.pk])
            for row in Dialogue.objects.held().filter(observations__observer=person)
            for name in ("debrief", "care", "raise_concern")
        ),
    ]


def of_calibration(person: User) -> list[str]:
    exercise = Exercise.objects.offered().first()
    assert exercise is not None
    return [
        reverse("practice:calibration"),
        reverse("practice:exercise", args=[exercise.pk]),
        reverse("practice:agreement"),
        *(reverse("practice:calibrated", args=[row.pk]) for row in Calibration.objects.filter(person=person)),
    ]


def of_the_core_group() -> list[str]:
    """Staff pages that we made, with a row in each."""
    slot, case, dialogue = Slot.objects.order_by("starts_at").first(), Case.objects.first(), Dialogue.objects.first()
    held = Slot.objects.filter(state=Slot.State.PUBLISHED).order_by("starts_at").first()
    assert slot
    assert held
    assert case
    assert dialogue
    lists = [reverse(f"{name}:index") for name in ("sessions", "dialogues", "answers", "cases", "trainings", "issued")]
    return [
        *lists,
        *(reverse(f"sessions:{name}") for name in ("plan", "this_month", "together", "figures")),
        *(reverse(f"sessions:{name}", args=[slot.pk]) for name in ("roster", "change", "capacity", "run", "reports")),
        *(reverse(f"sessions:{name}", args=[held.pk]) for name in ("roster", "walk_in", "run", "code", "close")),
        reverse("dialogues:inspect", args=[dialogue.pk]),
        reverse("dialogues:gaps"),
        reverse("founding:index"),
        *(reverse("answers:inspect", args=[row.pk]) for row in FeedbackRound.objects.filter(answered__gt=0)[:1]),
        reverse("agreement:agreement"),
        reverse("agreement:observers"),
        reverse("cases:inspect", args=[case.pk]),
        reverse("cases:ahead"),
        reverse("cases:loads"),
        reverse("cases:oneself"),
        *(reverse(f"cases:{name}", args=[case.pk]) for name in ("step_aside", "personal_tie", "name_guest")),
        *(reverse("cases:second_guest", args=[row.case_id, row.pk]) for row in Guest.objects.all()[:1]),
        *of_other_roads(),
        reverse("trainings:inspect", args=[case.enrolment_id]),
        reverse("care:wishes"),
        reverse("concerns:mine"),
        reverse("program:thanks"),
    ]


def of_other_roads() -> list[str]:
    """Who is put forward, and exercises in deciding."""
    made, exercise = FoundingList.objects.first(), ReviewExercise.objects.first()
    assert made is not None
    assert exercise is not None
    return [
        *(reverse(f"founding_lists:{name}") for name in ("index", "put", "honour")),
        reverse("founding_lists:inspect", args=[made.pk]),
        *(reverse(f"review_exercises:{name}") for name in ("index", "mine", "closed")),
        reverse("review_exercises:inspect", args=[exercise.pk]),
    ]


def of_a_program_admin() -> list[str]:
    founder, exercise = FoundingMember.objects.first(), Exercise.objects.offered().first()
    certificate = Certificate.objects.first()
    assert founder is not None
    assert exercise is not None
    assert certificate is not None
    kept = ("inspect", "suspend", "propose", "reissue", "move")
    return [
        *(reverse(f"issued:{name}", args=[certificate.pk]) for name in kept),
        reverse("certificate_jobs:index"),
        reverse("certificate_jobs:choose") + "?kind=design",
        reverse("founding:name"),
        reverse("founding:inspect", args=[founder.pk]),
        reverse("exercises:index"),
        reverse("exercises:write"),
        *(reverse(f"exercises:{name}", args=[exercise.pk]) for name in ("inspect", "change")),
        *(reverse(f"support_places:{name}") for name in ("index", "add")),
        reverse("concerns:late"),
        reverse("mail:mails"),
        *(reverse(f"deck_requests:{name}") for name in ("index", "figures")),
        reverse("deck_requests:inspect", args=[DeckRequest.objects.latest("pk").pk]),
        reverse("mail:words", args=["slot_signed_up", "en"]),
        reverse("letters:index"),
        *(reverse("letters:inspect", args=[row.pk]) for row in Inquiry.objects.all()[:3]),
        *(reverse("letters:answer_later", args=[row.pk]) for row in Inquiry.objects.filter(outcome="open")[:1]),
        reverse("cms:pathways"),
    ]


def of_a_content_admin() -> list[str]:
    pathway, lesson = PathwayPage.objects.get(), LessonPage.objects.exclude(questions="[]").first()
    assert lesson is not None
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[pathway.pk]),
        reverse("wagtailadmin_pages:edit", args=[pathway.pk]),
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]),
        reverse("cms:pathways"),
        reverse("cms:release", args=[pathway.pk]),
        reverse("cms:all_made", args=[pathway.pk]),
        reverse("cms:made", args=[Release.objects.latest("pk").pk]),
        reverse("wagtailsnippets_certificates_certificatedesign:list"),
        reverse("wagtailsnippets_certificates_certificatedesign:add"),
        reverse("certificate_pictures:index"),
        reverse("certificate_pictures:add"),
        reverse("figures:index"),
        reverse("figures:add"),
        *(reverse(f"voices:{name}") for name in ("index", "write")),
        *(reverse("voices:inspect", args=[row.pk]) for row in Testimonial.objects.all()[:3]),
    ]
