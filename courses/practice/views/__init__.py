"""The pages of practice dialogues for leads, observers and those who answer them: one view, one verb."""
