"""What the facilitators in training of the demo program have done so far; who signs up first stands first."""

from collections.abc import Mapping

from cms.demo.content.types import Application, Debriefed, Journey, Observed, Planned, Practice, Reflected, Vote

FULL, STAGES, BREAKOUT = "coming-open-with-care", "coming-five-stages", "coming-hold-the-breakout"
LATELY, LAST_MONTH, LAST_SEASON = "held-lately", "held-last-month", "held-last-season"


def _scores(*levels: int | None) -> Mapping[str, int | None]:
    """Levels in the order of the rubric."""
    keys = ("frame-and-time", "opens-with-care", "concept-and-definition", "guiding-questions")
    more = ("every-voice", "emotional-temperature", "responds-to-harm", "closes-with-action")
    return dict(zip((*keys, *more), levels, strict=True))


# Eight people fill a session, and two more wait for it.
_FULL_SESSION = tuple(
    Journey(person, began_days_ago=days, session=FULL)
    for person, days in (
        ("priya.nair", 12),
        ("dmytro.kovalenko", 11),
        ("sofia.papadaki", 11),
        ("grace.mensah", 10),
        ("tomas.herrera", 9),
        ("hyejin.seo", 8),
        ("noor.haddad", 7),
        ("ben.carrow", 7),
        ("fatoumata.diallo", 5),
        ("eli.rosenthal", 3),
    )
)
SIGNED_UP = (
    *_FULL_SESSION,
    Journey("ana.kealoha", began_days_ago=6, session=STAGES),
    Journey("marcus.tillery", began_days_ago=4, session=BREAKOUT),
)

# One of the two newcomers has begun, the other has only just made an account.
BEGUN = (
    Journey("jonas.lindqvist", began_days_ago=1),
    Journey("rukmini.patel", began_days_ago=20, session=LATELY, minutes_there=60),
    Journey("owen.blackwater", began_days_ago=24, session=LATELY, minutes_there=52),
    Journey(
        "camila.duarte",
        began_days_ago=26,
        session=LATELY,
        minutes_there=60,
        lessons=7,
        planned=Planned(
            topic="silence-and-speech",
            aim="Whether I wait long enough after a question.",
            session="coming-practice",
            comment="""The first question is strong. The second asks where people learned who may speak: give it a
            minute of writing first, and say that nobody has to read aloud.""",
            answer="I will. The groups begin with two minutes of writing, and whoever wants to reads a line.",
        ),
    ),
    Journey("zeynep.aydin", began_days_ago=18, lessons=3),
    Journey("hana.kovarova", began_days_ago=55, session=LAST_MONTH, minutes_there=58, lessons=None),
)

OBSERVED_ONCE = Journey(
    "siu-lung.li",
    began_days_ago=60,
    session=LAST_MONTH,
    minutes_there=60,
    lessons=None,
    practices=(
        Practice(
            topic="on-time-or-understood",
            aim="Whether I leave enough silence after a question.",
            days_ago=12,
            observed=Observed(
                observer="luz.villanueva",
                scores=_scores(3, 3, 2, 3, 2, 2, None, 2),
                strengths="""You greeted each person by name, and the first question was one that everybody could
                answer. At 12:20 you waited a full eight seconds, and the interpreter's story came out of that
                silence.""",
                one_thing="""The definition took four sentences, and two groups asked each other what it meant. Try it
                in two, with one thing that it is not. Keep four minutes for the close.""",
                readiness="nearly",
            ),
        ),
    ),
)

READY = Journey(
    "olayinka.adebayo",
    began_days_ago=70,
    session=LAST_MONTH,
    minutes_there=60,
    lessons=None,
    practices=(
        Practice(
            topic="silence-and-speech",
            aim="How I share out the time when somebody senior is in the room.",
            days_ago=25,
            observed=Observed(
                observer="teo.manalo",
                scores=_scores(2, 3, 3, 3, 2, 3, None, 3),
                strengths="""The check-in question let a department chair and a first-year student answer side by side.
                You named the quiet after the second story instead of filling it.""",
                one_thing="The debrief ran six minutes over. Say aloud at 12:45 what you will leave out.",
                readiness="nearly",
            ),
            reflected=Reflected(
                happened="""The chair spoke three times before anybody else. I asked for a minute of writing, and after
                it four new people came in.""",
                felt="I was annoyed with him, and a little afraid of him. Both made me talk faster.",
                otherwise="I would begin the first round with those who have been here the shortest.",
                learn="To unlearn that being polite to rank is the same as being kind.",
                stages={
                    "check_in": "Everybody answered in one sentence. It took nine minutes and felt like three.",
                    "frame": "I read my definition aloud instead of saying it. Eyes went down.",
                    "breakout": "One group was silent for two minutes. I let them be, and I'm glad that I did.",
                    "debrief": "I wanted to hear all groups and lost the time for the close.",
                },
                scores=_scores(2, 3, 2, 3, 2, 2, None, 3),
            ),
            debriefed=Debriefed(
                answer="Thank you for the minute count. I hadn't noticed that I gave the chair three turns.",
                aim="Say at the start of the debrief what I leave out, and keep four minutes for the close.",
            ),
        ),
        Practice(
            topic="who-belongs-here",
            aim="Whether I end on time without cutting anybody off.",
            days_ago=9,
            observed=Observed(
                observer="aiyana.begaye",
                scores=_scores(3, 4, 3, 3, 3, 3, 3, 3),
                strengths="""When someone said “people like that always say so”, you paused within a breath, named the
                words and turned first to the person they were about. It stayed a dialogue.""",
                one_thing="Ask the small groups for one sentence only. Two of them gave a full report.",
                readiness="ready",
            ),
        ),
    ),
)

