"""What the demo program says and who takes part: plain data, which a seeder turns into pages, people and sessions."""
