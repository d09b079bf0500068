"""What each mail is for, and made-up things to fill it with, so that it can be read before anybody gets it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.mail.facts import Reader

_LINK = "https://example.org/a-link-of-its-own"
_TITLE = "Listening to understand"
_ZONE = "America/New_York"

# When each mail is written, in the words of those who look after them.
PURPOSES: dict[str, Any] = {
    "sign_in_welcome": _("Somebody has signed up and confirms their address"),
    "sign_in_confirm_address": _("Somebody confirms a new address"),
    "sign_in_account_exists": _("Somebody signs up with an address that is known"),
    "sign_in_new_password": _("Somebody has forgotten their password"),
    "sign_in_code": _("Somebody without a password confirms that it's them"),
    "sign_in_changed": _("Something about how somebody signs in has changed"),
    "first_admin": _("The first program admin is invited"),
    "enrolled": _("A training has begun"),
    "waiting": _("To staff: something has waited longer than usual"),
    "release_stopped": _("To admins: a planned release was stopped"),
    "slot_hold": _("Somebody without an account asks for a seat"),
    "slot_sign_in_first": _("Somebody asks for a seat with an address that is known"),
    "slot_signed_up": _("Somebody has a seat in a session"),
    "slot_waiting": _("Somebody waits for a seat"),
    "slot_promoted": _("Somebody who waited has a seat"),
    "slot_moved": _("A session has changed"),
    "slot_reminder_day": _("A day before a session"),
    "slot_reminder_hour": _("An hour before a session"),
    "slot_cancelled_by_you": _("Somebody has given their place back"),
    "slot_taken_out": _("Staff have ended somebody's place"),
    "slot_called_off": _("A session is called off"),
    "slot_thanks": _("After a session, to those who were there"),
    "slot_missed": _("After a session, to those who were missed"),
    "slot_host_day": _("To hosts: a day before their session"),
    "slot_seat_free_late": _("To hosts: a seat came free late"),
    "slot_not_closed": _("To hosts: a session isn't closed yet"),
    "observer_asked": _("To observers: a practice dialogue to observe"),
    "co_lead_asked": _("To experienced leads: a practice dialogue to lead together"),
    "pairing_reminder": _("To those who are asked: no answer yet after three days"),
    "pairing_withdrawn": _("To those who were asked: they aren't any more"),
    "pairing_declined": _("To whoever asked: somebody said no, and who could be next"),
    "dialogue_lacks": _("To the core group: a practice dialogue soon that nobody is promised to yet"),
    "dialogue_closed_for_you": _("To a lead: the core group has closed a room that was left open"),
    "dialogue_cleared": _("A practice dialogue is ready to lead"),
    "dialogue_cancelled": _("To co-leads and observers: a practice dialogue is called off"),
    "dialogue_moved": _("To co-leads and observers: a practice dialogue has changed, and they are asked again"),
    "dialogue_on_hold": _("To co-leads and observers: a practice dialogue looks for another time"),
    "dialogue_session_moved": _("To leads: the session of a practice dialogue has moved"),
    "dialogue_without_session": _("To leads: the session of a practice dialogue is called off"),
    "plan_comment": _("Somebody has written about the plan of a practice dialogue"),
    "observation_in": _("The observer has written"),
    "something_to_read": _("Something private to read: a shared reflection, an answer in a debrief, a concern"),
    "care_wished": _("To the core group: somebody would like to talk after a dialogue"),
    "concern_due": _("To who looks after a concern: it is due today"),
    "concern_late": _("To who looks after a concern: its day has passed"),
    "concern_without_answer": _("To program admins: a concern's day has passed"),
    "observation_amended": _("The observer has said something differently"),
    "calibration_due": _("To observers: a year since they qualified is nearly over"),
    "application_received": _("An application has arrived"),
    "application_to_review": _("To reviewers: an application to read"),
    "application_not_yet": _("An application isn't approved yet"),
    "application_step_soon": _("A week before the day of a next step"),
    "application_step_passed": _("The day of a next step has passed"),
    "application_declined": _("An application is declined"),
    "appeal_received": _("A second look is asked for"),
    "appeal_stands": _("A second look: the decision stands"),
    "application_question": _("Those who read an application ask the candidate something"),
    "application_answered": _("To reviewers: a candidate has answered a question"),
    "application_reopened": _("An application is opened again"),
    "application_evidence_corrected": _("Something was put right after an approval"),
    "appeal_to_review": _("To reviewers: a second look at an application"),
    "review_short": _("To the core group and program admins: too few people can decide"),
    "review_to_close": _("To reviewers: everybody has decided, and one of them tells the candidate"),
    "review_reminder": _("To reviewers: an application waits for them"),
    "review_late": _("To reviewers: the target of an application has passed"),
    "review_beside": _("To reviewers: an application to read beside somebody who hasn't answered"),
    "review_late_for_admins": _("To program admins: the target of an application has passed"),
    "review_evidence_corrected": _("To reviewers: something was put right after their approval"),
    "consent_asked": _("To the core group and program admins: is a tie an obstacle"),
    "guest_to_second": _("To the core group and program admins: a guest reviewer needs a second voice"),
    "guest_welcome": _("To a guest reviewer: they may decide"),
    "guest_over": _("To a guest reviewer: their help is over"),
    "review_open_to_all": _("To whoever may decide: an application waits for much longer than its target"),
    "review_digest": _("To reviewers, on Mondays at eight: what is open with them"),
    "put_forward": _("Somebody is put forward for certification by others"),
    "founding_to_review": _("To reviewers: a list of people who are put forward"),
    "founding_reminder": _("To reviewers: a list of people waits for them"),
    "founding_late": _("To reviewers and program admins: the target of a list has passed"),
    "founding_short": _("To the core group and program admins: too few people can decide about a list"),
    "certificate_ready": _("A certificate is there"),
    "certificate_ends": _("90, 30 and 7 days before the last day of a certificate"),
    "certificate_renewed": _("A certificate is renewed"),
    "certificate_replaced": _("A certificate is issued anew"),
    "certificate_moved": _("A certificate stands in another account of its holder"),
    "certificate_suspended": _("A certificate is suspended"),
    "certificate_reinstated": _("A certificate holds again"),
    "certificate_revoked": _("A certificate is revoked"),
    "revocation_proposed": _("To program admins: somebody proposes to revoke a certificate"),
    "deck_link": _("Somebody asks for a slide deck"),
    "deck_news": _("To those who asked to hear of it: a new version of a slide deck"),
    "voice_asked": _("Somebody is asked whether their words may be shown on the site"),
    "voice_kept": _("Somebody's words are shown, as they agreed in writing"),
    "inquiry_received": _("To program admins: a letter or a suggested topic came in from the site"),
    "inquiry_answered": _("A letter or a suggested topic is answered"),
    "inquiry_chat": _("A suggested topic is a chat that anybody can read of"),
    "series_follow": _("Somebody without an account wants to be told of the chats of a series"),
    "series_follow_known": _("Somebody asks to be told of a series, and is already"),
    "chat_announced": _("To followers of a series: a new chat"),
    "chat_topic_shared": _("To followers and those with a seat: the topic of a chat is shared"),
}


def reader(*, language: str, zone: str) -> Reader:
    """Somebody made up, who reads in a language and a zone."""
    return Reader("Amara Okafor", language, zone)


def context_of(name: str) -> Mapping[str, object]:
    """Everything that any mail speaks of, as it would be in about a week, and what this one says otherwise."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=7)
    return {**_common(start), **_OWN.get(name, {})}


