"""Module 4: from a topic of one's own to an hour on paper, observed and reflected on."""

from cms.demo.content.checks import QUESTIONS_CHECK
from cms.demo.content.types import Callout, KeyTerm, Lesson, Module, Prompt, Questions, Scenario, Script, Text

TOPIC_TO_FRAME = Lesson(
    key="topic-to-frame",
    title="From a topic to a frame",
    summary="Find a topic that an hour can hold, and write a definition that people can use.",
    minutes=14,
    blocks=(
        Text("""
            <p>“Racism in medicine” is a library. “Who we page first when a family gets loud” is a chat. A good topic is
            small enough for one hour and large enough that a student, a clerk and a professor each have a moment to
            bring to it.</p>
            <h3>Four tests of a topic</h3>
            <ul>
            <li><b>It happens here.</b> You can name a corridor, a form or a meeting where it shows.</li>
            <li><b>It isn't settled.</b> Decent people disagree, and you don't know yet how the hour will end.</li>
            <li><b>Everybody has a seat.</b> People who live with it don't become the exhibit, and people who don't
            still have something of their own to look at.</li>
            <li><b>It isn't about one known case.</b> If all will think of the same person, it needs another room.</li>
            </ul>
            <h3>Narrow it in three moves</h3>
            <ol>
            <li>Write the large word: <i>language</i>.</li>
            <li>Add a moment: <i>a visit in which the interpreter line doesn't pick up</i>.</li>
            <li>Add a tension: <i>being on time for all, or being understood by one</i>.</li>
            </ol>
            <p>The tension is the topic. Write it as a title that doesn't give away an answer: “On time or understood”
            works. “Why we fail our patients” has decided already.</p>
        """),
        KeyTerm(
            term="Working definition",
            html="""<p>What a group lets a word mean for one hour. It should be correct, short and modest. Say where it
            comes from, and that others define it in other ways.</p>""",
        ),
        Text("""
            <h3>Write the frame</h3>
            <p>Read three sources that differ: one from research, one by people who live with the thing, one from your
            own institution. Then close them and write two sentences from memory. What you can't say without looking, a
            group can't use. Check the result against the sources, and keep these for the slide at the end.</p>
            <p>Numbers are strong spices. One figure, with its source and year, about a place that people know, can open
            eyes. Five figures turn a chat into a lecture, and invite people to argue about method. Leave a figure out
            if you can't say how it was counted.</p>
            <p>Choose the level on purpose. If your example is a rude colleague, people will talk about manners. If it
            is a form with two boxes, they will talk about who designed it. Both are fair. Choose one.</p>
        """),
        Scenario(
            title="A title changes the hour",
            html="""<p>Two facilitators plan a chat about evaluation comments. The first title is “Bias in clerkship
            grades”. Clerkship directors sign up in order to defend their grades, and students in order to accuse them.
            The two rewrite it: “What do we mean by ‘confident’?” Now everybody who has ever written or read the word
            has a way in. The grades come up anyway, after half an hour, from a director.</p>""",
        ),
        Questions(
            title="Ask somebody who lives with it",
            items=(
                "Would you come to this chat? What would make you stay away?",
                "What do people usually get wrong about it in the first five minutes?",
                "Which word should I not use, and which should I?",
            ),
        ),
        Prompt(
            id="topic-own-three-moves",
            text="Do the three moves for a topic of your own: a word, a moment, a tension. Then give it a title.",
        ),
    ),
)

