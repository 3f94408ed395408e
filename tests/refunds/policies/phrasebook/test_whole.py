"""The book is whole: everything that policies say is there in Chinese, and nothing of it stays English but names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from refunds.policies import POLICIES, ai302, service
from refunds.policies.amounts import Calculation
from refunds.policies.facts import CHANNELS, METHODS, SERVICE_GROUNDS, TOPUP_GROUNDS, Facts
from refunds.policies.fields import Record
from refunds.policies.phrasebook import Book, book
from refunds.policies.phrasebook.book import AS_THEY_STAND, OF_WORDS
from refunds.policies.phrasebook.kinds import BOUNDED
from refunds.policies.phrasebook.pattern import BLANK
from refunds.policies.phrasebook.rows import ROWS
from refunds.policies.wording import PHRASES
from tests.refunds.policies.phrasebook.said import english_in, everything_said

CHINESE: Book = book("zh-hans")
ROOMS = {"service": Path(service.__file__).parent, "302ai": Path(ai302.__file__).parent}
OF_VERSIONS = ("terms.py", "latitude.py")
"""Files whose phrases are told on the pages of versions, by the translations of phrases."""
WORDS = re.compile("[a-z]{2,}")


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_every_reason_of_every_known_case_is_said_in_chinese(policy):
    left = {}
    for one in everything_said():
        if one.policy == policy and one.clause:
            chinese = CHINESE.sentence((f"{policy} {one.clause}", "any clause"), one.sentence)
            if chinese is None or english_in(chinese, one.names):
                left[one.clause, one.sentence] = chinese
    assert left == {}


def test_every_step_of_every_known_calculation_is_said_in_chinese():
    left = {}
    for one in everything_said():
        if not one.clause:
            chinese = CHINESE.sentence(("step",), one.sentence)
            if chinese is None or english_in(chinese, one.names):
                left[one.sentence] = chinese
    assert left == {}


def is_spoken(text: object) -> bool:
    """Whether a text is a piece of a sentence, and not a name of the code."""
    return isinstance(text, str) and " " in text and bool(WORDS.search(text))


def docstrings(tree: ast.AST) -> set[int]:
    """The texts that stand alone on their line."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def clause_of(function: ast.FunctionDef) -> str | None:
    """The clause that a function looks at; None for one that helps others."""
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "policy.clause":
            return ast.literal_eval(decorator.args[0])
    return None


