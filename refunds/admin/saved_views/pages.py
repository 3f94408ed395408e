"""Keeping the list that one looks at as a view, changing a view, and taking one away."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views import View

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.admin.queue.filters import chosen_tab
from refunds.admin.refused.on_record import put_on_record
from refunds.admin.saved_views.applied import NARROWS, ORDER, TAB, chosen_view, columns_of, in_words, order_of
from refunds.admin.saved_views.form import ANY, ViewForm, moved
from refunds.admin.steps.view import leading_to
from refunds.models import SavedView
from refunds.operations.perform import Refused
from refunds.operations.saved_views import SEES_CASES, remove_view, save_view

CHANGES = "change"
"""In the address: the view that the list belongs to is changed, and no other is made."""


class SaveView(View):
    """Opened from a list: the address of the form carries the filters, the queue and the order of that list."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who see the queue."""
        if SEES_CASES.refusals(None, request.user):
            raise PermissionDenied
        view = chosen_view(request)
        changes = CHANGES in request.GET and view is not None and view.owner_id == request.user.pk
        self.columns, self.changed = columns_of(view), view if changes else None
        self.narrowed = {name: str(value) for name, value in request.GET.items() if name in NARROWS and value}
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, filled in with what the list looks like."""
        tab = chosen_tab(request)
        said = {
            TAB: tab.key if tab else ANY,
            ORDER: order_of(request.GET.get(ORDER, "")) or ANY,
            "columns": [column.name for column in self.columns],
        }
        view = self.changed
        return self.page(self.form(initial={**said, **({"name": view.name, "shared": view.shared} if view else {})}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it and show it; where a column is moved without a script, the form as it is then."""
        if move := request.POST.get("move"):
            return self.page(self.form(initial=as_typed(request, move)))
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            view = self.save(form.cleaned_data)
        except Refused as refusal:
            put_on_record(request, "Save a view", refusal.sentences, about=form.cleaned_data["name"])
            return self.page(form, refused=refusal.sentences)
        messages.success(request, _("The view is saved."))
        return leading_to(f"{reverse('admin:refunds_refundcase_changelist')}?view={view.token}", request)

    def form(self, *args: Any, **options: Any) -> ViewForm:
        """The form for a list with these filters."""
        return ViewForm(*args, has_filters=bool(self.narrowed), **options)

    def save(self, said: dict[str, Any]) -> SavedView:
        """Make the view, or change the one that is being changed. Raises Refused."""
        query = {**self.narrowed, **{name: said[name] for name in (TAB, ORDER) if said[name] != ANY}}
        token = self.changed.token if self.changed else ""
        kept = {"name": said["name"], "columns": ["number", *said["columns"]], "shared": said["shared"]}
        return save_view(**kept, query=query, token=token, act=act_of(self.request))

    def page(self, form: ViewForm, **said: Any) -> HttpResponse:
        """The page, as that of a step."""
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": _("Change this view") if self.changed else _("Save this list as a view"),
            "filters": list(in_words(self.narrowed)),
            "form": form,
            "here": self.request.get_full_path(),
            **said,
        }
        return TemplateResponse(self.request, "admin/refunds/refundcase/save_view.html", context)


class RemoveView(View):
    """Takes one of the person's own views away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it, and go back to the queue."""
        if SEES_CASES.refusals(None, request.user):
            raise PermissionDenied
        try:
            view = remove_view(request.POST.get("token", ""), act=act_of(request))
        except Refused as refusal:
            put_on_record(request, "Remove a view", refusal.sentences, about=request.POST.get("token", ""))
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The view “{name}” is removed.").format(name=view.name))
        return HttpResponseRedirect(reverse("admin:refunds_refundcase_changelist"))


def as_typed(request: HttpRequest, move: str) -> dict[str, Any]:
    """What a form holds that was sent to move a column, with the column moved."""
    typed = {name: request.POST.get(name, "") for name in ("name", TAB, ORDER, "shared")}
    return {**typed, "columns": moved(request.POST.getlist("columns"), move)}


def act_of(request: HttpRequest) -> Act:
    """The act of the person who asks; a view needs no reason."""
    return Act(by=cast(StaffMember, request.user), at=now())
