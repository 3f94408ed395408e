"""Rows to look at: a list, a page, a history. Nothing is added, changed or deleted here."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from refunds.admin.lists.bounded_paginator import BoundedPaginator
from refunds.admin.lists.columns import Column
from refunds.admin.lists.page_number import page_number
from refunds.admin.record.fields import Shown, label_of, shown, text_of
from refunds.admin.record.history import history_of


class Section(NamedTuple):
    """Fields of the row under one heading."""

    title: Any
    fields: tuple[str, ...]


class Related(NamedTuple):
    """Rows that hang on the row: the accessor, and the fields shown of each."""

    title: Any
    accessor: str
    fields: tuple[str, ...]
    joins: tuple[str, ...] = ()


SHOWN_AT_MOST = 50
"""Related rows on one page; a list of its own is the place for more."""


class RecordAdmin(admin.ModelAdmin):
    """A table of rows that the platform or an operation writes, and that people only read.

    The page of django-simple-history is not used: its revert form lets whoever may look overwrite the row.
    """

    actions = None
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    paginator = BoundedPaginator
    sections: tuple[Section, ...] = ()
    related: tuple[Related, ...] = ()
    columns: tuple[Column, ...] = ()
    search_hint: Any = ""

    def get_list_display(self, request: HttpRequest) -> Any:
        """The columns."""
        return self.columns

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row of a key. Python reads the digits of every script as a number; a row has one address only."""
        return super().get_object(request, object_id, from_field) if object_id.isascii() else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: rows come in by operations."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: rows change by operations."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: nothing that a decision may rest on is deleted."""
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only the filters of the list: any other lookup could probe a field letter by letter."""
        return lookup in {chosen.parameter_name for chosen in self.list_filter}  # type: ignore[union-attr]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, under its own name; it can only be read."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        context = {"title": capfirst(self.opts.verbose_name_plural), "search_hint": self.search_hint}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one row."""
        return self.page_of(request, object_id, "admin/record.html", self.page)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The history of one row."""
        return self.page_of(request, object_id, "admin/record_history.html", self.history_page)

    def page_of(self, request: HttpRequest, object_id: str, template: str, content: Any) -> HttpResponse:
        """A page about one row for those who may see it; it can only be read."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "opts": self.opts, "original": row, "title": str(row)}
        return TemplateResponse(request, template, {**context, **content(request, row)})

    def page(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page of a row says."""
        return {
            "sections": [(section.title, [shown(row, name) for name in section.fields]) for section in self.sections],
            "tables": [table for table in (self.table(row, found) for found in self.related) if table["rows"]],
            "has_history": hasattr(row, "history"),
        }

    def table(self, row: Any, related: Related) -> dict[str, Any]:
        """The related rows as a table."""
        manager = getattr(row, related.accessor)
        rows = list(manager.select_related(*related.joins).order_by("-pk")[:SHOWN_AT_MOST])
        return {
            "title": related.title,
            "labels": [label_of(manager.model, name) for name in related.fields],
            "rows": [[cell(found, name) for name in related.fields] for found in rows],
        }

    def history_page(self, request: HttpRequest, row: models.Model) -> dict[str, Any]:
        """What the history of a row says, page by page."""
        if not hasattr(row, "history"):
            raise Http404
        page = page_number(request)
        entries, more = history_of(row, page)
        return {"entries": entries, "newer": page - 1, "older": page + 1 if more else 0}


def cell(row: Any, name: str) -> Shown:
    """One field of a related row; the first one of a line leads to its page."""
    return Shown("", text_of(row, name), row)
