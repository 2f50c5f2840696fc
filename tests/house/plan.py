"""The plan of the house, written once: which room may import which, by direct import."""

WINGS = (
    ("config", ()),
    ("doors", ("desk", "portal", "site", "api")),
    ("evidence", ("outcomes", "ledger", "reports", "observatory")),
    ("activity", ("activities", "sheets", "courses", "epn")),
    ("development", ("calls", "projects")),
    ("support", ("pathways", "appointments", "rights", "jobsearch", "exchange")),
    ("register", ("partners", "people", "agenda", "vocabulary")),
    ("foundation", ("kit", "accounts", "journal", "documents", "outbox", "imports")),
)
HEIGHT = {
    "config": 7,
    "doors": 6,
    "evidence": 5,
    "activity": 4,
    "development": 3,
    "support": 3,
    "register": 2,
    "foundation": 1,
}
SIDEWAYS = {
    ("accounts", "journal"),
    ("accounts", "kit"),
    ("journal", "kit"),
    ("documents", "accounts"),
    ("documents", "journal"),
    ("documents", "kit"),
    ("outbox", "accounts"),
    ("outbox", "journal"),
    ("outbox", "kit"),
    ("imports", "accounts"),
    ("imports", "journal"),
    ("imports", "kit"),
    ("imports", "documents"),
    ("people", "partners"),
    ("people", "vocabulary"),
    ("agenda", "partners"),
    ("agenda", "vocabulary"),
    ("projects", "calls"),
    ("rights", "pathways"),
    ("appointments", "pathways"),
    ("jobsearch", "pathways"),
    ("jobsearch", "appointments"),
    ("epn", "activities"),
    ("sheets", "activities"),
    ("courses", "activities"),
    ("courses", "sheets"),
    ("reports", "outcomes"),
    ("reports", "ledger"),
    ("observatory", "outcomes"),
}
NEVER = {
    ("calls", "people"),
    ("projects", "people"),
    ("ledger", "people"),
    ("exchange", "pathways"),
    ("exchange", "appointments"),
    ("exchange", "rights"),
    ("exchange", "jobsearch"),
    ("site", "people"),
    *((door, other) for door in ("desk", "portal", "site", "api") for other in ("desk", "portal", "site", "api")),
}


def room_of(module: str) -> tuple[str, str] | None:
    """("evidence", "reports") of `levier.evidence.reports.views`; None above the rooms."""
    parts = module.split(".")
    if len(parts) < 3 or parts[1] not in HEIGHT:
        return None
    return parts[1], parts[2]


def may_import(importer: str, imported: str) -> bool:
    """Does the plan allow this direct import between two modules?"""
    here, there = room_of(importer), room_of(imported)
    if here is None or there is None or here == there:
        return True
    if here[0] == "config" or there[0] == "config":
        return here[0] == "config"
    if (here[1], there[1]) in NEVER:
        return False
    if here[0] == there[0]:
        return (here[1], there[1]) in SIDEWAYS
    return HEIGHT[here[0]] > HEIGHT[there[0]]
