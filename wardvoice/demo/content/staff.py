"""The invented people who work at the hospital: first names and jobs, as every page shows them."""

from __future__ import annotations

from typing import NamedTuple

from wardvoice.core.actor import Role


class Hired(NamedTuple):
    """Somebody with an account: the key by which the stories know them, first name, job and role."""

    key: str
    name: str
    job: str
    role: Role = Role.STAFF


FIRST_WARD = (
    Hired("nurse", "Tom", "nurse"),
    Hired("manager", "Priya", "ward manager", Role.MANAGER),
    Hired("ot", "Marcus", "occupational therapist"),
    Hired("support", "Ewa", "support worker"),
    Hired("doctor", "Hannah", "ward doctor"),
    Hired("social", "Grace", "social worker"),
    Hired("house", "Joyce", "housekeeper"),
    Hired("agency", "Ben", "agency nurse"),
    Hired("former", "Lorna", "activity worker"),
)

SECOND_WARD = (
    Hired("nurse", "Aisha", "nurse"),
    Hired("manager", "Geoff", "ward manager", Role.MANAGER),
    Hired("ot", "Nia", "occupational therapist"),
    Hired("support", "Kofi", "support worker"),
    Hired("doctor", "Elif", "ward doctor"),
    Hired("social", "Martin", "social worker"),
    Hired("house", "Bozena", "housekeeper"),
)

HOSPITAL_WIDE = (
    Hired("admin", "Megan", "hospital admin", Role.ADMIN),
    Hired("advocate", "Ruth", "independent advocate", Role.ADVOCATE),
    Hired("listener", "Samir", "independent listener", Role.LISTENER),
    Hired("lead", "Dele", "service lead", Role.LEAD),
    Hired("reviewer", "Owen", "peer reviewer", Role.REVIEWER),
    Hired("duty", "Noor", "duty lead", Role.DUTY),
)

FIRST_NAMES = (
    "Abena", "Adam", "Alice", "Amir", "Anna", "Bashir", "Beth", "Carlos", "Ceri", "Chloe", "Dawn", "Dev", "Dylan",
    "Edith", "Emeka", "Fatima", "Fiona", "Gareth", "Gita", "Hugh", "Ines", "Ivan", "Jade", "Jamal", "Jo", "Karim",
    "Kate", "Leila", "Luke", "Mei", "Mina", "Nadia", "Neil", "Olga", "Paul", "Quentin", "Rosa", "Sean", "Sofia",
    "Tariq", "Tess", "Uma", "Vera", "Will", "Yusuf", "Zoe",
)  # fmt: skip

JOBS = (
    ("ward manager", Role.MANAGER), ("nurse", Role.STAFF), ("occupational therapist", Role.STAFF),
    ("support worker", Role.STAFF), ("social worker", Role.STAFF), ("ward doctor", Role.STAFF),
)  # fmt: skip
