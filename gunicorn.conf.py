"""What gunicorn reads when it starts here: a log that keeps still about pages of which no log may tell."""

logger_class = "lms.web.unlogged.ServerLogger"
