"""Module 2: the five stages of a chat, with words and minutes for each."""

from cms.demo.content.checks import DEBRIEF_CHECK
from cms.demo.content.media import OPENING as OPENING_FILM
from cms.demo.content.media import SLIDES
from cms.demo.content.types import Callout, KeyTerm, Lesson, Module, Prompt, Questions, Scenario, Script, Text

ONE_HOUR = Lesson(
    key="one-hour-five-stages",
    title="One hour, five stages",
    summary="What each stage is for, how long it takes, and what to cut when time runs short.",
    minutes=10,
    blocks=(
        Text("""
            <p>The five stages never change. People who have come before relax, because they know what is next. People
            who are new learn the order in one visit. And you are free to listen, because you don't have to invent the
            hour while you lead it.</p>
            <ol>
            <li><b>Check-in</b>, 10 minutes. Everybody arrives, is heard once, and agrees to the grounding
            assumptions.</li>
            <li><b>Concept</b>, 5 minutes. You name today's topic, and why it matters in this place.</li>
            <li><b>Frame</b>, 10 minutes. You give a definition, so that all start from the same knowledge.</li>
            <li><b>Breakout</b>, 20 minutes. Groups of three to five talk about guiding questions.</li>
            <li><b>Debrief</b>, 15 minutes. The whole group returns, and closes with a reflection: what do we need to
            learn, or to unlearn?</li>
            </ol>
            <p>Look at the sums. Facilitators hold the floor for about 15 minutes of 60. Participants talk for 35 or
            more. If your plan says otherwise, it is a plan for a lecture.</p>
            <h3>Why this order</h3>
            <p>The stages go from near to far and back again. Check-in is about me, now. Concept and frame lift the eyes
            to something larger. The breakout brings the large thing back to our own lives, in a group small enough for
            a hard sentence. The debrief lets us see that others struggle with it as well. A definition before anybody
            has been heard feels like school. A breakout without a definition turns into five people talking about five
            things.</p>
        """),
        OPENING_FILM,
        Callout(
            title="What to cut when you are late",
            html="""<p>You will start late one day. Decide beforehand what to give up:</p><ol><li>Shorten your own words
            in the frame.</li><li>Drop the last guiding question.</li><li>Ask for one word each in the check-in, instead
            of a sentence.</li></ol><p>Never cut the grounding assumptions or the closing reflection. The first is what
            you will lean on if it gets hard. The second is what people take home.</p>""",
        ),
        Text("""
            <h3>Two leads, one clock</h3>
            <p>Lead in twos if you can. One speaks, the other watches: the time, the waiting room, the chat window, the
            faces. Change roles at each stage, so that the group gets to know both of you. Agree on three signs: two
            minutes left, I'd like to come in, and please take over.</p>
            <p>Say the time aloud and early. “We have eight minutes left, which is room for two more people” is an
            invitation. “We are out of time” in the middle of a sentence is a small injury, and the one who is cut off
            is too often the one who took longest to begin.</p>
        """),
        Scenario(
            title="Seven minutes late",
            html="""<p>The grand rounds before your chat ran over. At seven past, eleven people are there and two are
            still eating. Your co-facilitator writes to you: skip the assumptions?</p><p>You answer: “Keep them, cut my
            story.” You ask for one word each instead of a sentence, and put the definition on a single slide. By twenty
            past you are in the frame, on time for the breakout. Nobody but the two of you knows that something is
            missing.</p>""",
        ),
        SLIDES,
        Prompt(
            id="one-hour-own-clock",
            text="""Which stage would you be tempted to stretch, and which to hurry through? What does that tell about
            what feels easy to you?""",
        ),
    ),
)

