"""Records of facts: how each field is read strictly from a document, and what its absence means.

A field whose value is null is *not known*: asking for it raises NotKnown. `optional(...)` marks the fields whose
absence is itself an answer (never cancelled, no proceedings): asking for those gives None.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Generic, Self, TypeVar, cast, overload

T = TypeVar("T")
R = TypeVar("R", bound="Record")

LONGEST_LIST = 10_000


class NotKnown(Exception):
    """A fact was asked for that nobody knows yet. Stops the clause that asked; `path` is what to find out."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is not known")
        self.path = path


class DossierError(ValueError):
    """A document that is no dossier: the path of the field and one sentence saying what is wrong with it."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(f"{path}: {sentence}" if path else sentence)
        self.path, self.sentence = path, sentence


def malformed(path: str, sentence: str) -> DossierError:
    """The error for a fact at a path inside `facts`."""
    return DossierError(f"facts.{path}" if path else "facts", sentence)


def said(value: object) -> str:
    """A short quotation of a value for an error sentence, safe to print."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and not -(10**20) < value < 10**20:
        return "a number of over 20 digits"
    text = ascii(value[:100] if isinstance(value, str) else value)
    return text if len(text) <= 60 else text[:57] + "..."


class Field(Generic[T]):
    """One fact of a record: reads itself from a document, writes itself back, and says that it is not known.

    A fact that is known is an attribute of its record, where Python finds it before it comes here.
    """

    __slots__ = ("absent", "group", "index", "name", "optional", "read", "same_everywhere", "write")

    def __init__(
        self,
        read: Callable[[Any, str, str | None], T],
        write: Callable[[Any], Any] = lambda value: value,
        absent: Callable[[str], T | None] = lambda path: None,
        same_everywhere: bool = True,
    ) -> None:
        """`absent` is the value where nothing is said, `same_everywhere` if it does not depend on the path."""
        self.read, self.write, self.absent, self.same_everywhere = read, write, absent, same_everywhere
        self.name, self.index, self.optional = "", -1, False
        self.group: type[Record] | None = None

    @overload
    def __get__(self, record: None, owner: type) -> Self: ...
    @overload
    def __get__(self, record: "Record", owner: type) -> T: ...
    def __get__(self, record: "Record | None", owner: type) -> Self | T:
        if record is None:
            return self
        raise NotKnown(record.path_of(self.name))


def optional(field: Field[T]) -> Field[T | None]:
    """The same field, whose absence means none instead of not known."""
    field.optional, field.absent, field.same_everywhere = True, lambda path: None, True
    return field  # type: ignore[return-value]


