"""Where the policies can be broken, and what stands there then: by mutmut's operators, in decorated functions too."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

ROOT = Path(__file__).resolve().parents[2]
NOTHING_IGNORED = IgnoredCode(set(), set(), set())


class Place(NamedTuple):
    """One change of one file. `part` is "function", or "constant" for what a module says outside functions."""

    file: str
    number: int
    part: str

    @property
    def id(self) -> str:
        return f"{self.file}:{self.number}"

    @property
    def module(self) -> str:
        return self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class EveryFunction(MutationVisitor):
    """mutmut leaves decorated functions alone, because it copies them. We write the file anew and import it."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef) and node.decorators:
            return False
        return bool(super()._skip_node_and_children(node))


class Source:
    """One file of the policies, with all that can be broken in it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.text = (ROOT / file).read_text(encoding="utf-8")

    @cached_property
    def _found(self) -> tuple[cst.Module, list[Mutation], Any]:
        wrapper = MetadataWrapper(cst.parse_module(self.text))
        visitor = EveryFunction(mutation_operators, NOTHING_IGNORED)
        module = wrapper.visit(visitor)
        return module, visitor.mutations, wrapper.resolve(PositionProvider)

    @cached_property
    def places(self) -> list[Place]:
        return [
            Place(self.file, number, "function" if is_function(one) else "constant")
            for number, one in enumerate(self._found[1])
        ]

    def line(self, place: Place) -> int:
        """The line that is changed."""
        _, mutations, positions = self._found
        return int(positions[mutations[place.number].original_node].start.line)

    def broken(self, place: Place) -> str:
        """The file with that one change."""
        module, mutations, _ = self._found
        one = mutations[place.number]
        changed = module.deep_replace(one.original_node, one.mutated_node)
        return str(cst.ensure_type(changed, cst.Module).code)


def is_function(mutation: Mutation) -> bool:
    return isinstance(mutation.contained_by_top_level_function, cst.FunctionDef)


def sources() -> Iterator[Source]:
    """The files that decide and pay: the policies, money and calendars."""
    files = [ROOT / "refunds/money.py", ROOT / "refunds/calendars.py", *(ROOT / "refunds/policies").rglob("*.py")]
    for file in sorted(files):
        yield Source(file.relative_to(ROOT).as_posix())
