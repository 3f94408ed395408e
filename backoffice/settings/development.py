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

# Accounts that exist nowhere, and keys that everybody knows: for development and the demo only.
BANK_ACCOUNT_KEYS = ["demo:cmVmdW5kLWRlbW8ta2V5LW9mLWJhbmstYWNjb3VudHM="]
BANK_ACCOUNT_INDEX_KEY = "cmVmdW5kLWRlbW8ta2V5LW9mLWJhbmstaW5kZXhlcy4="
BANK_DEBTORS = """{
    "USD": {"holder": "Image Works Pte. Ltd.", "country": "SG", "account": "0059876543", "bic": "DBSSSGSG"},
    "EUR": {"holder": "Image Works GmbH", "country": "DE", "iban": "DE75512108001245126199", "bic": "SOGEDEFFXXX"},
    "CNY": {"holder": "Image Works", "country": "CN", "account": "62220200112", "bank_code": "102100099996",
            "format": "csv"}
}"""
BANK_TRANSFER_REGIONS = ["SG", "DE", "CN"]

LOGGING = logging_config(json=False, level=env.str("LOG_LEVEL", default="INFO"))
