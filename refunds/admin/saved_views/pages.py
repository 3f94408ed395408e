"""Keeping the list that one looks at as a view, and taking a view away."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views import View

from accounts.acts import Act
from accounts.models import StaffMember
from refunds.admin.queue.columns import COLUMNS
from refunds.admin.refused.on_record import put_on_record
from refunds.admin.saved_views.applied import KEPT, ORDER, chosen_view, columns_of, order_of
from refunds.admin.steps.view import leading_to
from refunds.operations.perform import Refused
from refunds.operations.saved_views import SEES_CASES, remove_view, save_view


class ViewForm(forms.Form):
    """Name, columns, and whether others may open it."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Name of the view"), max_length=60, help_text=_("A view of yours of the same name is replaced.")
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(one.name, capfirst(one.label)) for one in COLUMNS],
        widget=forms.CheckboxSelectMultiple,
    )
    shared = forms.BooleanField(
        label=_("Others may open it by its link"),
        required=False,
        help_text=_("They see what they may see, and their own cases where it says Mine."),
    )


class SaveView(View):
    """Opened from a list: the address of the form carries the filters and the order of that list."""

    model_admin: Any = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who see the queue."""
        if SEES_CASES.refusals(None, request.user):
            raise PermissionDenied
        self.columns = columns_of(chosen_view(request))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, with the columns of the list."""
        view = chosen_view(request)
        own = view if view and view.owner_id == request.user.pk else None
        initial = {"columns": [column.name for column in self.columns]}
        return self.page(ViewForm(initial={**initial, **({"name": own.name, "shared": own.shared} if own else {})}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it and show it."""
        form = ViewForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            view = save_view(**form.cleaned_data, query=self.query(), act=act_of(request))
        except Refused as refusal:
            put_on_record(request, "Save a view", refusal.sentences, about=form.cleaned_data["name"])
            return self.page(form, refused=refusal.sentences)
        messages.success(request, _("The view is saved."))
        return leading_to(f"{reverse('admin:refunds_refundcase_changelist')}?view={view.token}", request)

    def query(self) -> dict[str, str]:
        """The filters and the order of the list from which the form was opened."""
        asked = {name: str(value) for name, value in self.request.GET.items() if name in KEPT and value}
        order = order_of(self.request.GET.get(ORDER, ""), self.columns)
        return {**asked, ORDER: order} if order else asked

    def page(self, form: ViewForm, **said: Any) -> HttpResponse:
        """The page, as that of a step."""
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": _("Save this list as a view"),
            "query": self.query(),
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


def act_of(request: HttpRequest) -> Act:
    """The act of the person who asks; a view needs no reason."""
    return Act(by=cast(StaffMember, request.user), at=now())
