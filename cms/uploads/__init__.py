"""What may be uploaded: files are typed by what is in them, not by what they are called, and capped in size."""
