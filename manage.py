#!/usr/bin/env python
"""Django's command line. With embedded servers running under `VAR`, it finds them by itself."""

import os
import sys

from django.core.management import execute_from_command_line

from portal.runtime.environment import adopt_running_servers

if __name__ == "__main__":
    adopt_running_servers()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    execute_from_command_line(sys.argv)
