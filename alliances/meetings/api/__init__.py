"""Meetings, agenda items and resolutions over HTTP: the same actions as the pages."""
