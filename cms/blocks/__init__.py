"""What pages are written in: the blocks of content, and one block for each kind of requirement."""
