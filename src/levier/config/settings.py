"""Settings of every profile. What differs between houses comes from the environment or `levier.conf`."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from levier.config.databases import database
from levier.config.home import levier_home, read_configuration
from levier.config.keys import secret_key
from levier.config.words.compiling import compiled

HOME = levier_home()
read_configuration(HOME)

PACKAGE = Path(__file__).resolve().parent.parent
DEMONSTRATION = os.environ.get("LEVIER_DEMONSTRATION") == "1"
DEBUG = os.environ.get("LEVIER_DEBUG") == "1"
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = os.environ.get("LEVIER_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("LEVIER_ORIGINS", "").split(",") if origin]
SECURE = os.environ.get("LEVIER_SECURE", "0" if DEMONSTRATION else "1") == "1"

ROOMS = [
    "foundation.kit",
    "foundation.journal",
    "foundation.accounts",
    "foundation.documents",
    "foundation.outbox",
    "foundation.imports",
    "register.vocabulary",
    "register.partners",
    "register.people",
    "register.agenda",
    "support.pathways",
    "support.appointments",
    "development.calls",
    "development.projects",
    "support.rights",
    "support.jobsearch",
    "activity.activities",
    "activity.sheets",
    "activity.epn",
    "activity.courses",
    "evidence.outcomes",
    "evidence.ledger",
    "evidence.reports",
    "doors.desk",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # the sign-in library's list of devices asks for it
    "django_htmx",
    "django_tasks_db",
    *(f"levier.{room}" for room in ROOMS),  # before the sign-in library, whose templates they dress
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.forms",  # whose templates the kit dresses too
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MIDDLEWARE = [
    # What dresses every answer stands first: files, redirects and errors pass here too.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "levier.foundation.kit.errors.HostMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "levier.foundation.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "levier.foundation.accounts.middleware.HouseMiddleware",
]
ROOT_URLCONF = "levier.config.urls"
WSGI_APPLICATION = "levier.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "levier.foundation.accounts.context.house",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "levier.foundation.kit.templatetags.kit",
                "levier.foundation.kit.templatetags.navigation",
            ],
        },
    },
]

os.environ.setdefault("SQLITE_TMPDIR", str(HOME))  # read once, when the library is first loaded
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), HOME)}
# On PostgreSQL the application's role owns nothing; empty when the connection already is that role.
DATABASE_APPLICATION_ROLE = os.environ.get("LEVIER_DATABASE_ROLE", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "levier.foundation.accounts.passwords.ContextValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "levier.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "levier.foundation.accounts.forms.SignInForm",
    "reset_password": "levier.foundation.accounts.forms.ForgottenForm",
    "reset_password_from_key": "levier.foundation.accounts.forms.NewPasswordForm",
    "change_password": "levier.foundation.accounts.forms.OtherPasswordForm",
    "reauthenticate": "levier.foundation.accounts.forms.PasswordAgainForm",
}
# Waits for wrong tries are ours (accounts.delays): they grow, are capped, and never lock anybody out. An address on the
# network says little: a whole room of learners shares one.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reauthenticate": None,
    "reset_password_from_key": None,
    "reset_password": "5/10m/key",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "levier.foundation.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "levier.foundation.accounts.forms.CodeForm",
    "reauthenticate": "levier.foundation.accounts.forms.SecondCodeForm",
    "activate_totp": "levier.foundation.accounts.forms.ActivateForm",
    "add_webauthn": "levier.foundation.accounts.forms.KeyForm",
    "edit_webauthn": "levier.foundation.accounts.forms.KeyNameForm",
}
MFA_TOTP_ISSUER = "Levier"
MFA_TOTP_TOLERANCE = 1  # telephones whose clock is half a minute off; a code serves once all the same
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION
# Outside the demonstration nobody works here with a password alone.
SECOND_FACTOR_REQUIRED = not DEMONSTRATION
# A reading writes nothing: the list of sessions says when each began, not when it was last seen.
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-levier" if SECURE else "levier"
CSRF_COOKIE_NAME = "__Host-levier-csrf" if SECURE else "levier-csrf"
CSRF_FAILURE_VIEW = "levier.foundation.kit.errors.csrf_failure"

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["levier.foundation.documents.uploading.CappedUploadHandler"]

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [compiled(HOME)]
TIME_ZONE = "Europe/Brussels"
USE_I18N = USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = None  # served from the package itself by whitenoise
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "levier.foundation.kit.assets.StandingFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MAIL_HOST = os.environ.get("LEVIER_MAIL_HOST", "")
MAILERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": MAIL_HOST,
            "port": int(os.environ.get("LEVIER_MAIL_PORT", "25")),
            "username": os.environ.get("LEVIER_MAIL_USER", ""),
            "password": os.environ.get("LEVIER_MAIL_PASSWORD", ""),
            "use_tls": os.environ.get("LEVIER_MAIL_TLS") == "1",
            "timeout": 20,
        },
    }
    if MAIL_HOST
    # Without a mail server mails are written into a folder of the house, and the doctor says so.
    else {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(HOME / "mail")},
    }
}
SMS_GATEWAY = os.environ.get("LEVIER_SMS", "")
"""file, console, or the dotted name of a class that fills `outbox.sms.Gateway`; "" when this house sends no SMS."""
DEFAULT_FROM_EMAIL = os.environ.get("LEVIER_MAIL_FROM", "levier@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "levier.config.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    # Neither a task that goes well nor a worker that is told to stop is an event.
    "loggers": {"django.tasks": {"level": "WARNING"}, "django_tasks_db": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LEVIER_LOG_LEVEL", "WARNING")},
}

if not DEMONSTRATION and SECRET_KEY.startswith("demonstration"):
    raise ImproperlyConfigured("Les secrets de la démonstration ne servent jamais en production : refaites les clés.")
