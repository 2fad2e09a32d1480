"""Settings, from the environment: `DATABASE_URL`, `EMAIL_URL`, `SECRET_KEY`, `BASE_URL`, `ALLOWED_HOSTS`, `DEBUG`."""

import sys
from pathlib import Path
from typing import Any

import environ

from twofold.core.storage.database_settings import database
from twofold.core.storage.paths import DATA, PACKAGE, stored_secret

from . import logs

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or stored_secret("secret.key")
if len(SECRET_KEY) < 32:  # noqa: PLR2004 - the sentence below says it
    raise SystemExit("SECRET_KEY is too short: give at least 32 random characters, or none and one is made for you.")
BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", BASE_URL.split("://")[1].split(":")[0].split("/")[0]]
)
HTTPS = BASE_URL.startswith("https://")

OWN_APPS = [
    "twofold.core",
    "twofold.ui",
    "twofold.web",
    "twofold.companies",
    "twofold.partners",
    "twofold.campaigns",
    "twofold.conversations",
    "twofold.assets",
    "twofold.launch",
    "twofold.leads",
    "twofold.doors",
]
"""What the house is made of: each app with its models, entities and addresses (`urls.py`)."""
OWN_APPS = [app for app in OWN_APPS if (PACKAGE / app.removeprefix("twofold.")).is_dir()]
INSTALLED_APPS = [
    *OWN_APPS,
    "twofold.project",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "twofold.project.metrics.request_figures",
    "twofold.project.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "twofold.project.middleware.security_headers",
    "twofold.project.body_size.too_much",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "twofold.companies.request_actor.request_actor",
]

ROOT_URLCONF = "twofold.project.urls"
ASGI_APPLICATION = "twofold.project.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                "twofold.ui.loading.Loader"
                if DEBUG
                else ("django.template.loaders.cached.Loader", ["twofold.ui.loading.Loader"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "twofold.project.context_processors.shell",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "twofold.ui.jinja.environment"},
    },
]
FORM_RENDERER = "twofold.ui.forms.Renderer"

DATABASES = {"default": database(env, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.Person"
AUTHENTICATION_BACKENDS = [
    "twofold.companies.auth_backends.ByPassword",
    "twofold.companies.auth_backends.ByAllauth",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_ADAPTER = "twofold.companies.allauth_adapter.AllauthAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": None, "reset_password": "20/m/ip,3/15m/key"}
ACCOUNT_FORMS = {
    "login": "twofold.companies.forms_sign_in.PasswordForm",
    "reset_password": "twofold.companies.forms_sign_in.LostPasswordForm",
    "user_token": "twofold.companies.forms_sign_in.PasswordLinkForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Twofold"
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "twofold.companies.forms_sign_in.Factors"
MFA_FORMS = {
    "authenticate": "twofold.companies.forms_sign_in.CodeForm",
    "reauthenticate": "twofold.companies.forms_sign_in.CodeAgainForm",
    "add_webauthn": "twofold.companies.forms_sign_in.PasskeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
RATE_LIMITS = env.bool("RATE_LIMITS", default=True)

SESSION_ENGINE = "twofold.companies.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "twofold.project.error_views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(PACKAGE / "ui" / "collected"))
STATIC_ROOT = str(STATIC_ROOT)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(DATA / "files")}},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if "collectstatic" in sys.argv or (Path(STATIC_ROOT) / "staticfiles.json").exists()
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

EMAIL_TIMEOUT = 10
vars().update(env.email("EMAIL_URL", default="filemail://"))
if EMAIL_BACKEND.endswith("filebased.EmailBackend"):  # noqa: F821 - set by the line above
    EMAIL_FILE_PATH = str(DATA / "outbox")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Twofold <twofold@localhost>")

METRICS_TOKEN = env("METRICS_TOKEN", default="")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LOGGING_CONFIG = None
logs.configure(json=env.bool("LOG_JSON", default=not DEBUG and bool(env("DATABASE_URL", default=""))))
SILENCED_SYSTEM_CHECKS: list[str] = []
