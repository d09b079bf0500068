"""The words for this part's codes: refusals, requirements, turns, next steps and what stands in a history."""

from courses.progress.words.history import event_words, noted_by
from courses.progress.words.moves import told_because, told_effect
from courses.progress.words.reasons import WORDS
from courses.progress.words.sentences import (
    FIELD_LABELS,
    ICONS,
    LABELS,
    SESSION_KINDS,
    TITLES,
    heading,
    sentence,
    so_far,
)
from courses.progress.words.steps import ACTS, NEXT_STEPS, TURNS, USUALLY, WAITS_FOR, WHEN_LONGER

__all__ = [
    "ACTS",
    "FIELD_LABELS",
    "ICONS",
    "LABELS",
    "NEXT_STEPS",
    "SESSION_KINDS",
    "TITLES",
    "TURNS",
    "USUALLY",
    "WAITS_FOR",
    "WHEN_LONGER",
    "WORDS",
    "event_words",
    "heading",
    "noted_by",
    "sentence",
    "so_far",
    "told_because",
    "told_effect",
]
