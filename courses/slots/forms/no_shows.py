"""Why somebody couldn't be there, and what a pathway does about missed sessions."""

from django import forms

from courses.slots.models import POLICIES


class ExcuseForm(forms.Form):
    """Whom, and why; that it is empty is answered by the rule, in the person's row."""

    person = forms.IntegerField(min_value=1)
    because = forms.CharField(max_length=300, required=False)


class PolicyForm(forms.Form):
    """One choice of three."""

    policy = forms.ChoiceField(choices=POLICIES)
