"""What can be done with practice dialogues: plan, clear, lead, observe, reflect."""
