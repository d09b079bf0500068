"""What a file says by itself. Reads strangers' bytes, knows no database, and runs in a process with limits."""
