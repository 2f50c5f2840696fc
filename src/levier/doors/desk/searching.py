"""One search over everything that rooms offer: three queries at most, whatever is there."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from rapidfuzz import fuzz, process

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import SearchSource, search_sources

NEAR = 65
SHORT = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Hits by kind; `meant` are the words searched instead of mistyped ones, empty when the typed ones were found."""

    groups: list[dict[str, Any]] = field(default_factory=list)
    meant: str = ""


def find(actor: Actor, words: str) -> Found:
    """What rooms know by these folded words; when it is nothing, by the nearest words that they know."""
    sources = {source.kind: source for source in search_sources if source.permission.allows(actor)}
    if not sources or not words:
        return Found()
    groups = _hits(actor, sources, words)
    if groups:
        return Found(groups)
    meant, knowing = _nearest(actor, sources, words)
    return Found(_hits(actor, knowing, meant), meant) if meant != words else Found()


def _hits(actor: Actor, sources: dict[str, SearchSource], words: str) -> list[dict[str, Any]]:
    hits: dict[str, list[dict[str, str]]] = {kind: [] for kind in sources}
    for kind, key, title, detail in _united([source.rows(actor, words) for source in sources.values()]):
        source = sources[kind]
        hits[kind].append({"url": reverse(source.url_name, args=[key]), "title": title, "detail": source.told(detail)})
    return [{"label": sources[kind].label, "hits": found} for kind, found in hits.items() if found]


def _nearest(actor: Actor, sources: dict[str, SearchSource], words: str) -> tuple[str, dict[str, SearchSource]]:
    """The same words, each that nobody knows replaced by the nearest that somebody does; who may know what is meant."""
    if not any(map(_may_be_mistyped, words.split())):
        return words, {}
    known: dict[str, set[str]] = {}
    for kind, text in _united([source.known(actor, words) for source in sources.values() if source.known]):
        for word in text.split():
            known.setdefault(word, set()).add(kind)
    listed = sorted(known)
    meant = [_meant(word, listed) for word in words.split()]
    replaced = set(meant) - set(words.split())
    told = {kind for kind, source in sources.items() if source.known}
    knowing = told.intersection(*(known[word] for word in replaced))
    # A room that tells no words, nor shares those of another, is asked in any case.
    asked = {
        kind: source for kind, source in sources.items() if source.words_of not in told or source.words_of in knowing
    }
    return " ".join(meant), asked


def _meant(word: str, known: list[str]) -> str:
    if not _may_be_mistyped(word) or any(one.startswith(word) for one in known):
        return word
    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=NEAR)
    return str(best[0]) if best else word


def _may_be_mistyped(word: str) -> bool:
    return len(word) >= SHORT and not word.isdigit()


def _united(querysets: list[Any]) -> Any:
    if not querysets:
        return []
    first, *others = querysets
    return first.union(*others, all=True).order_by() if others else first
