"""Whatever bytes come in under whatever name, the answer is a safe file or one sentence; never an accident."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.enums import BY_ENDING, PICTURES
from levier.foundation.documents.names import MOST, ending_of
from levier.foundation.kit.permissions import Refused
from tests.foundation.documents.samples import GOOD
from tests.results import note

TRIED = {"tried": 0, "taken": 0}
SAID: set[str] = set()


@st.composite
def damaged_files(draw):
    """A good file with some bytes changed, cut out, doubled or put before it, under any name."""
    name, data = draw(st.sampled_from(sorted(GOOD.items())))
    for _ in range(draw(st.integers(0, 3))):
        where = draw(st.integers(0, max(len(data) - 1, 0)))
        piece = draw(st.binary(max_size=12) | st.sampled_from([b"/JS", b"<svg", b"PK\x03\x04", b"endstream", b"\0"]))
        until = where + draw(st.integers(0, 40))
        data = data[:where] + piece + data[until:]
    return draw(st.just(name) | st.text(max_size=20).map(lambda words: f"{words}.{ending_of(name)}")), data


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(damaged_files() | st.tuples(st.text(max_size=40), st.binary(max_size=300)))
def test_no_bytes_and_no_name_make_an_accident(file):
    name, data = file
    TRIED["tried"] += 1
    try:
        kept = check_upload(name, data)
    except Refused as refused:
        SAID.add(str(refused))
        return

    TRIED["taken"] += 1
    assert BY_ENDING[ending_of(kept.name)] is kept.media_type
    assert not set(kept.name) & set('/\\:"<>|?*\u202e\r\n\0')
    assert len(kept.name) <= MOST
    assert kept.data == data or kept.media_type in PICTURES


def test_the_files_tried_were_counted():
    note("fuzzed_files", "checks", **TRIED, accidents=0)

    assert TRIED["tried"] == 0 or TRIED["tried"] >= 300
    assert [sentence for sentence in SAID if not sentence.endswith(".")] == []
