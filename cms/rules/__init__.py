"""Pure decisions about pages, and about what the public sees and asks."""