OPEN_QUESTIONS = Lesson(
    key="open-questions",
    title="Guiding questions that open",
    summary="Write two or three questions that people want to answer, and test them before you use them.",
    minutes=12,
    blocks=(
        Text("""
            <p>In the breakout you are not there. The questions are. They have to do your work: to welcome, to point and
            to go a little deeper each time. Two good questions fill eighteen minutes. A third is for the group that
            runs ahead.</p>
            <h3>A staircase of three</h3>
            <ol>
            <li><b>A moment.</b> “When did you last…?” It asks for something that only the speaker can know. Nobody can
            be wrong.</li>
            <li><b>A meaning.</b> “What did you assume then? Where did you learn it?” It turns from the event to the
            habit.</li>
            <li><b>A move.</b> “What would have made another choice easier, for you and for the place?” It looks at
            persons and at structures, and stops short of a pledge.</li>
            </ol>
            <h3>Questions that close</h3>
            <ul>
            <li><b>Yes or no:</b> “Do you think there is bias in admissions?” Ask instead: “What have you seen
            admissions reward?”</li>
            <li><b>The answer inside:</b> “Why is it so hard for people to admit privilege?” Ask instead: “What has come
            to you at work without your asking?”</li>
            <li><b>Asking some to teach:</b> “What should the rest of us know about your culture?” Ask instead: “What do
            you wish you had been asked?”</li>
            <li><b>Too large:</b> “How do we end racism here?” Ask instead: “What would you notice first if it were
            less?”</li>
            <li><b>Two in one:</b> people answer the easier half. Split it.</li>
            </ul>
        """),
        Callout(
            title="Two people in mind",
            html="""<p>Read each question as two people: the one in the room with the most to lose, and the one who has
            never had to think about it. If either has no honest answer, rewrite it.</p>""",
        ),
        Questions(
            title="An example: “On time or understood”",
            items=(
                "When did you last understand less than you needed to, and what did you do about it?",
                "What do we silently assume about somebody who answers slowly?",
                "Who pays for the minutes that understanding takes, and who could?",
            ),
        ),
        Scenario(
            title="The question that fell flat",
            html="""<p>A facilitator asks, “How does structural racism show up in your unit?” The room returns after
            eighteen minutes with three polite sentences. In her next chat she asks, “Which patient did you see last
            yesterday, and how did that order come about?” The groups don't want to come back.</p><p>The second question
            reaches the same place. It only begins where people stand.</p>""",
        ),
        Text("""
            <h3>Test before you use</h3>
            <p>Ask your questions to two people who are unlike you. Don't explain. If they ask what you mean, the
            question isn't finished. If they answer in one word, it is closed. If they begin with “That reminds me…”,
            keep it. Read it aloud once more. A question that you can't say in one breath is too long to remember on the
            way into a breakout room.</p>
        """),
        Prompt(
            id="questions-own-staircase",
            text="Write a moment, a meaning and a move for your own topic. Which of the three took you the longest?",
        ),
    ),
    check=QUESTIONS_CHECK,
)

HOUR_ON_PAPER = Lesson(
    key="an-hour-on-paper",
    title="An hour on paper",
    summary="Turn topic, frame and questions into a plan that another person could lead.",
    minutes=15,
    minimum=5,
    blocks=(
        Text("""
            <p>A plan is good if your co-facilitator could lead from it while you are stuck on a train. It fits on two
            pages. It has the five stages with minutes, first sentences, who speaks, and what to do if.</p>
            <h3>The plan, stage by stage</h3>
            <p>Here is a short one for “On time or understood”. Use its shape and write your own words.</p>
        """),
        Script(
            stage="check_in",
            minutes=10,
            html="""<p><i>Lead: Teo. Watching: Imani.</i> Please say your name, and one word in a language that somebody
            in your family spoke. You may pass.</p><p><i>Assumptions in three voices. Ask which one will be needed
            today.</i> </p>""",
        ),
        Script(
            stage="concept",
            minutes=5,
            html="""<p><i>Lead: Imani.</i> It is 8:40, two visits behind, and the interpreter line plays music. The
            patient's daughter says, “I can translate.” What happens in you? That small moment is our topic: being on
            time for all, or being understood by one.</p>""",
        ),
        Script(
            stage="frame",
            minutes=10,
            html="""<p><i>Lead: Teo.</i> For today, language access means that people can get and give the information
            that their care depends on, in the language they think in. A friendly smile is good, and it is not that.</p>
            <p>We look at the level of the clinic day: who plans the minutes? <i>One minute of writing. Two
            questions.</i> </p>""",
        ),
        Script(
            stage="breakout",
            minutes=20,
            html="""<p><i>Imani makes groups of four, without direct supervisors together.</i> A round of two minutes
            each on the first question, then talk freely. Bring back what you are wondering. <i>Notes at nine minutes
            and at two.</i></p>""",
        ),
        Script(
            stage="debrief",
            minutes=15,
            html="""<p><i>Lead: Imani. Gather six, connect five, close four.</i> What do we need to learn, or to
            unlearn, about the minutes that understanding takes? <i>End at 12:58.</i></p>""",
        ),
        Text("""
            <h3>Write down three ifs</h3>
            <p>For each chat, think of the three things that are most likely to go otherwise, and note your first
            sentence for each. For this one they might be:</p>
            <ul>
            <li><b>If somebody says “they should learn English”:</b> pause, name what the sentence does, and go back to
            care that depends on being understood.</li>
            <li><b>If an interpreter is present and all turn to her:</b> put the question to everybody again, and let
            her choose.</li>
            <li><b>If only five people come:</b> stay together, and use a round instead of breakouts.</li>
            </ul>
        """),
        Callout(
            title="Access belongs to the plan",
            html="""<p>Turn on captions. Send the questions the day before to whoever asks. Describe what is on a slide.
            Say that cameras may stay off. Plan a way to take part in writing. Each of these helps more people than the
            one who needed it.</p>""",
        ),
        Questions(
            title="Read your plan once as a participant",
            items=(
                "How many minutes pass before I speak for the first time?",
                "Do I know at each moment what I am asked to do, and for how long?",
                "What will I still remember tomorrow?",
            ),
        ),
        Prompt(
            id="hour-own-three-ifs",
            text="For your own topic: what are the three ifs, and what is your first sentence for each?",
        ),
    ),
)

