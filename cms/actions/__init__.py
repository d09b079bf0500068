"""What can be done with pages that concerns more than pages."""
