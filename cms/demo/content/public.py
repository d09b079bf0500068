"""The public pages of the demo program."""

from cms.demo.content.types import Callout, Home, PlainPage, Questions, StageSentence, Text

HOME = Home(
    title="Chats for Change",
    lead="""One hour to talk about racism and bias in medicine, with people from every corner of it: to listen, and to
    leave with something to learn or to unlearn.""",
    idea="""
        <p>A chat is a structured dialogue of one hour. Students, staff, faculty, residents and leaders sit in it side
        by side. Two or three facilitators bring one concept and one definition, and then they make room. You speak from
        your own life. You listen in order to understand. Nobody has to have the right answer.</p>
        <p>We believe that answering racism takes dialogue, learning and action, and that each of these needs the other
        two. A chat is where the dialogue happens.</p>
    """,
    stages=(
        StageSentence("check_in", "Everybody arrives, is heard once, and agrees on what we begin from."),
        StageSentence("concept", "The facilitators name today's topic, and why it matters in this place."),
        StageSentence("frame", "One definition, in plain words, so that all start from the same ground."),
        StageSentence("breakout", "Small groups talk about a few open questions, each person from their own life."),
        StageSentence("debrief", "The whole group returns and asks: what do we need to learn, or to unlearn?"),
    ),
    assumptions=(
        """Racism and bias are part of the air that all of us learned to breathe. Having learned them is not our fault.
        What we do next is our choice.""",
        "Each of us knows our own life best. We speak from it, and we don't ask anybody to speak for a group.",
        "What we mean and what our words do are two things. Both matter, and we look at what our words did first.",
        "Discomfort is often a sign of learning. Being harmed is something else, and we stop for it.",
        "What is said here stays here. What is learned here may leave.",
        "We will not finish today. An open question is a good place to end.",
    ),
    invitation="""
        <p>Chats are led by people like you: a nurse, a second-year student, a lab manager, a dean. We'll teach you how
        to hold the hour. You read four short modules, come to one live session, and lead two practice dialogues with an
        experienced facilitator beside you. When all is done, two people of our core group read what you have shown, and
        you receive a certificate that anyone can check.</p>
        <p>You don't have to be an expert on racism. You have to be ready to listen, to be watched while you learn, and
        to keep a promise of one hour.</p>
    """,
)

ABOUT = PlainPage(
    slug="about",
    title="About the program",
    lead="Where the chats come from, who leads them, and what people say afterwards.",
    blocks=(
        Text("""
            <h3>How it began</h3>
            <p>Chats for Change began in autumn 2018 in the Department of Medical Education of the Icahn School of
            Medicine at Mount Sinai. Students and staff had asked for time, set aside and protected, to talk as a
            community about racism and bias in medicine. In August 2020 a national edition followed. It is open to all
            medical schools of the United States and Canada.</p>
            <h3>How it is going</h3>
            <p>More than 3,000 people have attended, and over 120 topics have been talked about. Of 311 people who
            answered our questions afterwards, 92% said that a chat made them more interested in its topic. 85% said
            that it will help them take sound action, and 95% would recommend it to a colleague.</p>
            <h3>Who leads it</h3>
            <p>A core group of experienced facilitators runs the program. They host the training sessions, observe
            practice dialogues, and decide on applications. They come from many professions, and none of them does only
            this. You can write to them, or learn to lead a chat yourself.</p>
        """),
        Callout(
            title="About this site",
            html="""<p>The people, schools and sessions that you meet here are made up, so that you can try everything
            out. The program and the way a chat runs are real.</p>""",
        ),
    ),
)

TAKE_PART = PlainPage(
    slug="take-part",
    title="Take part in a chat",
    lead="What to expect, what to bring, and what you may leave at the door.",
    blocks=(
        Text("""
            <p>A chat takes one hour, usually at noon Eastern time, online. You don't have to prepare. Everybody who
            works or studies at a medical school or in a health system is welcome, whatever their task or title.</p>
            <h3>What to expect</h3>
            <p>You will be asked your name and one small question. You will hear one definition. Then you talk for about
            twenty minutes in a group of three to five, and come back together. You may keep your camera off, you may
            write instead of speaking, and you may pass at any time without giving a reason.</p>
            <h3>What stays in the room</h3>
            <p>Stories stay with the people who told them. What you learned for yourself may leave with you. Chats are
            not recorded. If something was done to you that needs an answer, we will help you find the people at your
            school who can give it: write to us.</p>
            <h3>When the next ones are</h3>
            <p>They stand under Chats and under Sessions. To take a seat, a name and an address are enough.</p>
        """),
        Questions(
            title="Three questions to arrive with",
            items=(
                "What would I like to understand better today?",
                "From where in my own life can I speak?",
                "What might be hard to hear, and what helps me to stay?",
            ),
        ),
    ),
)

PRIVACY = PlainPage(
    slug="privacy",
    title="Privacy",
    lead="What this site keeps of you, what it doesn't, and who reads it.",
    blocks=(
        Text("""
            <h3>When you only read</h3>
            <p>Then we keep nothing of you. No page of this site sets a cookie because you read it, and none loads
            anything from another company. A cookie comes with a form, with signing in, or when you choose the zone in
            which times are told.</p>
            <h3>When you take a seat</h3>
            <p>Your name and your address, so that we can tell you where to go and what has changed. The people who
            run the session read your name. What you say would help you to take part is read by the session's host
            alone, and deleted 30 days later.</p>
            <h3>When you say how a chat was</h3>
            <p>Nobody learns that an answer is yours. If fewer than five people answer, all of it is deleted.</p>
            <h3>When you become a facilitator</h3>
            <p>Your training has a history: what you read, where you were, what observers wrote. You see all of it at
            any time, you can take a copy along, and you can be erased. A certificate that others rely on can still be
            checked then, without your name.</p>
            <h3>When you have a question</h3>
            <p>Write to us: about what we keep of you, or to have it corrected or erased. No
            account is needed.</p>
        """),
    ),
)

PLAIN_PAGES = (ABOUT, TAKE_PART, PRIVACY)