UNDER_REVIEW = Journey(
    "mohamed.ali",
    began_days_ago=100,
    session=LAST_SEASON,
    minutes_there=60,
    lessons=None,
    practices=(
        Practice(
            topic="difficult-or-concerned",
            aim="My definition: is it short enough to use?",
            days_ago=38,
            observed=Observed(
                observer="shira.benhaim",
                scores=_scores(3, 3, 3, 2, 3, 2, None, 3),
                strengths="""Your definition fit on one line, and people used it in the debrief without looking. The two
                chart notes were well chosen: everybody recognized their own hand.""",
                one_thing="The second question was two questions. The groups answered the easier half.",
                readiness="ready",
            ),
            reflected=Reflected(
                happened="""A nurse said that she writes “difficult” when she is the one who has no time left. The room
                went quiet, and then it became honest.""",
                felt="Relief. And I saw how much I had wanted to be the one who says the good sentence.",
                otherwise="I would cut my own example in half and ask one question at a time.",
                learn="To learn how to wait. To unlearn that a chat needs me to be clever.",
            ),
        ),
        Practice(
            topic="air-water-address",
            aim="What I do when the talk turns cold.",
            days_ago=20,
            observed=Observed(
                observer="kwabena.owusu",
                scores=_scores(4, 3, 3, 3, 3, 3, None, 4),
                strengths="""The group had moved to policy talk. You asked, “What did the air smell like where you grew
                up?”, and within two minutes people were back in their own lives.""",
                one_thing="Tell a short story of your own earlier. The group knew little about why you are here.",
                readiness="ready",
            ),
        ),
    ),
    application=Application(
        days_ago=5,
        motivation="""On my floor people stop talking as soon as it gets uncomfortable. I've seen in two practice
        dialogues that they want to go on if somebody holds the hour. I would like to lead a chat each quarter for the
        night staff, who never get to come at noon.""",
        pronunciation="moo-HAM-mad AH-lee",
        asked="Which question would you open a chat with for the night staff, and who would lead it with you?",
        votes=(
            Vote(
                "luz.villanueva",
                """Both observers saw him slow down and ask rather than explain. The second chat shows that he used the
                advice from the first.""",
            ),
        ),
    ),
)

CERTIFIED = Journey(
    "anh.nguyen",
    began_days_ago=120,
    session=LAST_SEASON,
    minutes_there=60,
    lessons=None,
    practices=(
        Practice(
            topic="action-and-rest",
            aim="Whether everybody is heard in the first ten minutes.",
            days_ago=64,
            observed=Observed(
                observer="aiyana.begaye",
                scores=_scores(3, 4, 3, 3, 3, 3, None, 3),
                strengths="""Twelve people spoke in the first nine minutes, and nobody was hurried. A latecomer was
                brought in with one sentence.""",
                one_thing="Visit the small rooms once. One group had misread the first question.",
                readiness="ready",
            ),
            reflected=Reflected(
                happened="""People told of rest as something that they had to hide. Two from the same unit found out
                that they cover for each other without ever having said so.""",
                felt="Steady, until somebody thanked me for my courage. I didn't know what to do with it.",
                otherwise="I would drop in on each breakout room, even if it feels like intruding.",
                learn="To unlearn that whoever leads must not need anything.",
            ),
            shared=True,
        ),
        Practice(
            topic="silence-and-speech",
            aim="How I respond if something hurtful is said.",
            days_ago=50,
            observed=Observed(
                observer="kwabena.owusu",
                scores=_scores(3, 4, 3, 4, 3, 3, 3, 4),
                strengths="""A joke about an accent fell, and you stopped at once, without heat. The person it was about
                was offered choices and took one. Ten minutes later the two spoke to each other.""",
                one_thing="Let your co-facilitator carry more. You held the clock, the chat window and the talk.",
                readiness="ready",
            ),
        ),
    ),
    application=Application(
        days_ago=40,
        motivation="""I was silent in my first chat and was glad that nobody minded. I would like to hold that kind of
        room for others: for students who translate for their parents, and for colleagues who fear the wrong word.""",
        votes=(
            Vote(
                "imani.whitfield",
                "She opens with care in both dialogues, and her response to harm was calm and complete.",
            ),
            Vote("shira.benhaim", "Her reflection is honest and leads to a change that the second observer could see."),
        ),
    ),
)

JOURNEYS = (*SIGNED_UP, *BEGUN, OBSERVED_ONCE, READY, UNDER_REVIEW, CERTIFIED)
