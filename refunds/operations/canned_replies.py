"""Canned replies: written and retired by supervisors, filled in from a case when somebody picks one."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.models.customer import Language
from refunds.letters.sheet import moment
from refunds.locks import lock_name, lock_reply
from refunds.models import CannedReply, RefundCase
from refunds.models.canned_reply import KEEPS_REPLIES
from refunds.operations.perform import Refused, perform
from refunds.operations.words import required

VARIABLES = ("customer", "case", "order", "requested", "application_by", "agent")
"""What may stand in braces. Each comes from the case or the person, so that no text can ask for anything else."""
BRACES = re.compile(r"\{([^{}]*)\}")


def write_reply(*, title: str, text_en: str, text_zh: str, act: Act) -> CannedReply:
    """A new canned reply. Raises Refused for an unknown variable, by its name, and for a title that is taken."""
    with transaction.atomic():
        reply = CannedReply()
        _may_keep(reply, act)
        return _store(reply, title, text_en, text_zh, act)


def change_reply(reply_id: int, *, title: str, text_en: str, text_zh: str, act: Act) -> CannedReply:
    """The same reply in other words; its history keeps the old ones. Raises Refused as above."""
    with transaction.atomic():
        reply = lock_reply(reply_id)
        _may_keep(reply, act)
        return _store(reply, title, text_en, text_zh, act)


def retire_reply(reply_id: int, *, act: Act) -> CannedReply:
    """Offer it no more. Raises Refused."""
    return _turn(reply_id, "retire", act)


def bring_back_reply(reply_id: int, *, act: Act) -> CannedReply:
    """Offer it again. Raises Refused."""
    return _turn(reply_id, "bring_back", act)


def filled(reply: CannedReply, case: RefundCase, person: Any) -> str:
    """The text in the customer's language with everything filled in; what isn't known stays in braces, to be seen."""
    text = reply.text_zh if case.customer.language == Language.CHINESE else reply.text_en
    known = values(case, person)
    return BRACES.sub(lambda found: known.get(found[1]) or found[0], text)


def values(case: RefundCase, person: Any) -> dict[str, str]:
    """What each variable stands for, in the customer's language; empty where the case doesn't know it."""
    with translation.override(case.customer.language):
        return {
            "customer": case.customer.name or _("customer"),
            "case": case.number,
            "order": case.order.number if case.order else "",
            "requested": str(case.requested or ""),
            "application_by": moment(case.application_by) if case.application_by else "",
            "agent": str(person),
        }


def unknown_variables(text: str) -> list[str]:
    """Names in braces that stand for nothing, and braces that are left open."""
    unknown = [name for name in BRACES.findall(text) if name not in VARIABLES]
    return unknown + [sign for sign in "{}" if sign in BRACES.sub("", text)]


def _may_keep(reply: CannedReply, act: Act) -> None:
    if found := KEEPS_REPLIES.refusals(reply, act.by):
        raise Refused(*found)


def _store(reply: CannedReply, title: str, text_en: str, text_zh: str, act: Act) -> CannedReply:
    reply.title = required(title, _("Give the reply a title."))
    reply.text_en = required(text_en, _("Write the text in English."))
    reply.text_zh = required(text_zh, _("Write the text in Chinese."))
    if found := [*_faults(reply), *_taken(reply)]:
        raise Refused(*found)
    reply.save(act=act)
    return reply


def _faults(reply: CannedReply) -> list[str]:
    sentence = _("“{name}” is no variable. These are: {all}.")
    listed = ", ".join(f"{{{name}}}" for name in VARIABLES)
    unknown = dict.fromkeys([*unknown_variables(reply.text_en), *unknown_variables(reply.text_zh)])
    found = [sentence.format(name=name, all=listed) for name in unknown]
    uneven = set(BRACES.findall(reply.text_en)) ^ set(BRACES.findall(reply.text_zh)) if not found else ()
    return found + [_("{name} stands in one language only.").format(name=f"{{{name}}}") for name in sorted(uneven)]


def _taken(reply: CannedReply) -> list[str]:
    lock_name("canned reply", reply.title)
    others = CannedReply.objects.filter(title=reply.title).exclude(pk=reply.pk)
    return [_("There is a reply “{title}” already.").format(title=reply.title)] if others.exists() else []


def _turn(reply_id: int, step: str, act: Act) -> CannedReply:
    with transaction.atomic():
        reply = lock_reply(reply_id)
        perform(reply, step, act)
        return reply
