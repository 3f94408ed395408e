"""Settings of a developer's machine and of the demo: plain http on this machine, nothing to set up."""

from backoffice.logs import logging_config
from backoffice.settings.base import *  # noqa: F403
from backoffice.settings.base import VAR_DIR, env
from backoffice.settings.databases import POOL, database

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = "for-development-and-the-demo-only"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

SANDBOX_PROVIDER = env.bool("SANDBOX_PROVIDER", default=True)

DATABASES = {"default": database(POOL)}

# Served from where they lie, so that a changed stylesheet shows at the next click.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

LOGGING = logging_config(json=False, level=env.str("LOG_LEVEL", default="INFO"))
