"""Settings that hold everywhere; development, test and production each add their own."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"  # what running leaves behind; git-ignored
env = environ.Env()

INSTALLED_APPS = [
    "procrastinate.contrib.django",
    "backoffice.apps.BackOfficeConfig",
    "accounts",
    "refunds",
    "backoffice.apps.BackOfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "axes",
    "csp",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    "backoffice.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "backoffice.urls"
WSGI_APPLICATION = "backoffice.wsgi.application"
ASGI_APPLICATION = "backoffice.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- who gets in ----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.StaffMember"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backend.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# A lock on the name alone would let anyone lock a colleague out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "locked_out.html"
AXES_CLIENT_IP_CALLABLE = "backoffice.client_address.client_address"
AXES_VERBOSE = False

# How many proxies of ours stand in front: 0 trusts no X-Forwarded-For, so nobody can invent an address.
NUM_PROXIES = env.int("NUM_PROXIES", default=0)

# Half an hour without a click ends a session; every request starts the half hour again, to the minute.
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "refunds.admin.refused.handler.form_out_of_date"

# --- what a browser may do with our pages ---------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# --- language and time ----------------------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"  # shown; stored as UTC
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]

# Administrators are told to enter the next year this many days before the last day that the working calendar knows.
CALENDAR_NOTICE_DAYS = env.int("CALENDAR_NOTICE_DAYS", default=60)

# --- files ----------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))()

# --- the payment providers ------------------------------------------------------------------------------------------

# The sandbox remembers instead of paying. In production it is off: it would tell people that they were paid.
SANDBOX_PROVIDER = env.bool("SANDBOX_PROVIDER", default=False)

# PayPal pays where both are set. Its sandbox is https://api-m.sandbox.paypal.com.
PAYPAL_CLIENT_ID = env.str("PAYPAL_CLIENT_ID", default="")
PAYPAL_SECRET = env.str("PAYPAL_SECRET", default="")
PAYPAL_API_BASE = env.str("PAYPAL_API_BASE", default="https://api-m.paypal.com")
# PayPal's number of our webhook, which its signatures cover; without it its door takes in nothing.
PAYPAL_WEBHOOK_ID = env.str("PAYPAL_WEBHOOK_ID", default="")

# For how many days after a payment a provider takes refunds of it, where that ends: later approvals ask for another
# route. 180 days are PayPal's usual limit; some merchants and countries have another one.
PROVIDER_REFUND_DAYS = {"paypal": env.int("PAYPAL_REFUND_DAYS", default=180)}

# Without a key Stripe is not available here; without a secret its webhook door takes in nothing.
STRIPE_API_KEY = env.str("STRIPE_API_KEY", default="")
STRIPE_API_BASE = env.str("STRIPE_API_BASE", default="https://api.stripe.com")
# Several, separated by commas, while a secret is being changed for another.
STRIPE_WEBHOOK_SECRETS = env.list("STRIPE_WEBHOOK_SECRET", default=[])

# After so many calls without an answer, one after the other, a provider rests for so long; then one call tries it.
PAYOUT_BREAKER_FAILURES = env.int("PAYOUT_BREAKER_FAILURES", default=5)
PAYOUT_BREAKER_REST = timedelta(seconds=env.int("PAYOUT_BREAKER_REST_SECONDS", default=60))

# Calls after the first one: a first call earns one with this chance, a minute so many, saved up to so many.
PAYOUT_RETRIES_PER_CALL = env.float("PAYOUT_RETRIES_PER_CALL", default=0.1)
PAYOUT_RETRIES_PER_MINUTE = env.float("PAYOUT_RETRIES_PER_MINUTE", default=10)
PAYOUT_RETRIES_SAVED = env.float("PAYOUT_RETRIES_SAVED", default=100)

# --- bank transfers -------------------------------------------------------------------------------------------------

# Sealing account numbers: "id:base64 of 32 bytes" each, the newest first; the older ones only open (docs/runbook.md).
BANK_ACCOUNT_KEYS = env.list("BANK_ACCOUNT_KEYS", default=[])
BANK_ACCOUNT_INDEX_KEY = env.str("BANK_ACCOUNT_INDEX_KEY", default="")
# Our accounts by currency, as JSON (docs/bank-files.md); without one, nothing is paid by transfer in a currency.
BANK_DEBTORS = env.str("BANK_DEBTORS", default="")
# The countries in whose banks transfers are offered (S-6.1.d), by their two letters.
BANK_TRANSFER_REGIONS = env.list("BANK_TRANSFER_REGIONS", default=[])

# --- the history, the API, the jobs ---------------------------------------------------------------------------------

SIMPLE_HISTORY_REVERT_DISABLED = True

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "NUM_PROXIES": NUM_PROXIES,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Refund back office",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
}