OPENING = Lesson(
    key="check-in-and-concept",
    title="Check-in and concept: open with care",
    summary="The first fifteen minutes decide how honest the next forty-five can be.",
    minutes=12,
    blocks=(
        Text("""
            <p>People come from a ward, a deadline, a bus. Some come because they care, some because a supervisor sent
            them, some because last time they were hurt and want to see whether it can be otherwise. The check-in lets
            each of them arrive. It also puts every voice into the room once, while the stakes are still low. Somebody
            who has spoken in the first ten minutes finds it much easier to speak in the thirtieth.</p>
            <h3>A good check-in question</h3>
            <ul>
            <li>Anybody can answer it in one breath, whatever their rank.</li>
            <li>It asks for something true and small, not for a wound and not for a joke.</li>
            <li>It leans gently toward the topic.</li>
            </ul>
            <p>“Where did you learn to pronounce a name that was new to you?” does all three. “What is your experience
            with racism?” does none.</p>
        """),
        Script(
            stage="check_in",
            minutes=10,
            html="""<p>Welcome. I'm glad you're here, and I know what it took to get away at noon. I'm Imani, I work in
            the skills lab, and I'll lead today with Teo.</p><p>Please say your name as you'd like us to say it, and
            finish one sentence: “I'm coming from…” It can be a place or a mood. You may pass, now and at any time. I'll
            begin: I'm coming from a meeting where I talked too much.</p><p><i>Call on people by name, in the order that
            you see them, so that nobody has to fight for a turn. Thank each. Then review the grounding assumptions,
            about three minutes.</i></p>""",
        ),
        Callout(
            title="Names and pronouns",
            html="""<p>Say each name as its owner says it, and ask once if you are unsure. Invite pronouns; don't
            demand them. For some people sharing them is a relief, and for others it is a risk. “Add your pronouns if
            you like” leaves room for both.</p>""",
        ),
        Text("""
            <h3>The concept: one idea, close to home</h3>
            <p>Now name the topic. Use one sentence for what it is, and two or three for why it matters here, in this
            school, this season. Bring one concrete moment: a chart note, a line from an evaluation form, a headline.
            Tell it plainly. A detailed account of somebody's suffering, told to move people, uses a person twice. You
            don't need it.</p>
            <p>Say also where you stand: “I chose this because I noticed how often I do it.” That tells the group that
            you will be in the water with them.</p>
        """),
        Script(
            stage="concept",
            minutes=5,
            html="""<p>Our topic today is who gets believed. In medicine we decide many times a day whose account we
            trust: a patient's, a student's, a colleague's.</p><p>Here is a small moment. Two students report the same
            problem with a rotation. One is asked, “What happened?” The other is asked, “Are you sure?” Nobody in that
            office meant harm, and by the end of the week one of the two has stopped reporting.</p><p>I chose this
            because I have asked “Are you sure?” more often than I like. <i>Pause. Then hand over to your co-facilitator
            for the frame.</i></p>""",
        ),
        Questions(
            title="Test your opening",
            items=(
                "Could the newest and the most senior person both answer my check-in question without embarrassment?",
                "Does my example show a system at work, or only one bad person?",
                "Who in the room may have lived this, and what would it be like for them to hear my example?",
            ),
        ),
        Prompt(
            id="opening-own-question",
            text="Write a check-in question for a chat about interpreters and language at the bedside.",
        ),
    ),
)

FRAME_AND_BREAKOUT = Lesson(
    key="frame-and-breakout",
    title="Frame and breakout: from a definition to a talk",
    summary="Give everybody the same ground, then send them off with questions that they can carry.",
    minutes=12,
    blocks=(
        Text("""
            <p>The frame answers: when we say this word today, what do we mean? Give <b>one definition</b>, on screen
            and aloud, in two sentences at most. Then say what it covers and what it doesn't. Then stop. People need the
            definition as a tool, so they should hold it in their own hands as soon as possible.</p>
            <p>A useful frame has three parts:</p>
            <ul>
            <li>the definition, in words that a patient would understand;</li>
            <li>one example from this institution's daily life, and one thing that looks like it but is not;</li>
            <li>a level: are we looking at a person, at a team, at a rule, or at a whole system?</li>
            </ul>
        """),
        KeyTerm(
            term="Frame",
            html="""<p>The edges of today's talk: what we mean by the word, at which level we look, and what we leave
            for another day. A frame protects people from having to defend everything at once.</p>""",
        ),
        Script(
            stage="frame",
            minutes=10,
            html="""<p>For today, let's use it this way. <i>Show the two sentences.</i> To be believed means that what
            you tell is taken as true enough to act on. Not being believed is unequal when it follows from who you are
            rather than from what you say.</p><p>An example: a patient's report of pain is written down as “claims”.
            Something that is not it: a nurse asks a second question because the answer decides the dose.</p><p>Take a
            minute on your own. Write down one moment when you were believed at once. <i>Keep a full minute of
            silence.</i> What is unclear about the definition? I'll take two questions, and then you go into small
            groups.</p>""",
        ),
        Text("""
            <h3>Before the doors close</h3>
            <p>A breakout fails in its first minute or not at all. Before anybody leaves, tell them, aloud and in
            writing: how many minutes, which questions, who begins, and what to bring back. Put the questions where they
            stay visible. Many meeting tools hide the main chat from those who are in a small room.</p>
            <p>Groups of three or four are best for a hard topic. In a pair there is no way to rest. In a six, two
            people will watch. Where you can, keep somebody's direct supervisor out of their group.</p>
        """),
        Script(
            stage="breakout",
            minutes=20,
            html="""<p>You'll be in groups of four for eighteen minutes. There are two questions; staying with the first
            is fine. Whoever has the next birthday begins. Each of you has two minutes without interruption, and then
            you talk freely.</p><p>Bring back one sentence: not what was said, but what you are wondering now.</p>
            <p><i>Post the questions again. Visit each room once, camera on, for a minute; say that you are only
            listening. Send a note at nine minutes and at two.</i></p>""",
        ),
        Scenario(
            title="The quiet room",
            html="""<p>You drop in on a group of four. All are muted. One smiles politely and says, “I think we're
            done.” Twelve minutes are left.</p><p>They may be done, or the question may have been too big to enter.
            Offer a smaller door: “Would it help to begin with a moment from this week, however small?” Tell a
            twenty-second one of your own, and leave. People rarely begin while they are being watched.</p>""",
        ),
        Prompt(
            id="frame-two-sentences",
            text="""Choose a word that you use often at work, such as “professional” or “a good fit”. Define it in two
            sentences that a patient would understand.""",
        ),
    ),
)

