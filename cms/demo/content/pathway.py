"""The pathway of the demo program: how it introduces itself, what it asks, and its modules."""

from cms.demo.content.answers import ANSWERS
from cms.demo.content.design import DESIGN
from cms.demo.content.idea import IDEA
from cms.demo.content.room import ROOM
from cms.demo.content.rubric import RUBRIC
from cms.demo.content.stages import STAGES
from cms.demo.content.types import Pathway, Requirement

INTRODUCTION = """
    <p>Chats for Change are one-hour dialogues about racism and bias in medicine. They need people who can hold a room:
    open with care, keep the time, ask a question that lets others speak, and stay steady when it gets hard. You can
    learn this. You don't need a title, and you don't need to be an expert on racism.</p>
    <p>This training is for students, residents, nurses, faculty and staff of any medical school or health system. You
    read four short modules at your own pace and come to one live session of an hour. Then you lead two practice
    dialogues with an observer beside you, and write down what you learned from leading. It usually
    takes about ten weeks, with an hour in most of them.</p>
    <p>It asks something of you: to speak from your own life, to be watched while you learn, and to hear what you
    missed. You will not be alone with that. The core group observes, answers questions, and tells you plainly what
    would make the difference. There is no deadline, and you may stop and come back.</p>
"""

PATHWAY = Pathway(
    slug="facilitator",
    title="Chats for Change facilitator",
    introduction=INTRODUCTION,
    usual_weeks=10,
    approvals=2,
    modules=(IDEA, STAGES, ROOM, DESIGN),
    requirements=(
        Requirement(key="required-lessons", kind="complete_lessons"),
        Requirement(
            key="live-training",
            kind="attend_sessions",
            numbers={"session_kind": "training", "count": 1, "minutes": 45},
        ),
        Requirement(key="practice-dialogues", kind="lead_dialogues", numbers={"count": 2, "observers": 2}),
        Requirement(key="rubric-level", kind="reach_rubric", numbers={"average": 2.5, "floor": 2}),
        Requirement(key="shared-reflection", kind="share_reflections", numbers={"count": 1}),
    ),
    rubric=RUBRIC,
    questions=ANSWERS,
)
