"""Sessions of the demo program: four trainings to come, modelled on a real season, and three that were held; two chats
and an office hour beside.
"""

from datetime import time

from cms.demo.content.types import Session

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
ACCESS = "Camera optional. You can take part in writing."
AGENDA = (
    "5 Welcome", "10 One stage, shown", "25 You try it, in fours", "15 What others noticed", "5 What you take along",
)  # fmt: skip
STAGES = ("10 Check-in", "5 Concept", "10 Frame", "20 Breakout", "15 Debrief")
BRING = "Bring a pen, and one question of your own. If you can, read the first module beforehand."

SESSIONS = (
    Session(
        key="coming-open-with-care",
        title="Facilitator training: open with care",
        text=f"""We lead a short chat with you and then take it apart together. You practice the first ten minutes: a
        welcome, a check-in question, the grounding assumptions in three voices. {BRING}""",
        host="imani.whitfield",
        weekday=MONDAY,
        at=time(11, 0),
        join_link="https://meet.example.org/open-with-care",
        access=ACCESS,
        facilitators=("kwabena.owusu",),
        agenda=AGENDA,
    ),
    Session(
        key="coming-five-stages",
        title="Facilitator training: the five stages",
        text=f"""One hour, five stages, twelve minutes for each: you see a stage, try it in a group of four, and hear
        what others noticed. Good if you have never led anything before. {BRING}""",
        host="teo.manalo",
        weekday=TUESDAY,
        at=time(15, 0),
        join_link="https://meet.example.org/five-stages",
        access=ACCESS,
        agenda=AGENDA,
    ),
    Session(
        key="coming-hold-the-breakout",
        title="Facilitator training: hold the breakout",
        text=f"""What happens in small groups when you aren't there? We try three structures that share out the time,
        and drop in on each other's rooms. {BRING}""",
        host="luz.villanueva",
        weekday=FRIDAY,
        at=time(13, 0),
        join_link="https://meet.example.org/hold-the-breakout",
        access=ACCESS,
    ),
    Session(
        key="coming-when-it-gets-hard",
        title="Facilitator training: when it gets hard",
        text=f"""Heat, cold, and words that hurt. We practice first sentences aloud, with invented scenes, until they
        feel like yours. Nobody plays the person who is hurt. {BRING}""",
        host="kwabena.owusu",
        weekday=THURSDAY,
        at=time(13, 0),
        weeks=1,
        join_link="https://meet.example.org/when-it-gets-hard",
        access=ACCESS,
    ),
    Session(
        key="coming-national-chat",
        title="National chat: In the News, part two",
        text="""One hour, five stages, with people of many schools in two countries. The topic is shared a week before.
        Everybody is welcome; you needn't prepare anything.""",
        host="luz.villanueva",
        kind="chat_national",
        weekday=WEDNESDAY,
        at=time(12, 0),
        weeks=1,
        capacity=60,
        join_link="https://meet.example.org/national-chat",
        access=ACCESS,
        facilitators=("teo.manalo",),
        interpretation="ASL",
        agenda=STAGES,
    ),
    Session(
        key="coming-chat-here",
        title="Chat: imposter, or unheard?",
        text="""A chat in the room, for everybody who studies or works here. We ask what makes people doubt that they
        belong, and what of it is not theirs to carry.""",
        host="kwabena.owusu",
        kind="chat_local",
        weekday=THURSDAY,
        at=time(17, 0),
        capacity=24,
        room="Library, room 204",
        access="Step-free, with a lift and a hearing loop.",
        captions=False,
        facilitators=("aiyana.begaye",),
        agenda=STAGES,
    ),
    Session(
        key="coming-practice",
        title="Practice hour: you lead, we listen",
        text="""An hour for practice dialogues. One of you leads a chat on a topic of your own, the others take part as
        they would anywhere, and a member of the core group observes.""",
        host="imani.whitfield",
        kind="practice",
        weekday=WEDNESDAY,
        at=time(17, 0),
        weeks=1,
        capacity=16,
        join_link="https://meet.example.org/practice-hour",
        access=ACCESS,
    ),
    Session(
        key="coming-office-hour",
        title="Office hour: ask the core group",
        text="""Bring a plan, a worry, or a sentence that you don't know how to say. Come and go as you like.""",
        host="shira.benhaim",
        kind="office_hour",
        weekday=FRIDAY,
        at=time(12, 0),
        capacity=12,
        join_link="https://meet.example.org/office-hour",
        access=ACCESS,
    ),
    Session(
        key="held-lately",
        title="Facilitator training: the five stages",
        text=f"""One hour, five stages, twelve minutes for each: you see a stage, try it in a group of four, and hear
        what others noticed. {BRING}""",
        host="aiyana.begaye",
        weekday=TUESDAY,
        at=time(15, 0),
        weeks=-2,
        access=ACCESS,
    ),
    Session(
        key="held-last-month",
        title="Facilitator training: open with care",
        text=f"""A short chat that we then take apart together, and the first ten minutes to practice yourself.
        {BRING}""",
        host="imani.whitfield",
        weekday=MONDAY,
        at=time(11, 0),
        weeks=-6,
        access=ACCESS,
        closed=True,
    ),
    Session(
        key="held-last-season",
        title="Facilitator training: hold the breakout",
        text=f"""Three structures that share out the time in small groups, tried out and talked about. {BRING}""",
        host="shira.benhaim",
        weekday=THURSDAY,
        at=time(13, 0),
        weeks=-12,
        access=ACCESS,
        closed=True,
    ),
)
