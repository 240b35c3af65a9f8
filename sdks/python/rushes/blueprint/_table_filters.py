"""Conditions on the rows of tables, as SQL expressions."""

from __future__ import annotations

from typing import Any


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


def _pattern(text: str) -> str:
    for special in ("\\", "%", "_"):
        text = text.replace(special, "\\" + special)
    return text


class Filter:
    """A condition on the rows of a table, as an SQL expression."""

    def __init__(self, sql: str) -> None:
        self.sql = sql

    def __repr__(self) -> str:
        return f"Filter({self.sql!r})"


class ValueFilters:
    """Conditions on the values of a column."""

    def __init__(self, name: str) -> None:
        self.name = name

    def _sql(self) -> str:
        return _quoted(self.name)

    def _compare(self, operator: str, value: Any) -> Filter:
        return Filter(f"{self._sql()} {operator} {_literal(value)}")

    def __eq__(self, value: object) -> Filter:  # type: ignore[override]
        return self._compare("=", value)

    def __ne__(self, value: object) -> Filter:  # type: ignore[override]
        return self._compare("<>", value)

    def __lt__(self, value: Any) -> Filter:
        return self._compare("<", value)

    def __le__(self, value: Any) -> Filter:
        return self._compare("<=", value)

    def __gt__(self, value: Any) -> Filter:
        return self._compare(">", value)

    def __ge__(self, value: Any) -> Filter:
        return self._compare(">=", value)

    __hash__ = None  # type: ignore[assignment]

    def is_null(self) -> Filter:
        """Rows without a value."""
        return Filter(f"{self._sql()} IS NULL")

    def is_not_null(self) -> Filter:
        """Rows with a value."""
        return Filter(f"{self._sql()} IS NOT NULL")


class StringFilters:
    """Conditions on the texts of a column."""

    def __init__(self, column: ValueFilters) -> None:
        self._column = column

    def _like(self, pattern: str, negated: bool = False) -> Filter:
        operator = "NOT LIKE" if negated else "LIKE"
        return Filter(f"{self._column._sql()} {operator} {_literal(pattern)}")

    def contains(self, text: str) -> Filter:
        """Rows whose text contains this one."""
        return self._like(f"%{_pattern(text)}%")

    def does_not_contain(self, text: str) -> Filter:
        """Rows whose text does not contain this one."""
        return self._like(f"%{_pattern(text)}%", negated=True)

    def starts_with(self, text: str) -> Filter:
        """Rows whose text starts with this one."""
        return self._like(f"{_pattern(text)}%")

    def ends_with(self, text: str) -> Filter:
        """Rows whose text ends with this one."""
        return self._like(f"%{_pattern(text)}")


class ListFilters(ValueFilters):
    """Conditions on the first items of the lists in a column."""

    def _sql(self) -> str:
        return f"{_quoted(self.name)}[1]"


class FilterColumn(ValueFilters):
    """A column that filters are about."""

    @property
    def str(self) -> StringFilters:
        """Conditions on texts."""
        return StringFilters(self)

    @property
    def list(self) -> ListFilters:
        """Conditions on the items of lists."""
        return ListFilters(self.name)


def col(name: str) -> FilterColumn:
    """A column, by its name, for filters."""
    return FilterColumn(name)
