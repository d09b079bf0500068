"""Reading lessons, answering their checks, and keeping one's own notes on their prompts."""
