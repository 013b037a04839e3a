from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "成员与组织"

    def ready(self) -> None:
        from members import registrations  # noqa: PLC0415 -- models are there only now

        registrations.fill()
