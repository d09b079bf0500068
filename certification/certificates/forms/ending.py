"""What staff type to end a certificate."""

from django import forms

from certification.certificates.models import RevocationProposal


class RevocationForm(forms.ModelForm[RevocationProposal]):
    """Why a certificate no longer holds."""

    class Meta:
        model = RevocationProposal
        fields = ("public_reason", "private_reason")
        widgets = {"private_reason": forms.Textarea(attrs={"rows": 3})}
