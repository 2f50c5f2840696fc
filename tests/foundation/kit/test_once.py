"""Two panels of one page ask the same thing once; another page asks again."""

from levier.foundation.kit.once import once


class Page:
    pass


def test_the_same_object_is_asked_once_under_one_name():
    asked = []
    page = Page()

    answers = [once(page, name, lambda name=name: asked.append(name) or name) for name in ("a", "a", "b")]

    assert (answers, asked) == (["a", "a", "b"], ["a", "b"])


def test_another_object_is_asked_again():
    asked = []

    for page in (Page(), Page()):
        once(page, "a", lambda: asked.append(1) or 1)

    assert asked == [1, 1]
