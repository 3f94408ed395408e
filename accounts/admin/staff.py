"""The staff, for the administrator: who there is, what roles they have, and a link to choose a password."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy

from accounts.acts import Act
from accounts.admin.staff_form import StaffForm
from accounts.admin.staff_lists import RoleFilter, StateFilter
from accounts.admin.staff_pages import act_of, history_page, password_link_page
from accounts.models import StaffMember
from accounts.roles import BY_ID
from accounts.staffing import CHANGES, NotEmployed, change, employ


@admin.register(StaffMember)
class StaffAdmin(admin.ModelAdmin):
    """Accounts are made and changed here by accounts/staffing.py, looked at by those who supervise and audit."""

    form = StaffForm
    actions = None
    list_display = ("username", "full_name", "email", "held_roles", "is_active", "last_login")
    list_display_links = ("username",)
    list_filter = (RoleFilter, StateFilter)
    list_per_page = 50
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    change_form_template = "admin/accounts/staffmember/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Accounts with their roles."""
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=gettext_lazy("Name"))
    def full_name(self, person: StaffMember) -> str:
        """The person's name."""
        return person.get_full_name()

    @admin.display(description=gettext_lazy("Roles"))
    def held_roles(self, person: StaffMember) -> str:
        """The roles in words."""
        held = {group.name for group in person.groups.all()}
        return ", ".join(str(role.label) for role in BY_ID.values() if role.id in held)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only the filters of the list: a password hash could be probed letter by letter otherwise."""
        return lookup in {RoleFilter.parameter_name, StateFilter.parameter_name}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list; it can only be read."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return super().changelist_view(request, extra_context)

    def has_change_permission(self, request: HttpRequest, obj: StaffMember | None = None) -> bool:
        """For administrators; never of a service account, never of one's own."""
        if obj is None:
            return super().has_change_permission(request)
        return not obj.is_service and not CHANGES.refusals(obj, request.user)

    def has_delete_permission(self, request: HttpRequest, obj: StaffMember | None = None) -> bool:
        """Never: a signature stays readable. Who leaves becomes inactive."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: StaffMember | None = None) -> Any:
        """The form for who may fill it in, the same facts to read for who may not."""
        if obj and not self.has_change_permission(request, obj):
            facts = ("username", "first_name", "last_name", "email", "held_roles", "is_active", "last_login")
            return [(None, {"fields": facts})]
        names: tuple[str, ...] = ("first_name", "last_name", "email")
        names = (*names, "is_active") if obj else ("username", *names)
        return [(None, {"fields": names}), (None, {"fields": ("roles", "why", "version")})]

    def get_readonly_fields(self, request: HttpRequest, obj: StaffMember | None = None) -> tuple[str, ...]:
        """What is not the form's."""
        return ("held_roles", "last_login")

    def save_model(self, request: HttpRequest, obj: StaffMember, form: StaffForm, change: bool) -> None:
        """Employ or change, with an act; the row itself is the operation's to write."""
        act = act_of(request, form.cleaned_data["why"])
        said = form.said("first_name", "last_name", "email", "roles")
        obj.pk = store(obj, {**said, **form.said(*(["is_active"] if change else ["username"]))}, act).pk

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing is left to store: the roles went with the person."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The form; a refusal that only the operation saw is said, and nothing is stored."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except NotEmployed as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.get_full_path())

    def get_urls(self) -> list[Any]:
        """The page of the link, beside the stock ones."""
        wrapped = self.admin_site.admin_view(self.password_link_view)
        own = path("<path:object_id>/password-link/", wrapped, name="accounts_staffmember_password_link")
        return [own, *super().get_urls()]

    def password_link_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A link to choose a password, made by POST and shown once."""
        person = self._person(request, object_id)
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        return self._page(request, person, "accounts/password_link.html", password_link_page)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed the account; it can only be read."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        person = self._person(request, object_id)
        if not self.has_view_permission(request, person):
            raise PermissionDenied
        return self._page(request, person, "admin/record_history.html", history_page)

    def _page(self, request: HttpRequest, person: StaffMember, template: str, content: Any) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "original": person}
        return TemplateResponse(request, template, {**context, **content(request, person)})

    def _person(self, request: HttpRequest, object_id: str) -> StaffMember:
        person: StaffMember | None = self.get_object(request, unquote(object_id))
        if person is None:
            raise Http404
        return person


def store(person: StaffMember, said: dict[str, Any], act: Act) -> StaffMember:
    """The operation that the form stands for."""
    return change(person.pk, **said, act=act) if person.pk else employ(**said, act=act)
