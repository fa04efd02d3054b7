"""Django's settings. What differs between installations comes from twofold.environment alone."""

import secrets
from pathlib import Path
from typing import Any

from . import environment

ENV = environment.load_or_stop()
HERE = Path(__file__).resolve().parent


def kept_secret(file: Path) -> str:
    """The secret key kept in a file that only its owner can read; made when there is none yet."""
    if not file.exists():
        fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            # A link, not a rename: of two first starts at once, one key wins and both use it.
            file.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text().strip()


def database() -> dict[str, Any]:
    """The database's settings, tuned so that an answered request survives a power cut."""
    chosen = ENV.database or {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(ENV.data / "twofold.sqlite3"),
    }
    # Worker threads live as long as the server, and so do their connections.
    chosen |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    if chosen["ENGINE"].endswith("sqlite3"):
        chosen["OPTIONS"] = {
            **chosen.get("OPTIONS", {}),
            "timeout": 20,  # seconds
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    return chosen


VERSIONED = r"^.*/built/.*-[A-Z0-9]{8}\.[a-z0-9]+$"  # the build's names with a hash in them

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key or kept_secret(ENV.data / "secret-key")
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIGN_UP = ENV.sign_up

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "twofold.sealing",
    "twofold.people",
    "twofold.couples",
    "twofold.safety",
    "twofold.boundaries",
    "twofold.album",
    "twofold.questions",
    "twofold.checkins",
    "twofold.life",
    "twofold.knowing",
    "twofold.plans",
    "twofold.meaning",
    "twofold.practices",
    "twofold.trust",
    "twofold.intimacy",
    "twofold.measures",
    "twofold.rituals",
    "twofold.repair",
    "twofold.reminders",
    "twofold.learning",
    "twofold.experiments",
    "twofold.insights",
    "twofold.today",
    "twofold.archive",
]
MIDDLEWARE = [
    "twofold.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "twofold.couples.access.CircleMiddleware",
    "twofold.wire.PlainRefusals",
]
ROOT_URLCONF = "twofold.urls"
WSGI_APPLICATION = None
AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "today:today"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    }
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

# The address people open decides hosts, cookies and links. This machine's own names are always
# let in, for health checks; nothing is ever linked to the name a request came with.
PUBLIC_URL = ENV.url
ALLOWED_HOSTS = [ENV.url.host, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ENV.url.origin]
FORCE_SCRIPT_NAME = ENV.url.path or None
STATIC_URL = f"{ENV.url.path}/static/"

# A cookie named __Host- cannot be planted by a neighbouring host, but it covers the whole host;
# below a path, __Secure- and that path keep it from whatever else lives there.
COOKIE_PREFIX = "" if not ENV.url.secure else "__Secure-" if ENV.url.path else "__Host-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}twofold"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}twofold-form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.url.secure
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{ENV.url.path}/"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # links in mails open signed in
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # bytes; the longest request of any kind

SECURE_SSL_REDIRECT = ENV.url.secure and ENV.behind_proxy
SECURE_REDIRECT_EXEMPT = [rf"^{ENV.url.path}/healthz$".replace("^/", "^")]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 * 2 if ENV.url.secure else 0
# Other hosts below this one's name are not Twofold's to decide for: W005 and W021 ask just that.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Not no-referrer: with it browsers send "Origin: null" with a form, and the check against forged
# forms would turn every form away. Other sites are told nothing either way.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "twofold.built.BuiltStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from where they are: no collectstatic
WHITENOISE_AUTOREFRESH = ENV.debug
WHITENOISE_IMMUTABLE_FILE_TEST = VERSIONED
WHITENOISE_ALLOW_ALL_ORIGINS = False

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from
if ENV.mail:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = ENV.mail.host, ENV.mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENV.mail.user, ENV.mail.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = ENV.mail.starttls, ENV.mail.tls
    EMAIL_TIMEOUT = 10  # seconds

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": ENV.log_level.upper()},
    "loggers": {
        # Every refused request would be a warning; twofold.requests has its line already.
        "django.request": {"level": "ERROR"},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
        "django.server": {"handlers": ["stderr"], "propagate": False},
    },
}
