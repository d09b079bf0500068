"""Staff pages of the review desk: one view, one verb."""
