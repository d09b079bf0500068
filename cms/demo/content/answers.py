"""What people ask before they become a facilitator, in the demo program, and what they are told."""

from cms.demo.content.types import QuestionAndAnswer

ANSWERS = (
    QuestionAndAnswer(
        question="Do I have to know much about racism to begin?",
        answer="""<p>No. You have to be ready to learn, also in front of others. The first module brings the words and
        the history that you need, and no facilitator has to have the answer to everything.</p>""",
    ),
    QuestionAndAnswer(
        question="I'm a student. May I lead people who are senior to me?",
        answer="""<p>Yes. Two people lead together, and one of them is usually experienced. That a second-year student
        holds the hour while a dean listens is part of what the hour teaches.</p>""",
    ),
    QuestionAndAnswer(
        question="Do I have to come at a certain hour?",
        answer="""<p>Only to the live session, and to the dialogues that you lead. There are several sessions to choose
        from, and if all are full you can wait for a seat. You read when you like, and may stop in the middle.</p>""",
    ),
    QuestionAndAnswer(
        question="What if I need a break, or can't go on?",
        answer="""<p>You pause with one press and take it up again where you were. There is no deadline. If you stop for
        good, nobody asks you why.</p>""",
    ),
    QuestionAndAnswer(
        question="Who sees how I did?",
        answer="""<p>You do, always. Your observers see what they wrote themselves, your mentor and the core group see
        how far you are, and the people who decide see what you hand in with your application. Nobody else
        does.</p>""",
    ),
    QuestionAndAnswer(
        question="What does it cost?",
        answer="<p>Nothing but your time.</p>",
    ),
    QuestionAndAnswer(
        question="May I take part in chats without becoming a facilitator?",
        answer="""<p>Please do. Most people who come never lead one, and a chat without them would be a meeting of
        facilitators.</p>""",
    ),
)