OBSERVED = Lesson(
    key="being-observed",
    title="Being observed",
    summary="How observers look at your practice dialogue, and how to get the most out of it.",
    minutes=10,
    blocks=(
        Text("""
            <p>You lead two practice dialogues, and each time a different member of the core group observes. They look
            at eight things, from holding the frame and the time to closing with reflection and action. You know the
            rubric beforehand. Nothing in it is a secret.</p>
            <h3>What the levels say</h3>
            <ul>
            <li><b>Not yet:</b> it was missing, or it got in the way. The observer says what they saw.</li>
            <li><b>Getting there:</b> you could see the intention, and the group still had to help.</li>
            <li><b>Ready:</b> it worked for this group, without help.</li>
            <li><b>Could teach it:</b> others could learn by watching you.</li>
            </ul>
            <p>Something that didn't come up is marked <i>not observed</i>. It counts neither for nor against you. If
            nobody was hurt, nobody could see how you respond to harm.</p>
        """),
        KeyTerm(
            term="Watch me on",
            html="""<p>The one thing that you ask your observer to look at with special care. Choose something that you
            are unsure of. An observer who knows your question sees more, and tells you more.</p>""",
        ),
        Text("""
            <h3>Before, during, after</h3>
            <p><b>Before:</b> send your plan two days ahead, with the one thing to watch. Ask how the observer will sit
            in the room. Most keep their camera off and take no part.</p>
            <p><b>During:</b> forget the observer, as far as you can. Don't play to the rubric. A lead who works through
            eight points one by one loses the group at the second.</p>
            <p><b>After:</b> write before you read. Take ten minutes for your own reflection: what happened, what did I
            feel, what would I do otherwise, what do I need to learn or to unlearn? Then read what the observer wrote.
            Where the two differ, you have found something.</p>
        """),
        Scenario(
            title="A low mark",
            html="""<p>Your observer marks <i>opens with care</i> as not yet, with a note: “Started with the slide. Two
            people joined late and were not greeted. The assumptions came after the concept.” You feel the heat rise.
            You had been told that the link was broken, and you were fixing it.</p><p>Both are true. Write that into
            your reflection. Then plan who will watch the link, so that you can watch the door.</p>""",
        ),
        Questions(
            title="Ask your observer",
            items=(
                "At which moment did the room change, and what did I do just before it?",
                "Whose voice did I miss?",
                "What should I keep, even if everything else changes?",
            ),
        ),
        Prompt(
            id="being-observed-watch-me",
            text="What will you ask your first observer to watch? Why this, and not what you are already good at?",
        ),
    ),
)

DESIGN = Module(
    key="design-a-chat",
    title="Design a chat of your own",
    summary="A topic that an hour can hold, questions that open, a plan on paper, and a practice dialogue observed.",
    lessons=(TOPIC_TO_FRAME, OPEN_QUESTIONS, HOUR_ON_PAPER, OBSERVED),
)
