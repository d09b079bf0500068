"""The rubric that observers of practice dialogues score with: eight competencies, four levels, what can be seen."""

from cms.demo.content.types import Competency, Rubric

RUBRIC = Rubric(
    levels=("Not yet", "Getting there", "Ready", "Could teach it"),
    competencies=(
        Competency(
            key="frame-and-time",
            name="Holds the frame and the time",
            question="Do all five stages happen, in order, with the time that each needs?",
            anchors=(
                "A stage is left out, or the hour ends in the middle of one. The group isn't told where it is.",
                "All stages happen. One or two are rushed or run over, and the group notices.",
                "All stages get their time. Changes are announced, and the chat ends on the minute.",
                "Time serves the talk: the lead says aloud what is shortened and why, and nobody is cut off.",
            ),
        ),
        Competency(
            key="opens-with-care",
            name="Opens with grounding and care",
            question="Is everybody welcomed and heard once, and are the grounding assumptions agreed to?",
            critical=True,
            anchors=(
                "Begins with the content. Some people are not greeted, or the grounding assumptions are left out.",
                "Welcomes people and reads the assumptions aloud, without asking what anybody makes of them.",
                """Each person is heard once and may pass. The assumptions are reviewed, and two or three people
                respond.""",
                """The opening fits this group and this topic. Latecomers are brought in without a fuss. People visibly
                settle.""",
            ),
        ),
        Competency(
            key="concept-and-definition",
            name="Introduces concept and definition clearly",
            question="Could each participant say afterwards what was meant by the word today?",
            anchors=(
                """There is no definition, or several that don't fit together. The breakouts talk about different
                things.""",
                "There is a definition, and it is long or abstract. Participants ask what it means for their own work.",
                "One short definition, an example from this place, and what it is not. Questions are answered briefly.",
                "Participants use the definition themselves in the debrief. Doubts about it make the talk richer.",
            ),
        ),
        Competency(
            key="guiding-questions",
            name="Asks open guiding questions",
            question="Do the questions let people begin with something that they know, and go deeper from there?",
            anchors=(
                """Questions can be answered with yes or no, hold the answer already, or ask some people to teach
                others.""",
                "Questions are open, but large or doubled. Groups need help to begin.",
                """Questions begin with a moment, lead to a meaning, and can be said in one breath. Groups begin at
                once.""",
                "The lead also finds new questions from what was just said, and leaves time for an answer.",
            ),
        ),
        Competency(
            key="every-voice",
            name="Invites every voice and speaks from own perspective",
            question="Who spoke, who could have, and did the lead speak as “I”?",
            anchors=(
                "A few people fill the time. The lead speaks for others, or asks somebody to speak for a group.",
                "The lead invites quiet people by word, without a structure. Own examples are general.",
                "Uses a round, writing or pairs. Passing is easy. Tells one short, true story of their own.",
                "Notices rank and habit in who speaks, and changes the setting so that the order shifts without blame.",
            ),
        ),
        Competency(
            key="emotional-temperature",
            name="Notices and works with emotional temperature",
            question="When the room got hotter or colder, what did the lead do?",
            anchors=(
                "Goes on with the plan while people withdraw or get loud, or tells people how they feel.",
                "Notices a change and shows it, then hurries to the next point or jokes it away.",
                "Slows down, names what can be seen, and offers a pause, a task or a way back to the frame.",
                "Stays steady and curious. The group begins to name and settle its own temperature.",
            ),
        ),
        Competency(
            key="responds-to-harm",
            name="Responds to harm: calls in and repairs",
            question="When words hurt somebody, what happened in the next minute?",
            critical=True,
            anchors=(
                "Hurtful words pass without a response, or the person who was hurt is asked to explain or to forgive.",
                "Responds in general terms, or late. The person who was hurt is not yet cared for first.",
                """Pauses, names the words and what they can do, turns first to who was hurt, and leaves the speaker a
                way back.""",
                "Does all this briefly and calmly. A repair begins in the room, and what follows afterwards is agreed.",
            ),
        ),
        Competency(
            key="closes-with-action",
            name="Closes with reflection and action",
            question="Do people leave with something of their own to learn, to unlearn or to do?",
            anchors=(
                "The chat stops without a close, or with praise and a summary by the lead.",
                "There is a closing question with little time for it. What people take along stays general.",
                """Time to write, then some voices: what to learn, to unlearn, and one small thing to do. Open points
                are named.""",
                "The close links what was said in the hour to this place. Follow-up has a name and a date.",
            ),
        ),
    ),
)
