"""Lists of cases as a person wants to see them again. A view holds questions only: what it shows is asked anew."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.guards import may
from refunds.locks import lock_name
from refunds.models import SavedView
from refunds.operations.perform import Refused
from refunds.operations.words import required

SEES_CASES = may("refunds.view_refundcase")
AT_MOST = 50
"""Views of one person."""
LONGEST = 200


def save_view(
    *, name: str, query: Mapping[str, str], columns: Sequence[str], shared: bool, token: str = "", act: Act
) -> SavedView:
    """Keep a view under a name. token: of a view of one's own that becomes this one, and may be renamed by it.

    Without it the view is new. Raises Refused, also where the person has another one of that name.
    """
    with transaction.atomic():
        if found := SEES_CASES.refusals(None, act.by):
            raise Refused(*found)
        name = required(name, _("Give the view a name."))
        if not columns:
            raise Refused(_("Choose at least one column."))
        if any(len(value) > LONGEST for value in query.values()):
            raise Refused(_("A filter is too long to be kept."))
        lock_name("views of", str(act.by.pk))
        own = SavedView.objects.filter(owner=act.by, removed=False)
        view = _own(token, act) if token else _new(act, own.count())
        if own.filter(name=name).exclude(pk=view.pk).exists():
            raise Refused(_("You have another view of this name. Choose another name, or change that view."))
        view.name, view.query, view.columns, view.shared = name, dict(query), list(columns), shared
        view.save(act=act)
        return view


def remove_view(token: str, *, act: Act) -> SavedView:
    """Take a view of one's own away; links to it end. Raises Refused where it is none of theirs."""
    with transaction.atomic():
        lock_name("views of", str(act.by.pk))
        view = _own(token, act)
        view.removed = True
        view.save(act=act)
        return view


def view_for(token: str, person: StaffMember) -> SavedView | None:
    """The view behind a link, if it is the person's own or shared; otherwise None, as if it weren't there."""
    view = SavedView.objects.select_related("owner").filter(token=token, removed=False).first()
    return view if view and (view.shared or view.owner_id == person.pk) else None


def _own(token: str, act: Act) -> SavedView:
    view: SavedView | None = SavedView.objects.filter(owner=act.by, token=token, removed=False).first()
    if view is None:
        raise Refused(_("This is no view of yours."))
    return view


def _new(act: Act, so_far: int) -> SavedView:
    if so_far >= AT_MOST:
        raise Refused(_("You have {count} views: remove one first.").format(count=so_far))
    return SavedView(owner=act.by, token=secrets.token_urlsafe(16))
