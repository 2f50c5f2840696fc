# Short names for what a developer does often. Each line also works by hand.

# Everything: both databases and the browser.
test *words:
    ./levier test {{words}}

# What is said before a commit: form, rules, types.
check: _environment
    .venv/bin/ruff format .
    .venv/bin/ruff check --fix .
    LEVIER_DEMONSTRATION=1 LEVIER_HOME="$(mktemp -d)" PYTHONPATH=src .venv/bin/mypy

# What a clean machine would say.
ci:
    .ci/run

serve *words:
    ./levier serve {{words}}

# Remake the hashed requirements after a change of pyproject.toml.
lock *words:
    scripts/lock {{words}}

_environment:
    @./levier check --help >/dev/null
