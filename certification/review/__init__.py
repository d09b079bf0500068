"""The review desk: the core group decides on applications, independently and with all the evidence."""
