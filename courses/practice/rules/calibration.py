"""How near to an agreed score an observer has to come, and for how long that holds."""

from datetime import timedelta

# Qualified observers are asked again every year.
QUALIFIED_FOR = timedelta(days=365)
