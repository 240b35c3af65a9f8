"""Selectors, which choose parts of values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

from .. import _rushes

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    Function = Callable[[pa.Array], Union[pa.Array, None]]


class Selector:
    """
    Chooses a part of each value, by a path such as `.position.x`.

    | part | on | yields |
    |---|---|---|
    | `.` | anything | the same |
    | `.name` | structs | the field; nothing where there is none |
    | `[2]` | lists | the third value; null where there is none |
    | `[]` | lists | all their values |
    | `"text"` | anything | the text, once for each value |
    | `map(...)` | lists | lists of what is made of their values |
    | `pack(.x!, .y!)` | anything | a list of fixed size for each value, null where a part is |
    | `string_prefix("a/")` | texts | each with `a/` before it |

    Parts follow each other directly, or by `|`. Behind `.name`, `[2]` and `[]`, a `?` makes nothing of an error, and
    a `!` makes null of rows whose values are all null.

    Raises `ValueError` if the query is not such a path.
    """

    def __init__(self, query: str) -> None:
        self._native = _rushes.NativeSelector(query)
        self._has_function = False

    @classmethod
    def _of(cls, selector: Selector | str) -> Selector:
        return selector if isinstance(selector, Selector) else cls(selector)

    @classmethod
    def _made(cls, native: _rushes.NativeSelector, has_function: bool) -> Selector:
        made = cls.__new__(cls)
        made._native, made._has_function = native, has_function
        return made

    def execute(self, source: pa.Array) -> pa.Array | None:
        """What the selector makes of an array; `None` is nothing. Raises `RuntimeError` if it does not fit."""
        return self._native.execute(source)

    def execute_per_row(self, source: pa.Array) -> pa.Array | None:
        """What the selector makes of each row of an array of lists. There are as many rows as before."""
        return self._native.execute_per_row(source)

    def pipe(self, func: Function | Selector) -> Selector:
        """
        The same, and then another selector, or a function: of all values at once, to an array of as many, or to
        `None` for nothing.
        """
        if isinstance(func, Selector):
            return Selector._made(self._native.then(func._native), self._has_function or func._has_function)
        if not callable(func):
            raise TypeError(f"expected a function or a Selector, found {type(func).__name__}")
        return Selector._made(self._native.then_function(func), True)

    def __str__(self) -> str:
        return str(self._native)

    def __repr__(self) -> str:
        return f'Selector("{self}")'

    def __reduce__(self) -> tuple[type[Selector], tuple[str]]:
        if self._has_function:
            raise TypeError(
                "Cannot pickle Selector containing a Python callable from .pipe(); pass a Selector to .pipe() "
                "instead, or use a pure-string selector."
            )
        return (Selector, (str(self),))
