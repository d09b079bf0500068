"""Practice dialogues: led by trainees in five stages, seen by observers, thought over afterwards."""
