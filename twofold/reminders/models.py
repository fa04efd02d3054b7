"""Reminders: what one wants, by which ways, and each single one, said once or not at all."""

from .reminder import Reminder
from .wanted import Wanted
from .ways import Browser, Channel, CodeMail, Mailbox

__all__ = ["Browser", "Channel", "CodeMail", "Mailbox", "Reminder", "Wanted"]
