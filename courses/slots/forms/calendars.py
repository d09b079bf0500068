"""Which mails about sessions somebody wants."""

from django import forms

from courses.slots.models import MailWish


class MailWishForm(forms.ModelForm[MailWish]):
    """What cannot be turned off isn't asked about: what changes a seat is always told."""

    class Meta:
        model = MailWish
        fields = ("day_before", "hour_before", "afterwards")
