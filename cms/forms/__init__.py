"""What people type, on staff pages and on the public ones."""
