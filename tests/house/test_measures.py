"""The measuring stick: observed and printed with the other figures, never aimed at and never a gate."""

import ast
from itertools import chain
from pathlib import Path

from tests.house.rooms import tree
from tests.house.templates import ROOT, SOURCE
from tests.results import note


def python(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.rglob("*.py") if not {"migrations", "vendor"} & set(path.parts)]


def lengths(text: str) -> list[int]:
    """Lines of each function of a module."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [(node.end_lineno or 0) - node.lineno + 1 for node in ast.walk(tree(text)) if isinstance(node, functions)]


def annotated(text: str) -> list[bool]:
    """For each function of a module: does it say what it gives and takes?"""
    functions = [node for node in ast.walk(tree(text)) if isinstance(node, ast.FunctionDef)]
    return [
        one.returns is not None
        and all(word.annotation for word in [*one.args.args, *one.args.kwonlyargs] if word.arg not in ("self", "cls"))
        for one in functions
    ]


def middle(values: list[int]) -> int:
    return sorted(values)[len(values) // 2]


def ninth_tenth(values: list[int]) -> int:
    return sorted(values)[len(values) * 9 // 10]


def test_the_house_is_measured():
    modules, tests = python(SOURCE), python(ROOT / "tests")
    files = [len(text.splitlines()) for text in modules if text.strip()]
    functions = list(chain.from_iterable(map(lengths, modules)))
    spoken = list(chain.from_iterable(map(annotated, modules)))
    pages = [len(path.read_text().splitlines()) for path in SOURCE.rglob("templates/**/*.html")]
    note(
        "measures",
        "house",
        file_median=middle(files),
        file_ninth_tenth=ninth_tenth(files),
        most_file=max(files),
        function_median=middle(functions),
        function_ninth_tenth=ninth_tenth(functions),
        annotated_per_cent=round(100 * sum(spoken) / len(spoken)),
        tests_per_cent_of_code=round(100 * sum(len(one.splitlines()) for one in tests) / sum(files)),
        template_median=middle(pages),
        template_ninth_tenth=ninth_tenth(pages),
    )

    assert files
    assert pages


def test_it_is_measured_rightly():
    text = "def one(a: int) -> int:\n    return a\n\n\ndef two(b):\n    def three(): ...\n    return three\n"

    assert lengths(text) == [2, 3, 1]
    assert annotated(text) == [True, False, False]
    assert (middle([1, 2, 9]), ninth_tenth(list(range(10)))) == (2, 9)
