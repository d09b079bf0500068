"""The pages of sessions for those who look for one, have a seat, or wait."""
