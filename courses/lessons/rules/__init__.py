"""What is decided about lessons: how checks are asked and marked, what reading time counts, when a lesson is done."""
