"""The mail that tells administrators to enter the arrangement of a year."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import StaffMember
from refunds.models import CalendarNotice

RIGHT = "refunds.enter_calendarday"


def mail_notice(notice_id: int) -> int:
    """Send one notice to every administrator who has an address; how many they are.

    None sees the others. A mail server that refuses raises; the notice is on the start page all the same.
    """
    addresses = administrators()
    if addresses:
        notice = CalendarNotice.objects.get(pk=notice_id)
        EmailMessage(subject=subject(notice), body=body(notice), bcc=addresses).send()
    return len(addresses)


def administrators() -> list[str]:
    """The addresses of the people who enter the calendar, each once."""
    people = StaffMember.objects.filter(is_active=True, is_service=False).exclude(email="").order_by("pk")
    return list(dict.fromkeys(person.email for person in people if person.has_perm(RIGHT)))


def subject(notice: CalendarNotice) -> str:
    """What it is about, in one line."""
    return _("Enter the working days of %s in the refund back office") % notice.year


def body(notice: CalendarNotice) -> str:
    """What is missing, what follows from it, and what to do."""
    return "\n\n".join((reach(notice), *waiting(notice.cases), what_to_do(notice.year))) + "\n"


def reach(notice: CalendarNotice) -> str:
    """How far the calendar reaches."""
    if notice.days_left < 0:
        return _("The working calendar ended on %s.") % notice.known_to
    return ngettext(
        "The working calendar is known to %(day)s, for %(days)s more day.",
        "The working calendar is known to %(day)s, for %(days)s more days.",
        notice.days_left,
    ) % {"day": notice.known_to, "days": notice.days_left}


def waiting(cases: int) -> list[str]:
    """How many open cases have a deadline that isn't known."""
    if not cases:
        return []
    sentence = ngettext(
        "%s open case has a deadline that is not known.", "%s open cases have a deadline that is not known.", cases
    )
    return [sentence % cases]


def what_to_do(year: int) -> str:
    """The next step of the administrator."""
    return (
        _(
            "When the State Council has published its arrangement for %s, enter its days off and working weekends "
            "under “Calendar days” and mark the year complete. The deadlines of open cases are then worked out anew."
        )
        % year
    )
