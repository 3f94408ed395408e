"""The rows of a case as a dossier: the document that the policies read (docs/dossier.md)."""

from refunds.operations.dossier.document import dossier_of, dossiers_of

__all__ = ["dossier_of", "dossiers_of"]
