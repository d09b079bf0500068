"""What the core group decides, and what follows from it."""
