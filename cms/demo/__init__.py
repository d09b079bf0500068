"""The demo program: invented people, real training text, and how they come to the site."""
