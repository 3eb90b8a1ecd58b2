"""The steps that bring an older store up to date, oldest first."""
