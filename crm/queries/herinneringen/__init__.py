"""What somebody is reminded of: which subjects have a date, whose they are, and how a reminder reads."""
