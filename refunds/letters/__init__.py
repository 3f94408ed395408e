"""The letters to customers, one a file: plain values in, text out. They read no rows and send nothing.

Every letter is written in the language of its addressee by gettext: a further language is a catalogue, not another
letter. Sentences that a policy tells come in already in that language.
"""

from refunds.letters.approval import approval
from refunds.letters.confirmation import confirmation
from refunds.letters.mediation import mediation_begun, mediation_ended
from refunds.letters.merged import merged
from refunds.letters.question import question
from refunds.letters.rejection import rejection
from refunds.letters.returned import returned
from refunds.letters.review import review_receipt
from refunds.letters.sheet import Addressee, Amount
from refunds.letters.withdrawal import withdrawal_receipt

__all__ = [
    "Addressee",
    "Amount",
    "approval",
    "confirmation",
    "mediation_begun",
    "mediation_ended",
    "merged",
    "question",
    "rejection",
    "returned",
    "review_receipt",
    "withdrawal_receipt",
]
