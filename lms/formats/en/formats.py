"""The day before the month, as in "Tue 20 Oct": one page never writes days in two orders."""

DATE_FORMAT = "j M Y"
SHORT_DATE_FORMAT = "j M Y"
MONTH_DAY_FORMAT = "j M"
DATETIME_FORMAT = "j M Y, P"
SHORT_DATETIME_FORMAT = "j M Y, P"
