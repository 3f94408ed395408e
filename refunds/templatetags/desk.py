"""What the templates of the back office say with a word."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.contrib import admin
from django.db import models
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from accounts import labelled
from refunds.admin import frame
from refunds.admin.record import machine_words, policy_words, words

register = template.Library()

register.filter("amount", words.amount)
register.filter("quantity", words.quantity)
register.filter("answer", words.answer)
register.filter("instant_text", words.instant)
register.filter("written", words.written)
register.filter("labelled", labelled.labelled)
register.filter("listed", labelled.listed)
register.filter("said", machine_words.said)
register.filter("body_of", machine_words.body_of)
register.filter("policy_step", policy_words.step)
register.filter("policy_word", policy_words.word)
register.filter("policy_version", policy_words.version)


@register.filter
def instant(value: dt.datetime | None) -> str | SafeString:
    """An instant by the clock of the desk, with the machine's form beside it."""
    if value is None:
        return words.NOTHING
    return format_html('<time datetime="{}">{}</time>', localtime(value).isoformat(), words.instant(value))


@register.simple_tag
def signed(by: Any, at: dt.datetime | None) -> SafeString:
    """Who did something, and when; or what began then."""
    return format_html(labelled.signed("{by}", "{at}"), by=by, at=instant(at))


@register.simple_tag(takes_context=True)
def row_link(context: Any, row: models.Model | None, text: Any = "") -> Any:
    """A row's name as a link to its page, for who may see it; otherwise the name alone."""
    name = text or str(row)
    if row is None or not admin.site.is_registered(type(row)):
        return name
    if not admin.site.get_model_admin(type(row)).has_view_permission(context["request"], row):
        return name
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, name)


@register.simple_tag(takes_context=True, name="masthead")
def head_of_the_page(context: Any) -> SafeString:
    """The head of the page, with the menu of the person who asks."""
    return frame.masthead(context["request"], token_of(context), has_permission=bool(context.get("has_permission")))


@register.simple_tag(takes_context=True)
def foot(context: Any) -> str:
    """The foot of the page; there is none for who may not see the site."""
    return frame.foot(context["request"], token_of(context)) if context.get("has_permission") else ""


def token_of(context: Any) -> str:
    """The token of the page's forms."""
    return str(context.get("csrf_token") or get_token(context["request"]))


class Kept(template.Node):
    """Part of a template that says the same on all pages in a language: it is rendered once for each."""

    child_nodelists = ()
    """No block of a page is looked for in it at each rendering."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist
        self.written: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        """What is kept. Nothing of the page's context reaches it, so that no page can leave something of its own."""
        language = get_language()
        if language not in self.written:
            self.written[language] = self.nodelist.render(context.new({}))
        return self.written[language]


@register.tag
def kept(parser: Any, token: Any) -> Kept:
    """{% kept %} … {% endkept %}"""
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(nodelist)


@register.simple_tag
def chip(kind: Any, label: Any) -> SafeString:
    """A state as a chip: its colour by the kind, its meaning in words."""
    return format_html('<span class="chip chip-{}">{}</span>', kind or "none", label)
