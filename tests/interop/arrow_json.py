"""Arrow types and values as text and JSON, spelt as `rushes types` and `every-field` spell them."""

from __future__ import annotations

import pyarrow as pa

_PLAIN = {"float": "float32", "double": "float64", "halffloat": "float16", "string": "utf8"}


def notation(data_type: pa.DataType) -> str:
    """An Arrow type in one line, e.g. `fixed_size_list<item: float32 not null, 3>`."""
    if pa.types.is_fixed_size_list(data_type):
        return f"fixed_size_list<{_field(data_type.value_field)}, {data_type.list_size}>"
    if pa.types.is_list(data_type):
        return f"list<{_field(data_type.value_field)}>"
    fields = [data_type.field(i) for i in range(data_type.num_fields)]
    if pa.types.is_struct(data_type):
        return f"struct<{', '.join(map(_field, fields))}>"
    if pa.types.is_union(data_type):
        arms = [f"{code}={_field(arm)}" for code, arm in zip(data_type.type_codes, fields)]
        return f"{data_type.mode}_union<{', '.join(arms)}>"
    return _PLAIN.get(str(data_type), str(data_type))


def _field(field: pa.Field) -> str:
    return f"{field.name}: {notation(field.type)}{'' if field.nullable else ' not null'}"


def values(array: pa.Array) -> list:
    """All values: structs as objects, unions as an object with the name of the arm."""
    data_type = array.type
    if pa.types.is_fixed_size_list(data_type):
        size = data_type.list_size
        items = values(array.values)[array.offset * size :]
        return _unless_null(array, [items[i * size : (i + 1) * size] for i in range(len(array))])
    if pa.types.is_list(data_type):
        items, offsets = values(array.values), array.offsets.to_pylist()
        return _unless_null(array, [items[start:end] for start, end in zip(offsets, offsets[1:])])
    if pa.types.is_struct(data_type):
        names = [data_type.field(i).name for i in range(data_type.num_fields)]
        assert array.offset == 0, "the fields of a part of a struct array are those of the whole"
        columns = [values(array.field(i)) for i in range(len(names))]
        return _unless_null(array, [dict(zip(names, row)) for row in zip(*columns)])
    if pa.types.is_union(data_type):
        return _arms(array)
    if pa.types.is_float16(data_type):
        return [None if value is None else float(value) for value in array.to_pylist()]
    return array.to_pylist()


def _unless_null(array: pa.Array, found: list) -> list:
    return [value if valid else None for value, valid in zip(found, array.is_valid().to_pylist())]


def _arms(array: pa.UnionArray) -> list:
    codes = {code: i for i, code in enumerate(array.type.type_codes)}
    children = [values(array.field(i)) for i in range(array.type.num_fields)]
    arms = [codes[code] for code in array.type_codes.to_pylist()]
    found = ((array.type.field(arm).name, children[arm][at]) for arm, at in zip(arms, array.offsets.to_pylist()))
    return [None if name == "_null_markers" else {name: value} for name, value in found]