DEBRIEF = Lesson(
    key="debrief",
    title="Debrief: bring the room back",
    summary="Harvest without exposing anybody, close on a reflection, and end on time.",
    minutes=12,
    blocks=(
        Text("""
            <p>People come back from the small rooms in different states. One group was moved, one was bored, one was in
            the middle of something. Give them half a minute of quiet before you ask anything. Then work in three
            steps.</p>
            <ol>
            <li><b>Gather</b>, 6 minutes. What are you wondering now? Take one sentence from each group. Ask for
            questions and patterns, never for a report of who said what.</li>
            <li><b>Connect</b>, 5 minutes. Name what you hear twice, and also what nobody has said. Ask the group to
            respond to each other rather than to you.</li>
            <li><b>Close</b>, 4 minutes. Go back to the reflection that ends every chat: what do we need to learn, or to
            unlearn? Each person writes for one minute. Those who wish say one sentence.</li>
            </ol>
        """),
        Script(
            stage="debrief",
            minutes=15,
            html="""<p>Welcome back. Take half a minute, and notice what you brought with you. <i>Wait.</i></p><p>From
            each group, one sentence, please: what are you wondering now? Stories stay in the small room unless they are
            your own.</p><p>I hear two groups ask what to do in the moment, and nobody has yet spoken about what makes
            it costly. Does anybody want to say something to that? <i>Count to seven in silence.</i></p><p>We have four
            minutes. Please write an answer for yourself: what do I need to learn, or to unlearn, and what is one thing
            I will do before Friday? <i>Keep one minute.</i> Would two or three of you say theirs aloud?</p><p>Thank
            you. If something from today stays heavy, we are here for ten more minutes.</p>""",
        ),
        Callout(
            title="Seven seconds",
            html="""<p>After an open question, most facilitators speak again before anybody could have thought. Count to
            seven. The quiet feels long only to you. It is when the person who thinks in another language, or is new, or
            is afraid, finds the first word.</p>""",
        ),
        Text("""
            <h3>Don't tie a bow</h3>
            <p>It is tempting to sum up, to praise the group, and to send everybody off warm. Some will not feel warm,
            and a bright ending tells them that they were alone with it. Name what is open: “We heard two views on
            reporting and did not settle it.” Thank people for what they did, such as staying with a question, rather
            than for being brave.</p>
            <p>Action belongs to the end, and it should be small. “I will ask about the interpreter before the visit
            instead of during it” is worth more than “I will be an ally”. If somebody names something that the
            institution should change, say what you can and can't carry forward, and to whom. Then do it, and tell the
            group next time.</p>
            <p>End on the minute. People plan their day around your promise of one hour.</p>
        """),
        Prompt(
            id="debrief-endings",
            text="""Remember a meeting that ended badly and one that ended well. What did the person in charge do in the
            last five minutes?""",
        ),
    ),
    check=DEBRIEF_CHECK,
)

STAGES = Module(
    key="the-five-stages",
    title="The five stages",
    summary="What each stage is for, words that open and close it, and how to keep an hour honest.",
    lessons=(ONE_HOUR, OPENING, FRAME_AND_BREAKOUT, DEBRIEF),
)
