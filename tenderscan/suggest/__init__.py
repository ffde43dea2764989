"""The tender with what is missing put in: tracked changes and comments in Word files, an annex for all others."""
