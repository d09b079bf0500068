"""Whose turn it is, what comes next, how long that usually takes, and what happens when it takes longer."""

from django.utils.translation import gettext_lazy as _

from courses.progress.requirements import Next, Turn
from lms.web.parts import Lexicon

TURNS: Lexicon[Turn] = Lexicon(
    {
        Turn.TRAINEE: _("Your turn"),
        Turn.OBSERVER: _("Your observer's turn"),
        Turn.CORE_GROUP: _("The core group's turn"),
        Turn.ADMIN: _("An admin's turn"),
        Turn.SYSTEM: _("It happens by itself"),
        Turn.NOBODY: _("Done"),
    }
)

NEXT_STEPS: Lexicon[Next] = Lexicon(
    {
        Next.NOTHING: _("Nothing more to do here."),
        Next.READ_LESSON: _("Continue with the next lesson."),
        Next.PASS_CHECK: _("Answer the questions of a lesson a little better. Only your best try counts."),
        Next.GRANT_TRY: _("You have used your tries at a lesson's questions. The core group can give you another one."),
        Next.CHOOSE_SESSION: _("Choose a session that fits your calendar."),
        Next.WAIT_FOR_SEAT: _("You're in line. We'll confirm you the moment a seat is free."),
        Next.ATTEND_SESSION: _("You have a seat. Come to your session; the host notes that you were there."),
        Next.NOTE_ATTENDANCE: _("Your session is over. Its host notes who was there."),
        Next.JOIN_CHAT: _("Take part in a chat. It shows you from the inside what you will hold for others."),
        Next.ASK_TO_CO_LEAD: _(
            "Plan a practice dialogue. The core group asks somebody experienced to lead it together with you."
        ),
        Next.PROPOSE_DIALOGUE: _("Plan a practice dialogue."),
        Next.CLEAR_DIALOGUE: _("Your plan is with the core group. They look at it and find an observer."),
        Next.LEAD_DIALOGUE: _("Lead the practice dialogue that you planned."),
        Next.GET_OBSERVED: _("Your observer has the rubric. You'll hear from us when their words are in."),
        Next.INVITE_FEEDBACK: _(
            "Ask the people in your dialogue for two minutes of feedback, and tell the core group."
        ),
        Next.AWAIT_ANSWERS: _("People are still answering."),
        Next.SHARE_REFLECTION: _("Write your reflection and share it with the core group."),
        Next.MAKE_PROMISE: _("Name a day on which you will lead a chat."),
        Next.MEND_PATHWAY: _("This can't be done in this version of the training. An admin has to mend it."),
    }
)

# What somebody waits for, as those read it who are waited for.
WAITS_FOR: Lexicon[Next] = Lexicon(
    {
        Next.GRANT_TRY: _("has used all tries at a lesson's questions and waits for another one"),
        Next.NOTE_ATTENDANCE: _("was signed up for a session and waits for their attendance to be noted"),
        Next.CLEAR_DIALOGUE: _("waits for the plan of a practice dialogue to be cleared"),
        Next.GET_OBSERVED: _("led a practice dialogue and waits for an observation"),
        Next.MEND_PATHWAY: _("can't go on: something asked of them can't be done in their version of the training"),
    }
)

# What the button says that leads to a step; steps without one are told in words alone.
ACTS: Lexicon[Next] = Lexicon(
    {
        Next.READ_LESSON: _("Go on reading"),
        Next.PASS_CHECK: _("Try the questions again"),
        Next.CHOOSE_SESSION: _("Choose a session"),
        Next.WAIT_FOR_SEAT: _("See your place in the line"),
        Next.ATTEND_SESSION: _("See your session"),
        Next.NOTE_ATTENDANCE: _("See the session"),
        Next.JOIN_CHAT: _("Find a chat"),
        Next.ASK_TO_CO_LEAD: _("Plan a practice dialogue"),
        Next.PROPOSE_DIALOGUE: _("Plan a practice dialogue"),
        Next.CLEAR_DIALOGUE: _("See your plan"),
        Next.LEAD_DIALOGUE: _("Open your practice dialogue"),
        Next.GET_OBSERVED: _("See your practice dialogue"),
        Next.INVITE_FEEDBACK: _("See your practice dialogue"),
        Next.AWAIT_ANSWERS: _("See your practice dialogue"),
        Next.SHARE_REFLECTION: _("Write your reflection"),
        Next.MAKE_PROMISE: _("Make your promise"),
    }
)

_NO_DEADLINE = _("Nothing is lost when you take longer; there is no deadline.")

USUALLY: Lexicon[Next] = Lexicon(
    {
        Next.NOTHING: "",
        Next.READ_LESSON: _("Most people read a lesson in one sitting."),
        Next.PASS_CHECK: _("A few minutes."),
        Next.GRANT_TRY: _("Usually within three days."),
        Next.CHOOSE_SESSION: _("There is usually a session within three weeks."),
        Next.WAIT_FOR_SEAT: _("Seats are freed up to twelve hours before the session."),
        Next.ATTEND_SESSION: _("On the day of your session."),
        Next.NOTE_ATTENDANCE: _("Usually within two days of the session."),
        Next.JOIN_CHAT: _("There is usually a chat every month."),
        Next.ASK_TO_CO_LEAD: _("Usually two to four weeks, until your calendars meet."),
        Next.PROPOSE_DIALOGUE: _("Planning takes about half an hour."),
        Next.CLEAR_DIALOGUE: _("Usually within three days."),
        Next.LEAD_DIALOGUE: _("On the day that you planned."),
        Next.GET_OBSERVED: _("Usually within five days of the dialogue."),
        Next.INVITE_FEEDBACK: _("Best on the same day."),
        Next.AWAIT_ANSWERS: _("Answers come in for two weeks."),
        Next.SHARE_REFLECTION: _("About half an hour, best within a few days."),
        Next.MAKE_PROMISE: _("One minute."),
        Next.MEND_PATHWAY: _("Usually within three days."),
    }
)

_TELLS_CORE_GROUP = _("When it takes longer, the system tells the core group every day until it is done.")

WHEN_LONGER: Lexicon[Next] = Lexicon(
    {
        **dict.fromkeys(Next, _NO_DEADLINE),
        Next.NOTHING: "",
        Next.GRANT_TRY: _TELLS_CORE_GROUP,
        Next.CHOOSE_SESSION: _("When none fits you, write to the core group: they plan more."),
        Next.WAIT_FOR_SEAT: _("When no seat is freed, choose another session; you may be in line for several."),
        Next.ATTEND_SESSION: _("When you can't come, give your seat back and choose another session."),
        Next.NOTE_ATTENDANCE: _TELLS_CORE_GROUP,
        Next.CLEAR_DIALOGUE: _TELLS_CORE_GROUP,
        Next.LEAD_DIALOGUE: _("When the day doesn't work out, call the dialogue off and plan another one."),
        Next.GET_OBSERVED: _(
            "When it takes longer, the system reminds your observer and tells the core group every day."
        ),
        Next.AWAIT_ANSWERS: _("After that your dialogue counts with however few answers there are."),
        Next.MEND_PATHWAY: _("When it takes longer, the system tells the admins every day until it is done."),
    }
)
