"""What is typed about practice dialogues."""

from courses.practice.forms.calibration import (
    CalibrationForm,
    ExerciseForm,
)
from courses.practice.forms.concerns import (
    ConcernForm,
    ConcernWordsForm,
    OwnerForm,
)
from courses.practice.forms.debrief import (
    AimForm,
    SayingForm,
)
from courses.practice.forms.feedback import (
    FeedbackCodeForm,
    FeedbackForm,
    ShorterForm,
)
from courses.practice.forms.notes import (
    SentNoteForm,
)
from courses.practice.forms.observations import (
    NOT_OBSERVED,
    AmendmentForm,
    Competency,
    Difference,
    ObservationForm,
    fields_of,
)
from courses.practice.forms.pairings import (
    ChosenForm,
    FoundingForm,
)
from courses.practice.forms.plans import (
    BeginForm,
    CommentForm,
    PlanForm,
    SharingForm,
    initial_of,
    own_time_of,
)
from courses.practice.forms.promises import (
    PromiseForm,
)
from courses.practice.forms.reflections import (
    ReadersForm,
    ReflectionForm,
)
from courses.practice.forms.room import (
    GroupsForm,
    JottedForm,
    SentPressForm,
)
from courses.practice.forms.support import (
    SupportPlaceForm,
)
from courses.practice.forms.wishes import (
    WishForm,
)

__all__ = [
    "NOT_OBSERVED",
    "AimForm",
    "AmendmentForm",
    "BeginForm",
    "CalibrationForm",
    "ChosenForm",
    "CommentForm",
    "Competency",
    "ConcernForm",
    "ConcernWordsForm",
    "Difference",
    "ExerciseForm",
    "FeedbackCodeForm",
    "FeedbackForm",
    "FoundingForm",
    "GroupsForm",
    "JottedForm",
    "ObservationForm",
    "OwnerForm",
    "PlanForm",
    "PromiseForm",
    "ReadersForm",
    "ReflectionForm",
    "SayingForm",
    "SentNoteForm",
    "SentPressForm",
    "SharingForm",
    "ShorterForm",
    "SupportPlaceForm",
    "WishForm",
    "fields_of",
    "initial_of",
    "own_time_of",
]
