"""In which language a customer's letters are written."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.models.customer import Language
from refunds.locks import lock_case, lock_customer
from refunds.models import RefundCase
from refunds.operations.perform import Refused, perform
from refunds.operations.words import word


def choose_language(case_id: int, *, language: str, act: Act) -> RefundCase:
    """From now on the customer of this case is written to in this language, in all of their cases.

    language: a word of Language. The platform tells none, so that it is English until somebody says otherwise. Raises
    Refused where it is that language already.
    """
    chosen = word(Language, language)
    with transaction.atomic():
        customer = lock_customer(RefundCase.fetch(case_id).customer_id)
        case = lock_case(case_id)
        if customer.language == chosen:
            raise Refused(_("Letters to this customer are in this language already."))
        perform(case, "choose_language", act)
        customer.language = chosen
        customer.save(act=act)
        return RefundCase.fetch(case_id)
