"""What a run found, as a table by part of the policies, with how far the figures may be off."""

from collections.abc import Iterable, Mapping
from math import sqrt

from tests.mutation.trial import Result

Z = 1.96


def part(file: str) -> str:
    """The part of the policies that a file counts to: a folder, or the floor below them."""
    for folder in ("ai302/", "service/", "versioning/"):
        if f"policies/{folder}" in file:
            return f"policies/{folder}"
    return "money.py, calendars.py" if "policies/" not in file else "policies/*.py, facts/, phrasebook/"


def interval(noticed: int, asked: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    share, square = noticed / asked, Z * Z
    middle = (share + square / (2 * asked)) / (1 + square / asked)
    half = Z / (1 + square / asked) * sqrt(share * (1 - share) / asked + square / (4 * asked * asked))
    return middle - half, middle + half


def table(results: Iterable[Result], all_places: Mapping[str, int]) -> str:
    """A row for each part and one for all. all_places: by part, how many places there are."""
    counted: dict[str, list[bool]] = {name: [] for name in all_places}
    for result in results:
        counted[part(result.place.file)].append(result.noticed_by is not None)
    counted = {name: noticed for name, noticed in counted.items() if noticed}
    rows = [row(name, all_places[name], noticed) for name, noticed in counted.items()]
    everything = [noticed for each in counted.values() for noticed in each]
    rows.append(row("**all**", sum(all_places.values()), everything))
    return "\n".join(["| part | places | broken | noticed | 95 % interval |", "|---|---|---|---|---|", *rows])


def row(name: str, places: int, noticed: list[bool]) -> str:
    least, most = interval(sum(noticed), len(noticed))
    share = sum(noticed) / len(noticed)
    return f"| {name} | {places} | {len(noticed)} | {sum(noticed)} ({share:.1%}) | {least:.1%} – {most:.1%} |"
