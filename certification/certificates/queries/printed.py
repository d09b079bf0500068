"""What is printed on certificates, as columns that rows can be found by."""

from django.db.models import TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast


def said(name: str) -> Cast:
    """A member of the snapshot as plain text; no value where there is none. Days compare as they stand."""
    return Cast(KT(f"snapshot__{name}"), TextField())