class Record:
    """An immutable group of facts, with the path where it stands in the dossier's facts.

    What is known is an attribute, and so is the None of what is not there; what is not known has none, and its field
    is asked instead. `get(name)` is the value of a fact, or None where it is not known: for the few places that go on
    without it.
    """

    __slots__ = ("__dict__", "get")
    fields: ClassVar[Mapping[str, Field[Any]]] = {}
    reads: ClassVar[Mapping[str, Callable[[Any, str, str | None], Any]]] = {}
    parts: ClassVar[tuple[Field[Any], ...]] = ()
    nothing: ClassVar[Mapping[str, Any]] = {}
    path: str
    get: Callable[[str], Any]

    def __init_subclass__(cls) -> None:
        own = [(name, value) for name, value in vars(cls).items() if isinstance(value, Field)]
        for index, (name, field) in enumerate(own):
            field.name, field.index = name, index
        cls.fields = dict(own)
        cls.reads = {name: field.read for name, field in own}
        cls.parts = tuple(field for _, field in own if not field.same_everywhere)
        absent = {name: field.absent("") for name, field in own if field.same_everywhere}
        cls.nothing = {name: value for name, value in absent.items() if value is not None or cls.fields[name].optional}

    def __init__(self, path: str, values: dict[str, Any]) -> None:
        """`values` become its attributes: the facts that are known, by name, and the None of what is not there."""
        values["path"] = path
        _set_attributes(self, values)
        _set_get(self, values.get)

    @property
    def values(self) -> tuple[Any, ...]:
        """The values of all its facts in their order, None for what is not known."""
        return tuple(map(self.__dict__.get, self.fields))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"facts do not change: {self.path_of(name)} cannot be set")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash(self.path)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} at {self.path or 'facts'}>"

    def path_of(self, name: str) -> str:
        """The path of one of its facts."""
        return f"{self.path}.{name}" if self.path else name

    @classmethod
    def read(cls, document: Any, path: str, currency: str | None = None) -> Self:
        """The record at a path from a JSON object. Raises DossierError for whatever does not fit.

        `currency` is that of the record around it, for amounts that have none beside them.
        """
        if type(document) is not dict:
            raise malformed(path, f"must be an object, not {said(document)}")
        reads = cls.reads
        values, before = {**cls.nothing}, f"{path}." if path else ""
        try:
            if "currency" in reads and (own_currency := document.get("currency")) is not None:
                currency = reads["currency"](own_currency, f"{path}.currency", None)
            for name, value in document.items():
                read = reads[name]
                if value is not None:
                    values[name] = read(value, before + name, currency)
        except (KeyError, DossierError):
            cls._refuse_unknown(document, path)
            raise
        for field in cls.parts:
            if field.name not in values:
                values[field.name] = field.absent(before + field.name)
        return cls(path, values)

    @classmethod
    def _refuse_unknown(cls, document: Mapping[Any, Any], path: str) -> None:
        """Of all that is wrong with a record, a field that it does not have is told first."""
        for name in document:
            if name not in cls.reads:
                raise _unknown(name, path) from None

    def without(self, name: str) -> Self:
        """The same record as if nothing had been said of one fact, whose absence says the same everywhere."""
        nothing = self.nothing[name]
        if self.__dict__[name] == nothing:
            return self
        return type(self)(self.path, {**self.__dict__, name: nothing})

    @classmethod
    def empty(cls, path: str) -> Self:
        """The record of which nothing is known."""
        return cast(Self, _empty(cls, path))  # type: ignore[arg-type]

    def as_document(self) -> dict[str, Any]:
        """The record as JSON types, without what is not known; reads back to an equal record."""
        return {
            name: field.write(value)
            for (name, field), value in zip(self.fields.items(), self.values, strict=True)
            if value is not None and value != field.absent(self.path_of(name))
        }


# What an immutable record is set by, once.
_set_attributes, _set_get = (vars(Record)[name].__set__ for name in ("__dict__", "get"))


def _unknown(name: object, path: str) -> DossierError:
    """The error for a field that the dossier does not have; a name fit for a path is named in it."""
    if isinstance(name, str) and name.isidentifier() and len(name) <= 60:
        return malformed(f"{path}.{name}" if path else name, "is an unknown field")
    return malformed(path, f"has an unknown field {said(name)}")


@lru_cache(maxsize=1024)
def _empty(record: type[Record], path: str) -> Record:
    return record.read({}, path)


def part(record: type[R]) -> Field[R]:
    """A group of facts inside another. Absent, every fact in it is not known."""
    field = Field(record.read, lambda value: value.as_document(), record.empty, same_everywhere=False)
    field.group = record
    return field


def many(record: type[R]) -> Field[tuple[R, ...]]:
    """A list of records; absent means none."""

    def read(value: Any, path: str, currency: str | None) -> tuple[R, ...]:
        if not value and type(value) is list:
            return ()
        read_one = record.read
        return tuple([read_one(item, f"{path}[{i}]", currency) for i, item in enumerate(listed(value, path))])

    return Field(read, lambda values: [value.as_document() for value in values], lambda path: ())


def each(field: Field[T]) -> Field[tuple[T, ...]]:
    """A list of plain values; absent means none."""
    read_one = field.read

    def read(value: Any, path: str, currency: str | None) -> tuple[T, ...]:
        if not value and type(value) is list:
            return ()
        return tuple([read_one(item, f"{path}[{i}]", currency) for i, item in enumerate(listed(value, path))])

    return Field(read, lambda values: [field.write(value) for value in values], lambda path: ())


def listed(value: Any, path: str) -> list[Any]:
    if type(value) is not list:
        raise malformed(path, f"must be a list, not {said(value)}")
    if len(value) > LONGEST_LIST:
        raise malformed(path, f"has {len(value)} entries; the most is {LONGEST_LIST}")
    return value
