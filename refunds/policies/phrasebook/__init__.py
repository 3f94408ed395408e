"""Sentences that policies say to staff, in other languages than the English in which they are made and stored.

texts/reasons/<policy>.<language>.json has the sentences of each clause, parts.<language>.json what they are put
together from, words.<language>.json single words, facts.<language>.json the names of facts. A sentence is found by its
pattern, `requested {requested:when}; …`, whose {blanks:kind} say what stands in them.
"""

from .book import Book, book
from .pattern import Pattern
from .policy_texts import clause_in, headings_in

__all__ = [
    "Book",
    "Pattern",
    "book",
    "clause_in",
    "fact_in",
    "fault_in",
    "headings_in",
    "reason_in",
    "step_in",
    "word_in",
]


def reason_in(language: str, policy: str, clause: str, reason: str) -> str:
    """The reason of a finding on a clause; as it stands where the book has no sentence for it."""
    return book(language).sentence((f"{policy} {clause}", "any clause"), reason) or reason


def step_in(language: str, step: str) -> str:
    """What a step of a calculation does; as it stands where the book has no sentence for it."""
    return book(language).sentence(("step",), step) or step


def fault_in(language: str, fault: str) -> str:
    """What is wrong with a document, path and all; as it stands where the book has no sentence for it."""
    return book(language).sentence(("fault",), fault) or fault


def fact_in(language: str, path: str) -> str:
    """What a fact is called, by its path in a dossier; the path where the book does not name it."""
    return book(language).fact(path)


def word_in(language: str, code: str) -> str:
    """A word of a vocabulary of the dossier, such as service_defect; as it stands where the book does not know it."""
    return book(language).word(code)
