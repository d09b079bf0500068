"""The lead's own words."""

from django import forms

from courses.practice.models import Reflection


class ReflectionForm(forms.ModelForm[Reflection]):
    """The lead's own words; every question may stay open."""

    class Meta:
        model = Reflection
        fields = ("happened", "felt", "otherwise", "learn")
        widgets = dict.fromkeys(fields, forms.Textarea(attrs={"rows": 4}))
