"""What can be done with lessons: complete them, answer their checks, be seen reading, write beside them, grant more.

Each takes the reader's row first, as everything does that changes what is known of a person: five clicks at once
are one deed.
"""
