"""Staff come, change and leave: the one way to an account, to roles, and to a link that lets choose a password."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.acts import Act
from accounts.guards import Sentence, circle, may
from accounts.locks import lock_person
from accounts.models import StaffMember
from accounts.roles import ROLES, kept_apart


class NotEmployed(Exception):
    """A change of the staff was refused, with one or more sentences why. Nothing was stored."""

    def __init__(self, *sentences: Sentence) -> None:
        self.sentences = [str(sentence) for sentence in sentences]
        super().__init__(" ".join(self.sentences))


@circle(gettext_lazy("Nobody changes their own account. Another administrator has to."))
def themselves(person: StaffMember) -> set[int | None]:
    """The person whose account it is."""
    return {person.pk}


ROLES_OF_PEOPLE = {role.id: role for role in ROLES if not role.is_service}
EMPLOYS = may("accounts.add_staffmember")
CHANGES = may("accounts.change_staffmember", but_not=themselves)


def employ(
    *,
    username: str,
    first_name: str = "",
    last_name: str = "",
    email: str = "",
    roles: Collection[str] = (),
    act: Act,
) -> StaffMember:
    """A new account without a password; `password_link` lets its owner choose one.

    roles: ids of the table in accounts/roles.py. Raises NotEmployed, django.db.IntegrityError for a name that is taken.
    """
    _refuse_any([*EMPLOYS.refusals(None, act.by), *why_not(roles)])
    person = StaffMember(username=username, first_name=first_name, last_name=last_name, email=email, is_staff=True)
    person.set_unusable_password()
    with transaction.atomic():
        person.save(act=act)
        person.hold(_groups(roles), act)
    return StaffMember.objects.get(pk=person.pk)


def change(
    person_id: int, *, first_name: str, last_name: str, email: str, is_active: bool, roles: Collection[str], act: Act
) -> StaffMember:
    """Make the account what is given here; somebody made inactive is out at their next request. Raises NotEmployed."""
    with transaction.atomic():
        person = _person(person_id)
        _refuse_any([*CHANGES.refusals(person, act.by), *why_not(roles)])
        person.first_name, person.last_name, person.email = first_name, last_name, email
        person.is_active = is_active
        person.hold(_groups(roles), act)
    return StaffMember.objects.get(pk=person_id)


def password_link(person_id: int, *, act: Act) -> tuple[str, str]:
    """The two parts of an address under which the person chooses a password once; that it was made is in the history.

    It ends with the first use, with the next sign-in, and after PASSWORD_RESET_TIMEOUT seconds. Raises NotEmployed.
    """
    with transaction.atomic():
        person = _person(person_id)
        _refuse_any(CHANGES.refusals(person, act.by))
        if not person.is_active:
            raise NotEmployed(_("This account is not active: make it active first."))
        person.save(act=act)
    return urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)


def why_not(roles: Collection[str]) -> list[Sentence]:
    """Every reason why one person may not hold these roles; empty when they may."""
    strangers = [_("“%s” is not a role of people.") % role for role in roles if role not in ROLES_OF_PEOPLE]
    return [*strangers, *kept_apart(roles)]


def _person(person_id: int) -> StaffMember:
    """The person, locked until the end of the transaction."""
    person = lock_person(person_id)
    if person is None:
        raise NotEmployed(_("There is no staff member %s.") % person_id)
    return person


def _groups(roles: Collection[str]) -> list[Group]:
    return [Group.objects.get(name=role) for role in sorted(set(roles))]


def _refuse_any(sentences: Collection[Sentence]) -> None:
    if sentences:
        raise NotEmployed(*sentences)
