"""An invented example of each block, for the block picker and for /dev/components/."""

from collections.abc import Mapping
from typing import Any

from django.templatetags.static import static

Document = Mapping[str, Any]

_FILE = {"sha256": "sample", "type": "application/pdf", "bytes": 1_240_000, "name": "an-hour-in-slides.pdf"}
_TEXT = "<p>People sit where everyone can see everyone. <b>Nobody is at the head.</b></p>"
_SCRIPT = "<p>Welcome. Before we begin, take a breath, and notice how you come into this room.</p>"

SAMPLES: Mapping[str, Document] = {
    "text": {"kind": "text", "html": f"<h3>Why a circle</h3>{_TEXT}"},
    "callout": {"kind": "callout", "title": "Worth knowing", "html": "<p>Silence is an answer too. Let it stand.</p>"},
    "key_term": {
        "kind": "key_term",
        "term": "Frame",
        "html": "<p>What everybody agrees to before anything is said: what we are here for, and how we listen.</p>",
    },
    "questions": {
        "kind": "questions",
        "title": "To think about",
        "items": ["Who spoke first?", "Whose name did you not remember?"],
    },
    "scenario": {
        "kind": "scenario",
        "title": "On rounds",
        "html": "<p>A colleague is mistaken for somebody who brings the meals, for the second time this week.</p>",
    },
    "prompt": {"kind": "prompt", "id": "sample", "text": "When did you last change your mind about somebody?"},
    "script": {"kind": "script", "stage": "check_in", "minutes": 8, "html": _SCRIPT},
    "quote": {
        "kind": "quote",
        "text": "I came to say something and stayed to listen.",
        "name": "A resident in her second year",
        "role": "took part in a chat in spring",
    },
    "image": {
        "kind": "image",
        "file": {"sha256": "sample", "width": 1280, "height": 720, "widths": [800]},
        "alt": "Eight chairs in a circle, seen from above; one of them is empty.",
        "decorative": False,
        "caption": "An empty chair says that another person is welcome.",
    },
    "video": {
        "kind": "video",
        "title": "How an hour begins",
        "file": _FILE | {"type": "video/webm", "name": "how-an-hour-begins.webm"},
        "captions": {"sha256": "sample", "type": "text/vtt", "bytes": 900, "name": "captions.vtt", "language": "en"},
        "transcript_html": "<p><b>Facilitator:</b> Welcome. I'm glad that you are here.</p>",
    },
    "file": {
        "kind": "file",
        "title": "An hour in slides",
        "description": "Eight slides, one for each step; change them as you like.",
        "file": _FILE,
    },
    "embed": {
        "kind": "embed",
        "title": "The danger of a single story",
        "description": "A talk of nineteen minutes, with captions.",
        "provider": "YouTube",
        "url": "https://www.youtube.com/watch?v=D9Ihs241zeg",
        "player": "https://www.youtube-nocookie.com/embed/D9Ihs241zeg",
    },
}

_STAGES = ("Check-in", "Concept", "Frame", "Breakout", "Debrief")

# By the name of the block's class: a question and a part of a lesson can have the same name.
QUESTIONS: Mapping[str, Document] = {
    "QuestionBlock": {
        "kind": "single",
        "text": "What comes first?",
        "choices": [
            {"text": "Check-in", "right": True, "feedback": "Everybody is heard once before anything else."},
            {"text": "Debrief", "right": False, "feedback": "That closes the hour."},
        ],
    },
    "ScenarioQuestionBlock": {
        "kind": "scenario",
        "situation": "Two people talk, and eight are silent. You have ten minutes left.",
        "text": "What do you do?",
        "choices": [
            {"text": "Ask for a minute of writing", "right": True, "feedback": "Four more people speak after it."},
            {"text": "Call on somebody by name", "right": False, "feedback": "She passes, and looks at the floor."},
        ],
    },
    "OrderingBlock": {
        "kind": "ordering",
        "text": "Put the stages in order.",
        "items": [{"text": name} for name in _STAGES],
        "feedback": "From near to far, and back again.",
    },
    "MatchingBlock": {
        "kind": "matching",
        "text": "What is each stage for?",
        "pairs": [{"left": "Frame", "right": "One definition"}, {"left": "Breakout", "right": "Small groups"}],
        "feedback": "The frame is yours; the breakout is theirs.",
    },
    "OpenQuestionBlock": {
        "kind": "text",
        "text": "How would you open the hour?",
        "model": "With a welcome, the time we have, and one word from everybody.",
    },
}


def sample_addresses() -> dict[tuple[str, str], str]:
    """Where the samples' files are: among the static ones. There is a picture, and no film."""
    return {("sample", "800"): static("cms/sample.webp")}