def spoken(policy: str) -> Iterator[tuple[str, str | None, str]]:
    """Every piece of a sentence in the code of a policy, with its file and, where it is plain, its clause."""
    for path in sorted(ROOMS[policy].glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        alone = docstrings(tree)
        for top in tree.body if path.name not in OF_VERSIONS else []:
            clause = clause_of(top) if isinstance(top, ast.FunctionDef) else None
            body = top.body if isinstance(top, ast.FunctionDef) else [] if is_silent(top) else [top]
            texts = (node for line in body for node in ast.walk(line) if isinstance(node, ast.Constant))
            yield from (
                (path.name, clause, one.value) for one in texts if id(one) not in alone and is_spoken(one.value)
            )


def is_silent(top: ast.stmt) -> bool:
    """Whether a statement only names things: a clause, which has titles in its own file, or what the code calls so."""
    if isinstance(top, ast.ClassDef):
        return [ast.unparse(base) for base in top.bases] == ["Enum"]
    return isinstance(top, ast.Expr) and ast.unparse(top).startswith("policy.declaration")


def reached(names: set[str]) -> set[str]:
    """The groups of sentences by these names and those that they are put together from."""
    while True:
        kinds = {kind for name in names for one in CHINESE.patterns.get(name, ()) for kind in one.kinds.values()}
        more = {kind.partition(" of ")[2] or kind for kind in kinds} & CHINESE.patterns.keys()
        if more <= names:
            return names
        names = names | more


def pieces(names: set[str]) -> list[str]:
    """The words between the blanks of all sentences of these groups, and the words of the vocabulary."""
    sentences = [one.english for name in names for one in CHINESE.patterns.get(name, ())]
    return [*(BLANK.sub("\0", one) for one in sentences), *CHINESE.words, *map(phrase_pieces, PHRASES["zh-hans"])]


def phrase_pieces(phrase: str) -> str:
    return re.sub(r"\{\w+\}", "\0", phrase)


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_every_piece_of_a_sentence_in_the_code_stands_in_a_pattern(policy):
    every = pieces({name for name in CHINESE.patterns if not name.startswith(tuple({*POLICIES} - {policy}))})
    found = list(spoken(policy))
    assert len(found) > 60
    missing = []
    for file, clause, words in found:
        own = pieces(reached({f"{policy} {clause}"})) if clause else every
        piece = phrase_pieces(words).strip("\0")
        if not any(piece in one for one in own):
            missing.append((file, clause, words))
    assert missing == []


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_every_clause_that_is_looked_at_has_sentences(policy):
    looked_at = {f"{policy} {id}" for id, clause in POLICIES[policy].clauses.items() if clause.function}
    assert looked_at - CHINESE.patterns.keys() == set()


def test_every_clause_that_the_book_names_is_one():
    clauses = {f"{policy.id} {id}" for policy in POLICIES.values() for id in policy.clauses}
    named = {name for name in CHINESE.patterns if name.startswith(tuple(f"{id} " for id in POLICIES))}
    assert named - clauses == set()


def test_every_pattern_fills_its_blanks_and_every_kind_is_one():
    wrong = []
    known = {*AS_THEY_STAND, *OF_WORDS, *BOUNDED, "fact", "length", *CHINESE.patterns}
    for name, patterns in CHINESE.patterns.items():
        for one in patterns:
            kinds = {how_and_what[2] or how_and_what[0] for how_and_what in map(parted, one.kinds.values())}
            if {blank for blank, _ in BLANK.findall(one.translated)} != one.kinds.keys() or not kinds <= known:
                wrong.append((name, one))
    assert wrong == []


def parted(kind: str) -> tuple[str, str, str]:
    how, of, what = kind.partition(" of ")
    return (how, of, what) if how in ROWS else (kind, "", "")


def paths_of(record: type[Record], above: str = "") -> Iterator[str]:
    for name, field in record.fields.items():
        path = f"{above}.{name}" if above else name
        yield path
        if field.group:
            yield from paths_of(field.group, path)


def test_every_fact_has_a_name():
    nowhere = [path for path in paths_of(Facts) if path not in CHINESE.facts]
    assert nowhere == []
    assert english_in("".join(CHINESE.facts.values()).replace("{n}", ""), ()) == []


def test_every_word_of_the_vocabularies_of_a_sentence_is_known():
    codes = {*CHANNELS, *METHODS, *SERVICE_GROUNDS}
    codes |= {*TOPUP_GROUNDS} - {"no_result", "duplicate_or_excess_deduction", "other_abnormal", "poor_quality"}
    codes -= {"indirect_loss"}
    assert {code for code in codes if code.replace("_", " ") not in CHINESE.words} == set()


def test_every_step_of_the_work_on_an_amount_has_its_pattern():
    calculation = Calculation("USD")
    assert calculation.steps() == ()
    source = Path(Calculation.add.__code__.co_filename).read_text(encoding="utf-8")
    endings = set(re.findall(r'f"\{step\}: ([^{]+)\{', source))
    assert endings == {"+ ", "- ", "x ", "at most "}
    assert {f"{{what:work}}: {ending}" for ending in endings} == {
        one.english[: one.english.rindex("{")] for one in CHINESE.patterns["step"] if one.english.startswith("{what")
    }


COMPLAINTS = ("dossier.py", "values.py", "fields.py", "versioning/terms.py")
RAISED = ("DossierError", "VersionError", "ValueError", "malformed")


@pytest.mark.parametrize("file", COMPLAINTS)
def test_every_complaint_about_a_document_stands_in_a_pattern(file):
    tree = ast.parse((ROOMS["service"].parent / file).read_text(encoding="utf-8"))
    raised = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) in RAISED]
    texts = [text for call in raised for argument in call.args for text in ast.walk(argument)]
    said = {text.value for text in texts if isinstance(text, ast.Constant) and is_spoken(text.value)}
    known = pieces(reached({"fault"}))
    assert said
    assert {words for words in said if not any(words in one for one in known)} == set()
