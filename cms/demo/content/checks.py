"""Two of the demo program's knowledge checks, beside the lessons that they belong to."""

from cms.demo.content.questions import Check, Choice, Order, Pairs, Question

DEBRIEF_CHECK = Check(
    pass_mark=75,
    questions=(
        Order(
            id="db-stages",
            text="Put the five stages of a chat in order.",
            items=("Check-in", "Concept", "Frame", "Breakout", "Debrief"),
            feedback="""People arrive, hear one idea, get its edges, talk in small circles, and come back to what
            they take with them.""",
        ),
        Pairs(
            id="db-for",
            text="What is each stage for?",
            pairs=(
                ("Check-in", "Everybody's voice is in the room once."),
                ("Frame", "A word gets its edges before it is talked about."),
                ("Breakout", "Everybody speaks, and is listened to."),
                ("Debrief", "The hour ends with what people take home."),
            ),
            feedback="""A stage that loses its purpose gets longer. If you know what it is for, you know when it is
            done.""",
        ),
        Question(
            id="db-order",
            text="Why does the frame come before the breakout?",
            choices=(
                Choice(
                    id="db-order-experts",
                    text="So that participants learn the right opinion before they talk.",
                    right=False,
                    feedback="A frame gives a word its edges. It doesn't tell anybody what to conclude.",
                ),
                Choice(
                    id="db-order-ground",
                    text="So that the small groups talk about the same thing.",
                    right=True,
                    feedback="Yes. Without a shared definition, five people talk about five things.",
                ),
                Choice(
                    id="db-order-time",
                    text="Because it is easier to keep the time that way.",
                    right=False,
                    feedback="""The order would be worth it even if it cost time: it gives everybody the same
                    ground.""",
                ),
            ),
        ),
        Question(
            id="db-late",
            text="You begin eight minutes late. What may you shorten? Choose all.",
            multiple=True,
            choices=(
                Choice(
                    id="db-late-own",
                    text="Your own words in the frame.",
                    right=True,
                    feedback="""Yes. Your words are the first thing to cut; the definition itself can stay on
                    screen.""",
                ),
                Choice(
                    id="db-late-question",
                    text="The last guiding question.",
                    right=True,
                    feedback="Yes. One question that is talked through is worth more than three that are touched.",
                ),
                Choice(
                    id="db-late-assumptions",
                    text="The review of the grounding assumptions.",
                    right=False,
                    feedback="You will need to point to them if the talk gets hard. Shorten something else.",
                ),
                Choice(
                    id="db-late-closing",
                    text="The closing reflection.",
                    right=False,
                    feedback="This is what people take home. A chat without it just stops.",
                ),
            ),
        ),
        Question(
            id="db-report",
            text="What do you ask the small groups to bring back?",
            choices=(
                Choice(
                    id="db-report-summary",
                    text="A short report of what each member said.",
                    right=False,
                    feedback="That carries stories out of the room in which they were told. Ask for a question.",
                ),
                Choice(
                    id="db-report-wonder",
                    text="One sentence about what they are wondering now.",
                    right=True,
                    feedback="Yes. It shares the learning and leaves the stories with their owners.",
                ),
                Choice(
                    id="db-report-best",
                    text="The most powerful story that they heard.",
                    right=False,
                    feedback="""It makes somebody's life into the best exhibit of the day, and the teller didn't
                    choose it.""",
                ),
            ),
        ),
        Question(
            id="db-silence",
            text="You ask an open question in the debrief, and nobody answers for three seconds. What now?",
            choices=(
                Choice(
                    id="db-silence-wait",
                    text="Keep quiet for some more seconds.",
                    right=True,
                    feedback="Yes. Three seconds is hardly time to breathe in. Count to seven.",
                ),
                Choice(
                    id="db-silence-call",
                    text="Call on somebody who looks thoughtful.",
                    right=False,
                    feedback="""They may be looking for the door. Wait first; a name comes later, with a way to
                    pass.""",
                ),
                Choice(
                    id="db-silence-answer",
                    text="Answer it yourself, to get things going.",
                    right=False,
                    feedback="""Then the group learns that you will always fill the gap. A short story of your own
                    can help, but only after a real silence.""",
                ),
            ),
        ),
    ),
)

