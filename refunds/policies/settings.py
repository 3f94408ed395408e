"""Settings: the numbers and switches of a policy, each tied to its clause, with its unit and the range allowed."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from refunds.calendars import WorkingCalendar

from .wording import Phrase, phrase

Value = int | str | bool

WORDS = {
    "half_up": phrase("half up"),
    "half_even": phrase("half to even"),
    "down": phrase("down"),
    "supervisor": phrase("a supervisor decides"),
    "reject": phrase("rejects"),
    "ignore": phrase("is ignored"),
}
"""How the choices of settings are read."""
YES, NO = phrase("yes"), phrase("no")

NO_TITLES: Mapping[str, str] = MappingProxyType({})


class SettingError(ValueError):
    """A value that a setting does not allow, with one sentence."""


class Setting(NamedTuple):
    """One number, word or switch of a policy version.

    `clause` is the clause it belongs to; `unit` what it counts. A number lies in `least`..`most`, a word is one of
    `choices`, a switch is true or false. `titles` are the title in other languages than English.
    """

    name: str
    default: Value
    clause: str
    unit: str
    title: str
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    titles: Mapping[str, str] = NO_TITLES

    def titled(self, language: str) -> str:
        """The title in a language; in English where it is not there."""
        return self.titles.get(language, self.title)

    def counted(self, language: str = "en") -> str:
        """What a number counts; empty for a word or a switch."""
        return Phrase(self.unit).in_language(language)

    def shown(self, value: Value, language: str = "en") -> str:
        """A value as it is read, also one that the setting does not allow."""
        if isinstance(value, bool):
            return (YES if value else NO).in_language(language)
        word = WORDS.get(value) if isinstance(value, str) else None
        return word.in_language(language) if word else str(value)

    def allows(self, value: Any) -> bool:
        """Whether the value is of the right type and within the range or the choices."""
        if self.choices:
            return value in self.choices
        if isinstance(self.default, bool):
            return type(value) is bool
        return type(value) is int and self.least <= value <= self.most

    def problem_with(self, value: Any) -> Phrase | None:
        """One sentence on why the value is not allowed, or None."""
        if self.allows(value):
            return None
        given = f"{value!r:.60}"
        if self.choices:
            return phrase("must be one of {choices}, not {given}", choices=", ".join(self.choices), given=given)
        if isinstance(self.default, bool):
            return phrase("must be true or false, not {given}", given=given)
        return phrase(
            "must be a whole number of {unit} from {least} to {most}, not {given}",
            unit=Phrase(self.unit),
            least=self.least,
            most=self.most,
            given=given,
        )


class Terms:
    """The settings in force for one case, as attributes, with the working calendar to count by."""

    if TYPE_CHECKING:  # at run time Python itself says what is missing: with a `__getattr__` each setting takes longer

        def __getattr__(self, name: str) -> Any: ...

    def __init__(self, values: Mapping[str, Value], calendar: WorkingCalendar) -> None:
        self.__dict__.update(values, calendar=calendar)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("terms do not change; a new version of the policy has new ones")


class Settings(Mapping[str, Setting]):
    """The settings of one policy by name, in the order of its clauses."""

    def __init__(self, settings: Iterable[Setting]) -> None:
        self._by_name = MappingProxyType({setting.name: setting for setting in settings})
        self._defaults = {setting.name: setting.default for setting in self._by_name.values()}
        self._unchanged: Terms | None = None
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
        if not changed:
            return self._as_written(calendar)
        for name, value in changed.items():
            problem = self[name].problem_with(value) if name in self else "is not a setting of this policy"
            if problem:
                raise SettingError(f"{name}: {problem}")
        return Terms({**self._defaults, **changed}, calendar)

    def _as_written(self, calendar: WorkingCalendar) -> Terms:
        """The defaults as terms, which nearly every case is judged by."""
        terms = self._unchanged
        if terms is None or terms.calendar is not calendar:
            terms = self._unchanged = Terms(self._defaults, calendar)
        return terms
