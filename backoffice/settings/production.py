"""Settings of production: everything secret or particular to a place comes from the environment."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from backoffice.logs import logging_config
from backoffice.settings.base import *  # noqa: F403
from backoffice.settings.base import NUM_PROXIES, VAR_DIR, env
from backoffice.settings.databases import POOL, database


def required(name: str, what: str) -> str:
    """The environment variable, or a refusal to start that says what to set.

    :raises ImproperlyConfigured: when it is missing or empty
    """
    if not (value := env.str(name, default="")):
        raise ImproperlyConfigured(f"{name} is not set: production needs {what}.")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY", "a random text of 50 characters or more that nobody else knows")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
required("ALLOWED_HOSTS", "the host names it answers to, separated by commas")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

required("DATABASE_URL", "the address of its PostgreSQL, as postgres://user:password@host:5432/name")
DATABASES = {"default": database(POOL)}

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if NUM_PROXIES:
    # The proxy in front ends TLS. Without one, a caller could claim https by sending this header.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))

vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="refunds@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = logging_config(json=True, level=env.str("LOG_LEVEL", default="INFO"))
