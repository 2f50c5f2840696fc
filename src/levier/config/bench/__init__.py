"""The benchmarks: ours beside a reference, in one run. They stand on the street because they visit every room.

Each bench is a file with `run(Wanted) -> list[Line]`; nothing imports them but the command that asks for them.
"""
