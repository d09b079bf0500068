"""How sign-in speaks with the rest of the system."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in's answers in our words."""
