"""The named systems of coordinates: which way x, y and z point."""

from __future__ import annotations

from itertools import permutations, product

_DIRECTIONS = {"U": 1, "D": 2, "R": 3, "L": 4, "F": 5, "B": 6}
_PAIRS = ("UD", "RL", "FB")

SYSTEMS: dict[str, list[int]] = {
    "".join(letters): [_DIRECTIONS[letter] for letter in letters]
    for pairs in permutations(_PAIRS)
    for letters in product(*pairs)
}
"""The three letters of a system, or its handedness and the axis that points up, and its directions as numbers."""

for _name, _letters in {
    "LEFT_HAND_X_DOWN": "DRF",
    "LEFT_HAND_X_UP": "URB",
    "LEFT_HAND_Y_DOWN": "RDB",
    "LEFT_HAND_Y_UP": "RUF",
    "LEFT_HAND_Z_DOWN": "RFD",
    "LEFT_HAND_Z_UP": "RBU",
    "RIGHT_HAND_X_DOWN": "DRB",
    "RIGHT_HAND_X_UP": "URF",
    "RIGHT_HAND_Y_DOWN": "RDF",
    "RIGHT_HAND_Y_UP": "RUB",
    "RIGHT_HAND_Z_DOWN": "RBD",
    "RIGHT_HAND_Z_UP": "RFU",
}.items():
    SYSTEMS[_name] = SYSTEMS[_letters]


class System:
    """A named system as an attribute of a class: a component, made when it is asked for."""

    def __init__(self, directions: list[int]) -> None:
        self.directions = directions

    def __get__(self, instance: object, owner: object) -> object:
        from .components import ViewCoordinates

        return ViewCoordinates(self.directions)
