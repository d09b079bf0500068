"""What an editor should look at before a lesson is published: what keeps somebody out, and what could be better."""
