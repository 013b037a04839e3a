"""Where the API's addresses come from: each app names the module of its routes in `AppConfig.ready()`.

API_ROUTES.register("members", "members.api")
"""

from portal.registry import Registry

API_ROUTES: Registry[str] = Registry("API routes")
