"""What this app tells the ground: what roles may do here, and how staff's acts are called."""

from django.utils.translation import gettext_lazy as _

from courses.practice.queries import unread_by
from courses.progress import unseen
from lms.audit import actions as audit
from lms.people.roles import Role, contribute

contribute(Role.CORE_GROUP, "practice.view_dialogue", "practice.clear_dialogue", "practice.meet_carewish")
contribute(Role.CORE_GROUP, "practice.view_feedbackround", "practice.read_answer")
contribute(Role.PROGRAM_ADMIN, "practice.view_dialogue", "practice.clear_dialogue")
contribute(Role.CORE_GROUP, "practice.view_foundingmember")
contribute(Role.PROGRAM_ADMIN, "practice.view_foundingmember", "practice.name_foundingmember")
contribute(Role.PROGRAM_ADMIN, *(f"practice.{act}_supportplace" for act in ("add", "change", "delete", "view")))
# Only they: who reads the agreed scores first has nothing left to learn from an exercise.
contribute(Role.PROGRAM_ADMIN, "practice.view_exercise", "practice.set_exercise")
unseen.register(unread_by)
audit.describe(
    {
        "practice.ask": _("Ask somebody to co-lead or to observe a practice dialogue"),
        "practice.withdraw": _("Take back a question, or let somebody off a practice dialogue"),
        "practice.name_founder": _("Name somebody on the founding list"),
        "practice.withdraw_founder": _("Take somebody off the founding list"),
        "practice.close_room": _("Close a practice dialogue that its leads left open"),
        "practice.comment": _("Say something about the plan of a practice dialogue"),
        "practice.clear": _("Clear a practice dialogue"),
        "practice.word_aim": _("Propose what somebody works on next"),
        "practice.agree_on_aim": _("Agree on what somebody works on next"),
        "practice.meet": _("Talk with somebody who asked for it after a dialogue"),
        "concern.hand_on": _("Hand a concern on"),
        "concern.say_openly": _("Say a concern openly to the person it is about"),
        "concern.close": _("Close a concern"),
        "practice.close_feedback": _("Close participants' feedback"),
        "practice.feedback_overfull": _("More feedback came than people were counted: drawn by lot"),
        "practice.read_words": _("Read participants' words for names"),
        "practice.exercise_write": _("Write a calibration exercise"),
        "practice.exercise_change": _("Change a calibration exercise"),
        "practice.exercise_publish": _("Publish a calibration exercise"),
        "practice.exercise_withdraw": _("Withdraw a calibration exercise"),
    }
)
