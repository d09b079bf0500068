"""What can be done with slots: run them, sign up for them, and note who was there."""
