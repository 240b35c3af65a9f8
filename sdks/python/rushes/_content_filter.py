"""Which entities are meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class ContentFilter:
    """
    Rules for entity paths, such as `"+ /world/**"` and `"- /world/roads/**"`.

    Of the rules that match a path, the most specific one counts; without a sign, a rule includes.
    """

    def __init__(self, rules: str | Iterable[str] | None = None) -> None:
        if rules is None:
            rules = ()
        elif isinstance(rules, str):
            rules = rules.splitlines() if "\n" in rules else (rules,)
        self.rules = [rule for rule in (_Rule(text) for text in rules) if rule.path is not None]

    @classmethod
    def of(cls, value: Any) -> ContentFilter | None:
        """Of a filter, of one rule, or of several; `None` for none."""
        if value is None or isinstance(value, cls):
            return value
        return cls(value)

    def matches(self, entity_path: str) -> bool:
        """Whether the entity is meant."""
        path = _parts(entity_path)
        best: _Rule | None = None
        for rule in self.rules:
            if rule.matches(path) and (best is None or rule.rank() >= best.rank()):
                best = rule
        return best is not None and best.includes

    def __repr__(self) -> str:
        return f"ContentFilter({[rule.text for rule in self.rules]!r})"


def _parts(path: str) -> list[str]:
    parts: list[str] = []
    part = ""
    is_escaped = False
    for letter in path:
        if is_escaped or letter not in "\\/":
            part += letter
            is_escaped = False
        elif letter == "\\":
            is_escaped = True
        else:
            parts.append(part)
            part = ""
    parts.append(part)
    return [part for part in parts if part]


class _Rule:
    def __init__(self, text: str) -> None:
        self.text = text.strip()
        rest = self.text
        self.includes = not rest.startswith("-")
        if rest[:1] in ("+", "-"):
            rest = rest[1:].strip()
        self.is_subtree = rest == "**" or rest.endswith("/**")
        if self.is_subtree:
            rest = rest[:-2]
        self.path: list[str] | None = _parts(rest) if rest or self.is_subtree else None

    def matches(self, path: list[str]) -> bool:
        if self.path is None:
            return False
        return path[: len(self.path)] == self.path if self.is_subtree else path == self.path

    def rank(self) -> tuple[int, bool]:
        """More specific rules rank higher."""
        return len(self.path or ()), not self.is_subtree
