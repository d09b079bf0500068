"""What a trainee does; knows nothing of certification or of Wagtail pages."""