QUESTIONS_CHECK = Check(
    pass_mark=70,
    tries=4,
    draw=4,
    questions=(
        Question(
            id="gq-first",
            text="Which question is the best first one for a breakout about who gets interrupted?",
            choices=(
                Choice(
                    id="gq-first-moment",
                    text="“When were you last interrupted at work, and what did you do?”",
                    right=True,
                    feedback="Yes. Everybody has such a moment, and only they can tell it.",
                ),
                Choice(
                    id="gq-first-agree",
                    text="“Do you agree that women of color are interrupted more often?”",
                    right=False,
                    feedback="It asks for a vote on people who may be sitting in the room. Begin with a moment.",
                ),
                Choice(
                    id="gq-first-solve",
                    text="“How can we change the culture of interrupting?”",
                    right=False,
                    feedback="""A fair question for the end. As a first one it is too large, and people will answer
                    in general terms.""",
                ),
            ),
        ),
        Question(
            id="gq-close",
            text="Which of these close a talk rather than open it? Choose all.",
            multiple=True,
            choices=(
                Choice(
                    id="gq-close-why",
                    text="“Why do some people refuse to see their bias?”",
                    right=True,
                    feedback="""Right, this one closes. The answer is inside, and it is about people who aren't
                    here.""",
                ),
                Choice(
                    id="gq-close-learned",
                    text="“Where did you learn what a professional voice sounds like?”",
                    right=False,
                    feedback="This one opens. It asks for a source, and each person has their own.",
                ),
                Choice(
                    id="gq-close-yesno",
                    text="“Is our clinic welcoming to everyone?”",
                    right=True,
                    feedback="""Right, this one closes. It can be answered with yes. Try: “Who finds the way in our
                    clinic without asking?”""",
                ),
            ),
        ),
        Question(
            id="gq-topic",
            text="Which topic fits one hour best?",
            choices=(
                Choice(
                    id="gq-topic-history",
                    text="The history of racism in American medicine.",
                    right=False,
                    feedback="Worth a course. In one hour it leaves room for a lecture only.",
                ),
                Choice(
                    id="gq-topic-case",
                    text="What Dr. A. said to the night team last week.",
                    right=False,
                    feedback="""All will think of one person. That needs a different room, and people who can act on
                    it.""",
                ),
                Choice(
                    id="gq-topic-tension",
                    text="“Difficult” and “concerned”: the words we choose for families.",
                    right=True,
                    feedback="""Yes. It happens here, it isn't settled, and everybody has written or heard such
                    words.""",
                ),
            ),
        ),
        Question(
            id="gq-number",
            text="When do you use a figure in the frame?",
            choices=(
                Choice(
                    id="gq-number-many",
                    text="As often as possible: numbers convince those who doubt.",
                    right=False,
                    feedback="Many figures invite a talk about method. A dialogue needs moments more than proof.",
                ),
                Choice(
                    id="gq-number-one",
                    text="When it is one, with its source and year, and I can say how it was counted.",
                    right=True,
                    feedback="Yes. Then it opens eyes, and you can answer the first question about it.",
                ),
                Choice(
                    id="gq-number-never",
                    text="Never: numbers have no place in a dialogue.",
                    right=False,
                    feedback="One good figure can show a pattern that no single story shows.",
                ),
            ),
        ),
        Order(
            id="gq-stairs",
            text="A staircase of questions: which comes first, which last?",
            items=(
                "“When were you last interrupted?”",
                "“What did you take it to mean?”",
                "“What would you try next time?”",
            ),
            feedback="A moment, a meaning, a move. Nobody can be wrong about a moment: it is the first step.",
        ),
    ),
)
