"""Settings of the tests: as production where a test could tell, quick where it could not."""

from backoffice.logs import logging_config
from backoffice.settings.base import *  # noqa: F403
from backoffice.settings.databases import database

DEBUG = False
SECRET_KEY = "for-tests-only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# No pool: a test that leaves a connection open is to fail where it does so, not where the pool runs dry.
DATABASES = {"default": database(pool=None)}

SANDBOX_PROVIDER = True
# Whatever the environment holds: no test speaks to Stripe. Those that need more set it up.
STRIPE_API_KEY = ""
STRIPE_WEBHOOK_SECRETS = ["whsec_of_the_tests"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # spares each test client the scan of all static files

# Accounts that exist nowhere, and keys that everybody knows: for tests only.
BANK_ACCOUNT_KEYS = ["demo:cmVmdW5kLWRlbW8ta2V5LW9mLWJhbmstYWNjb3VudHM="]
BANK_ACCOUNT_INDEX_KEY = "cmVmdW5kLWRlbW8ta2V5LW9mLWJhbmstaW5kZXhlcy4="
BANK_DEBTORS = """{
    "USD": {"holder": "Image Works Pte. Ltd.", "country": "SG", "account": "0059876543", "bic": "DBSSSGSG"},
    "EUR": {"holder": "Image Works GmbH", "country": "DE", "iban": "DE75512108001245126199", "bic": "SOGEDEFFXXX"},
    "CNY": {"holder": "Image Works", "country": "CN", "account": "62220200112", "bank_code": "102100099996",
            "format": "csv"}
}"""
BANK_TRANSFER_REGIONS = ["SG", "DE"]

LOGGING = logging_config(json=False, level="WARNING")
