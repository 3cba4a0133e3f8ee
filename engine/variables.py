"""Variables of the environment, taken one by one: what is wrong with them is gathered, to be told all at once.

`engine.settings` says which there are, and alone reads the environment.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit


class Variables:
    """Takes variables by their names.

    Args:
        given: all variables; those whose names do not begin with `CSPR_` are not looked at.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = {name: value.strip() for name, value in given.items() if name.startswith("CSPR_")}
        self.problems: list[str] = []
        self._known = set[str]()

    def close(self) -> None:
        """Refuse what was never asked for: a misspelt variable would be silently without effect."""
        for name in sorted(self.given.keys() - self._known):
            self.problems.append(f"{name}: is not a setting; correct its name or take it away")

    def text(self, name: str, example: str, *, default: str | None = None) -> str:
        """Take any text; without a default it must be there."""
        self._known.add(name)
        value = self.given.get(name) or default
        if value is None:
            self.problems.append(f"{name}: is not set; for example {name}={example}")
        return value or ""

    def secret(self, name: str, example: str, *, default: str | None = None) -> str:
        """Take a secret from its variable, or from the file that `<name>_FILE` names."""
        file = f"{name}_FILE"
        path = self.text(file, "", default="")
        if not path:
            return self.text(name, f"{example}, or {file}=/run/secrets/{name.lower()}", default=default)
        self._known.add(name)
        if self.given.get(name):
            self.problems.append(f"{name}: is set, and {file} as well; keep one")
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as wrong:
            reason = wrong.strerror if isinstance(wrong, OSError) else "it is not text"
            self.problems.append(f"{file}: {path} cannot be read: {reason}")
            return ""

    def whole(self, name: str, default: int, *, least: int, most: int) -> int:
        """Take a whole number within its bounds."""
        value = self.text(name, str(default), default=str(default))
        if value.isascii() and value.isdigit() and least <= int(value) <= most:
            return int(value)
        self.problems.append(f"{name}: must be a whole number from {least} to {most}; for example {name}={default}")
        return default

    def folder(self, name: str, example: str) -> Path:
        """Take the full path of a folder."""
        value = self.text(name, example)
        if value and not Path(value).is_absolute():
            self.problems.append(f"{name}: must be the full path of a folder; for example {name}={example}")
        return Path(value)

    def one_of(self, name: str, values: tuple[str, ...]) -> str:
        """Take one of several words; the first is the default."""
        value = self.text(name, values[0], default=values[0])
        if value not in values:
            self.problems.append(f"{name}: must be {' or '.join(values)}; for example {name}={values[0]}")
        return value

    def mail_address(self, name: str, example: str, *, is_optional: bool = False) -> str:
        """Take one email address."""
        value = self.text(name, example, default="" if is_optional else None)
        user, _, domain = value.partition("@")
        if value and (not user or "." not in domain or not value.isprintable() or set(value) & set(' <>,;"')):
            self.problems.append(f"{name}: must be one email address; for example {name}={example}")
        return value


def url_of(value: str) -> SplitResult | None:
    """Return an address in its parts; none if it is not one."""
    try:
        url = urlsplit(value)
        url.port  # noqa: B018 - it is read here because reading it checks it
    except ValueError:
        return None
    return url
