"""Which page shows a thing that has steps: model name → URL name. Apps fill it in `ready()`."""

SUBJECTS: dict[str, str] = {}
