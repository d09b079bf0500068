"""Staff pages of practice dialogues: one view, one verb."""
