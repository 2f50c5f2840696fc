"""How much life a demonstration holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """People, activities, and presences of one association; a region holds a hundred of them."""

    people: int
    activities: int
    presences: int


SIZES = {"small": Size(200, 24, 3_000), "year": Size(1_500, 60, 20_000), "region": Size(10_000, 300, 200_000)}
HOUSES = {"small": 1, "year": 1, "region": 100}