def _common(start: datetime) -> dict[str, object]:
    """What happens at a time, and what doesn't."""
    end = start + timedelta(hours=1)
    waits = {"who": "Rosa Lindqvist", "words": "Write what you saw in her dialogue", "since": start, "path": "/"}
    return {
        **_TIMELESS,
        "start": start,
        "end": end,
        "until": start - timedelta(hours=12),
        "due_at": start,
        "at": start,
        "appeal_until": start,
        "others": [{"title": _TITLE, "starts_at": start, "ends_at": end, "zone": _ZONE, "path": "/sessions/1/"}],
        "rows": [waits],
    }


_TIMELESS: dict[str, object] = {
    "title": _TITLE,
    "topic": "What makes a place feel like home",
    "pathway": "Facilitator",
    "zone": _ZONE,
    "room": "",
    "because": "The host is ill.",
    "can_give_back": True,
    "token": "sample",
    # Nobody's: what it is given back with works for nobody's place.
    "sign_up": 0,
    "link": _LINK,
    "slot": 1,
    "dialogue": 1,
    "pairing": 1,
    "case": 1,
    "page": 1,
    "slug": "facilitator",
    "public_id": "0" * 32,
    "candidate": "Rosa Lindqvist",
    "number": "CFC-2026-000042",
    "what": "password_changed",
    "code": "123456",
    "place": 2,
    "minutes": 58,
    "needed": 45,
    "step": {"title": "Live sessions", "next_step": "Choose a session."},
    "note": "You had a seat in 2 sessions during the last half year and weren't there.",
    "author": "Kofi Mensah",
    "words": "What will you do if the first round is quiet?",
    "path": "/",
    "expected": {"names": ["Amara Okafor", "Kofi Mensah"], "waiting": 2, "needs": 1},
    "first": {"display_name": "Kofi Mensah", "email": "kofi@example.org"},
    "waiting": 2,
    "count": 2,
    "more": 1,
    "concern": 1,
    "day": "18 November 2026",
    "consent": 1,
    "guest": 1,
    "again": "/contact/",
}
_ASKED: dict[str, object] = {"lead": "Rosa Lindqvist", "aim": "Inviting every voice", "part": "observer"}
_OPEN: dict[str, object] = {"case": 1, "candidate": "Rosa Lindqvist", "pathway": "Facilitator", "to_close": False}
_DECK: dict[str, object] = {
    "deck": "Say What You Mean, Mean What You Say",
    "version": 2,
    "news": "Three slides on what to do when a round stays silent.",
    "downloads": 3,
    "end_news": "sample",
}
_SAID: dict[str, object] = {"words": "I left with a question that I still carry.", "shown_as": "A nurse from Halifax"}
_SERIES: dict[str, object] = {"series": "In the News", "leave": "sample", "shared_at": None}
_OWN: dict[str, dict[str, object]] = {
    "review_digest": {"applications": [{**_OPEN, "late": True}, {**_OPEN, "to_close": True}]},
    "put_forward": {"who": "Kofi Mensah", "road": "honorary", "until": "2030-12-31"},
    **{
        f"founding_{name}": {"list": 1, "title": "Those who began"}
        for name in ("to_review", "reminder", "late", "short")
    },
    "slot_missed": {"minutes": 0},
    "observer_asked": _ASKED,
    "co_lead_asked": {**_ASKED, "part": "co_lead"},
    "pairing_reminder": _ASKED,
    "pairing_withdrawn": _ASKED,
    "pairing_declined": {"name": "Kofi Mensah", "part": "observer", "next": "Amara Okafor"},
    "dialogue_lacks": {"lead": "Rosa Lindqvist", "lack": "observer", "asked": 1},
    "something_to_read": {"path": "/practice/1/debrief/"},
    **{name: {"who": "Rosa Lindqvist"} for name in ("care_wished", "consent_asked", "guest_to_second")},
    **dict.fromkeys(("deck_link", "deck_news"), _DECK),
    "certificate_suspended": {"reason": "We are looking into how it was issued."},
    "certificate_revoked": {"reason": "It was issued to somebody else of the same name."},
    "revocation_proposed": {"certificate_id": 1},
    "voice_asked": _SAID,
    "voice_kept": _SAID,
    "inquiry_received": {"kind": "topic", "letter": 1},
    "inquiry_answered": {
        "kind": "topic",
        "words": "Something on names, and who gets to say them right?",
        "answer": "Thank you for your suggestion. It becomes a chat.",
    },
    **dict.fromkeys(("series_follow", "series_follow_known", "chat_announced", "chat_topic_shared"), _SERIES),
}
