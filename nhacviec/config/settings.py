"""Settings. What an installation may change comes from the environment; docs/run/settings.md lists it."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from nhacviec.config import environment as env
from nhacviec.config.data_directory import data_directory
from nhacviec.config.database import databases
from nhacviec.config.secret_key import secret_key, vapid_key
from nhacviec.rules.gateways import KNOWN

PACKAGE = Path(__file__).resolve().parent.parent

DEMO = env.flag("NHACVIEC_DEMO")
DEBUG = env.flag("NHACVIEC_DEBUG")
SECRET_KEY = env.text("NHACVIEC_SECRET_KEY") or secret_key(data_directory())
ALLOWED_HOSTS = env.words("NHACVIEC_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
HTTPS = env.flag("NHACVIEC_HTTPS")
PROVINCE = env.text("NHACVIEC_PROVINCE", "UBND tỉnh")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "nhacviec",
    "nhacviec.records",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "nhacviec.screens.page.static_files.StaticFiles",
    "nhacviec.screens.page.compressed.CompressedPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nhacviec.screens.page.private_pages.PrivatePages",
    "nhacviec.screens.accounts.sign_in.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nhacviec.screens.accounts.presence.Presence",
    "django_htmx.middleware.HtmxMiddleware",
    "nhacviec.screens.page.acting.ActingMiddleware",
    "nhacviec.screens.accounts.own_password.OwnPasswordFirst",
]

SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # unique regardless of case: person_username_once

ROOT_URLCONF = "nhacviec.config.urls"
WSGI_APPLICATION = "nhacviec.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nhacviec.screens.page.frame.frame",
            ],
            "builtins": [
                "nhacviec.screens.page.tags",
                "nhacviec.screens.assignments.row_html",
                "nhacviec.screens.assignments.story_html",
                "nhacviec.screens.search.result_html",
                "template_partials.templatetags.partials",
            ],
        },
    }
]

DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # one for all processes
        "LOCATION": "nhacviec_cache",  # made by a migration of records
        "OPTIONS": {"MAX_ENTRIES": 20000},
    }
}

# --- people and sessions -------------------------------------------------------------------------
AUTH_USER_MODEL = "records.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_LENGTH = env.number("NHACVIEC_PASSWORD_LENGTH", 10)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {
        "NAME": "nhacviec.screens.accounts.password_rules.MinimumLength",
        "OPTIONS": {"min_length": PASSWORD_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "nhacviec.screens.accounts.account_adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "nhacviec.screens.accounts.account_forms.SignInForm",
    "change_password": "nhacviec.screens.accounts.account_forms.ChangePasswordForm",
    "set_password": "nhacviec.screens.accounts.account_forms.SetPasswordForm",
    "reset_password": "nhacviec.screens.accounts.account_forms.ResetPasswordForm",
    "reset_password_from_key": "nhacviec.screens.accounts.account_forms.NewPasswordForm",
    "reauthenticate": "nhacviec.screens.accounts.account_forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Nhắc Việc] "
ACCOUNT_SESSION_REMEMBER = True  # no "remember me": a session ends after NHACVIEC_SESSION_HOURS
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
# The address on the person is the only one; allauth's own table of addresses stays empty.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
PASSWORD_RESET_TIMEOUT = 2 * 3600
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Counted in the database's cache, hence by all processes together. Many people of one office may share an
# address (ip), so only a name (key) is limited tightly; "m" is a minute.
SIGN_IN_WAIT_MINUTES = 5
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": f"100/m/ip,5/{SIGN_IN_WAIT_MINUTES}m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("NHACVIEC_PROXIES", 0)
MFA_ADAPTER = "nhacviec.screens.accounts.account_adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "nhacviec.screens.accounts.account_forms.CodeForm",
    "reauthenticate": "nhacviec.screens.accounts.account_forms.CodeAgainForm",
    "activate_totp": "nhacviec.screens.accounts.account_forms.ActivateTOTPForm",
    "add_webauthn": "nhacviec.screens.accounts.account_forms.AddPasskeyForm",
    "edit_webauthn": "nhacviec.screens.accounts.account_forms.RenamePasskeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by the administrators
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Nhắc Việc"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # http://localhost only: browsers refuse it elsewhere
USERSESSIONS_TRACK_ACTIVITY = True
SESSION_COOKIE_AGE = env.number("NHACVIEC_SESSION_HOURS", 12) * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "nhacviec"
CSRF_COOKIE_NAME = "nhacviec_csrf"
CSRF_FAILURE_VIEW = "nhacviec.screens.page.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

PROCRASTINATE_IMPORT_PATHS = ["nhacviec.jobs.schedule", "nhacviec.jobs.exporting"]

# --- the API -------------------------------------------------------------------------------------
API_CALLS_A_MINUTE = env.number("NHACVIEC_API_CALLS", 300)  # of one key

# --- other systems -------------------------------------------------------------------------------
# Hosts of inner networks to which webhooks and gateways may go ("may-chu.tinh.local", "10.0.0.5:8443").
OUTWARD_HOSTS = env.words("NHACVIEC_OUTWARD_HOSTS")
OUTWARD_CA = env.text("NHACVIEC_OUTWARD_CA")  # where their certificates are the office's own

APPRISE_SCHEMAS = env.words("NHACVIEC_APPRISE_SCHEMAS")  # kinds of gateways that people may enter; none: off
if strange := set(APPRISE_SCHEMAS) - KNOWN:
    raise ImproperlyConfigured(f"NHACVIEC_APPRISE_SCHEMAS: không dùng được {', '.join(sorted(strange))}")

# --- watching the server -------------------------------------------------------------------------
METRICS_TOKEN = env.text("NHACVIEC_METRICS_TOKEN")  # without one /metrics is read from this machine alone

# --- language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "nhacviec.config.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = data_directory() / "static"
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "nhacviec.screens.page.static_files.NamedByContent"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# Uploaded files lie outside the web root under random names; the read gate serves them.
FILES_DIRECTORY = Path(env.text("NHACVIEC_FILES") or data_directory() / "files")
FILE_SIZE_LIMIT_MB = env.number("NHACVIEC_FILE_SIZE_MB", 50)
# Excel files made in the background lie beside them and are deleted after so many days.
EXPORTS_DIRECTORY = FILES_DIRECTORY / "exports"
EXPORT_DAYS = env.number("NHACVIEC_EXPORT_DAYS", 7)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = [
    "nhacviec.screens.forms.upload_limit.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- mail ----------------------------------------------------------------------------------------
EMAIL_BACKEND = (
    "nhacviec.notify.channels.account_mail.Backend"
    if env.text("NHACVIEC_SMTP_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = env.text("NHACVIEC_SMTP_HOST")
EMAIL_PORT = env.number("NHACVIEC_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("NHACVIEC_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("NHACVIEC_SMTP_PASSWORD")
EMAIL_USE_SSL = env.flag("NHACVIEC_SMTP_SSL")  # TLS from the first byte (port 465) instead of STARTTLS
EMAIL_USE_TLS = env.flag("NHACVIEC_SMTP_TLS", default=not EMAIL_USE_SSL) and not EMAIL_USE_SSL
EMAIL_SSL_CAFILE = env.text("NHACVIEC_SMTP_CA")  # of a mail server whose certificate the office issued itself
EMAIL_TIMEOUT = 20
LETTERS = bool(EMAIL_HOST)  # without a server people are told in the notice centre only
DEFAULT_FROM_EMAIL = env.text("NHACVIEC_MAIL_FROM", "Nhắc Việc <nhacviec@localhost>")
# Where people open the pages: the links of letters.
SITE = env.text("NHACVIEC_URL").rstrip("/") or (
    f"https://{ALLOWED_HOSTS[0]}" if HTTPS else f"http://{ALLOWED_HOSTS[0]}:{env.text('PORT', '8000')}"
)
EMAIL_SUBJECT_PREFIX = "[Nhắc Việc] "

# --- messages that wake a browser ----------------------------------------------------------------
PUSH = env.flag("NHACVIEC_PUSH", default=True)
VAPID_KEY = env.private_key("NHACVIEC_VAPID_KEY") or vapid_key(data_directory())
PUSH_PRIVATE_ADDRESSES = False  # push services of the own network, without TLS: tests only

# --- what a browser may load ---------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = False  # the proxy's work
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "SAMEORIGIN"  # a document's PDF is shown beside its tasks
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [SELF],  # browsers show a PDF in a frame through it
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "secrets": {"()": "nhacviec.config.log_secrets.HideSecrets"},
        "refusals": {"()": "nhacviec.config.log_refusals.RefusalsInOneLine"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["secrets", "refusals"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "nhacviec": {"level": "INFO"},
        "procrastinate": {"level": "WARNING"},
        # They write whole addresses, which are secrets here; what they say of a failure stands in the outbox.
        "apprise": {"level": "CRITICAL", "propagate": False},
        "urllib3": {"level": "CRITICAL", "propagate": False},
    },
}
