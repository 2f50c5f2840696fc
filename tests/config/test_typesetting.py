"""French typed plainly is printed with the spaces that do not break."""

import pytest

from levier.config.words.typesetting import typeset


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Qui vient ?", "Qui vient\u202f?"),
        ("« oui » : une réponse", "«\u202foui\u202f»\u202f: une réponse"),
        ("60 % à 100 %, 40 %% des personnes", "60\u202f% à 100\u202f%, 40\u202f%% des personnes"),
        ("500 000 lignes, 20 Mo, 14 h 30, 12,50 €", "500\u202f000 lignes, 20\u00a0Mo, 14\u00a0h 30, 12,50\u00a0€"),
        ("Il reste %(left)s place, le %(day)s", "Il reste %(left)s place, le %(day)s"),
        ("%(size)s Mo pour %(name)s : trop", "%(size)s\u00a0Mo pour %(name)s\u202f: trop"),
        ("à 9:00, sur https://levier.example", "à 9:00, sur https://levier.example"),
    ],
)
def test_spaces(typed, printed):
    assert typeset(typed) == printed


def test_what_is_set_once_is_not_set_again():
    assert typeset(typeset("« oui » : 60 %")) == typeset("« oui » : 60 %")
