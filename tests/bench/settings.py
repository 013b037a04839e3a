"""The portal's settings, with two more addresses to compare with."""

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
