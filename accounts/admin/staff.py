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
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from accounts.acts import Act
from accounts.admin.staff_form import StaffForm
from accounts.admin.staff_lists import RoleFilter, StateFilter
from accounts.admin.staff_pages import act_of, facts_page, history_page, password_link_page
from accounts.admin.staff_words import in_words, instant_in_words, roles_in_words
from accounts.models import StaffMember
from accounts.refusal import tried
from accounts.staffing import CHANGES, NotEmployed, change, employ

NAMES = ("first_name", "last_name", "email")


@admin.register(StaffMember)
class StaffAdmin(admin.ModelAdmin):
    """Accounts are made and changed here by accounts/staffing.py, looked at by those who supervise and audit."""

    form = StaffForm
    actions = None
    list_display = ("username", "full_name", "email", "held_roles", "may_sign_in", "last_seen")
    list_display_links = ("username",)
    list_filter = (RoleFilter, StateFilter)
    list_per_page = 50
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    add_form_template = change_form_template = "accounts/staff_form.html"

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
        return roles_in_words(group.name for group in person.groups.all())

    @admin.display(description=gettext_lazy("may sign in"), ordering="is_active")
    def may_sign_in(self, person: StaffMember) -> str:
        """Whether they may sign in, in a word: the icon of the stock admin is called "True" in every language."""
        return in_words(person.is_active)

    @admin.display(description=gettext_lazy("Last sign-in"), ordering="last_login")
    def last_seen(self, person: StaffMember) -> str:
        """When the person last signed in."""
        return instant_in_words(person.last_login)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only the filters of the list: a password hash could be probed letter by letter otherwise."""
        return lookup in {RoleFilter.parameter_name, StateFilter.parameter_name}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list; it can only be read."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        context = {"title": capfirst(self.opts.verbose_name_plural), "search_hint": gettext("Name or e-mail")}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def has_change_permission(self, request: HttpRequest, obj: StaffMember | None = None) -> bool:
        """For administrators; never of a service account, never of one's own."""
        if obj is None:
            return super().has_change_permission(request)
        return not obj.is_service and not CHANGES.refusals(obj, request.user)

    def has_delete_permission(self, request: HttpRequest, obj: StaffMember | None = None) -> bool:
        """Never: a signature stays readable. Who leaves becomes inactive."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: StaffMember | None = None) -> Any:
        """The fields of the form: a name is chosen once, and who joins is active."""
        names = ("first_name", "last_name", "email", "is_active") if obj else ("username", *NAMES)
        return [(None, {"fields": (*names, "roles", "why", "version")})]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form for who may fill it in; for who may only look, the facts."""
        person = self._person(request, object_id)
        if self.has_change_permission(request, person):
            return super().change_view(request, object_id, form_url, {"title": str(person)})
        if request.method not in ("GET", "HEAD") or not self.has_view_permission(request, person):
            raise PermissionDenied
        return self._page(request, person, "admin/record.html", facts_page)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        """The form, which knows who fills it in."""
        form = super().get_form(request, obj, change, **options)
        form.request = request  # type: ignore[attr-defined]  # a class of its own, made for this request
        return form

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
            tried.send(type(self), request=request, what="Change an account", said=refused.sentences)
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
