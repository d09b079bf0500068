"""One module for each part of the system that has a figure to keep."""
