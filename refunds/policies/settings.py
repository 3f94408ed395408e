"""Settings: the numbers and switches of a policy, each tied to its clause, with its unit and the range allowed."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from refunds.calendars import WorkingCalendar

Value = int | str | bool


class SettingError(ValueError):
    """A value that a setting does not allow, with one sentence."""


class Setting(NamedTuple):
    """One number, word or switch of a policy version.

    `clause` is the clause it belongs to; `unit` what it counts. A number lies in `least`..`most`, a word is one of
    `choices`, a switch is true or false.
    """

    name: str
    default: Value
    clause: str
    unit: str
    title: str
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()

    def problem_with(self, value: Any) -> str | None:
        """One sentence on why the value is not allowed, or None."""
        if self.choices:
            return None if value in self.choices else f"must be one of {', '.join(self.choices)}, not {value!r:.60}"
        if isinstance(self.default, bool):
            return None if type(value) is bool else f"must be true or false, not {value!r:.60}"
        if type(value) is int and self.least <= value <= self.most:
            return None
        return f"must be a whole number of {self.unit} from {self.least} to {self.most}, not {value!r:.60}"


class Terms:
    """The settings in force for one case, as attributes, with the working calendar to count by."""

    def __init__(self, values: Mapping[str, Value], calendar: WorkingCalendar) -> None:
        self.__dict__.update(values, calendar=calendar)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"the policy has no setting {name}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("terms do not change; a new version of the policy has new ones")


class Settings(Mapping[str, Setting]):
    """The settings of one policy by name, in the order of its clauses."""

    def __init__(self, settings: Iterable[Setting]) -> None:
        self._by_name = MappingProxyType({setting.name: setting for setting in settings})
        self._defaults = {setting.name: setting.default for setting in self._by_name.values()}
        for setting in self._by_name.values():
            if problem := setting.problem_with(setting.default):
                raise SettingError(f"{setting.name}: the default {problem}")

    def __getitem__(self, name: str) -> Setting:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def terms(self, changed: Mapping[str, Any], calendar: WorkingCalendar) -> Terms:
        """The terms of a version that differs from the defaults in `changed`. Raises SettingError."""
        for name, value in changed.items():
            problem = self[name].problem_with(value) if name in self else "is not a setting of this policy"
            if problem:
                raise SettingError(f"{name}: {problem}")
        return Terms({**self._defaults, **changed}, calendar)
