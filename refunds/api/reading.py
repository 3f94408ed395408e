"""How a body is read: as strictly as a file, whole or not at all."""

from __future__ import annotations

from typing import IO, Any

from django.utils.http import parse_header_parameters
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser

from refunds.api.problems import TooLarge
from refunds.policies import DossierError, read_line
from refunds.policies.dossier import LONGEST_LINE, parse

SHORT = 64 * 1024
"""Bytes of a document that only names something."""


class StrictParser(BaseParser):
    """JSON in UTF-8: no duplicate keys, no NaN, no absurd size or nesting. longest: bytes that are read at most."""

    media_type = "application/json"
    longest = SHORT

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:
        """The document. Raises TooLarge, UnsupportedMediaType, and what `read` raises."""
        charset = parse_header_parameters(media_type or "")[1].get("charset", "utf-8")
        encoding = parser_context["request"].headers.get("Content-Encoding", "identity")
        if charset.lower() not in ("utf-8", "utf8") or encoding.lower() != "identity":
            raise UnsupportedMediaType(f"{media_type} ({encoding})")
        body = stream.read(self.longest + 1)
        if len(body) > self.longest:
            raise TooLarge
        return self.read(body)

    def read(self, body: bytes) -> Any:
        """What the bytes say. Raises ParseError."""
        try:
            return parse(body)
        except DossierError as error:
            raise ParseError(error.sentence) from error


class DossierParser(StrictParser):
    """A dossier, as from a file."""

    longest = LONGEST_LINE

    def read(self, body: bytes) -> Any:
        """The dossier. Raises DossierError."""
        return read_line(body)
