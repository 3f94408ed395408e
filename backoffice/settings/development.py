"""Settings of a developer's machine and of the demo."""

from backoffice.settings.base import *  # noqa: F403

SECRET_KEY = "development-only"
DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
