"""All steps of the desk: every module of the folder puts its own there."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from refunds.admin.steps import kinds

for _module in iter_modules(kinds.__path__):
    import_module(f"{kinds.__name__}.{_module.name}")
