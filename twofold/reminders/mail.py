"""Mail: plain text, a neutral subject, and the place's own address as its one link."""

import smtplib
import socket
import ssl

from django.conf import settings
from django.core.mail import EmailMessage

from .outcome import Result
from .words import TITLE, Words

CODE = """Your code: {code}

Type it at {place} within an hour, and reminders can come here.
If you did not ask for this, leave it as it is. Nothing more will come.
"""


def can_mail() -> bool:
    """Whether whoever runs this server has set a mail server."""
    return settings.ENV.mail is not None


def remind(address: str, words: Words) -> Result:
    return _mail(address, f"{words.value}.\n\n{settings.PUBLIC_URL}\n")


def mail_code(address: str, code: str) -> Result:
    return _mail(address, CODE.format(code=code, place=settings.PUBLIC_URL))


def _mail(address: str, text: str) -> Result:
    headers = {"Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(TITLE, text, to=[address], headers=headers).send()
    except smtplib.SMTPServerDisconnected:
        return Result.SLOW
    except smtplib.SMTPException:
        return Result.TURNED_AWAY  # it answered, and with no
    except (ConnectionRefusedError, socket.gaierror, ssl.SSLError):
        return Result.UNREACHED
    except OSError:
        return Result.SLOW
    return Result.SENT
