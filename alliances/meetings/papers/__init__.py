"""Word files of meetings: minutes and the sign-in sheet."""
