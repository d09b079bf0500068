"""Reasons and kinds in the words of those who read them."""
