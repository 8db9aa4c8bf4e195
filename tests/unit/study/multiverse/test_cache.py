"""Cache: made once, by the digest of what it was made from."""

from __future__ import annotations

from framing.study.multiverse.cache import DigestCache, digest_of


def test_what_was_made_is_not_made_again() -> None:
    cache, calls = DigestCache(), []

    def make() -> int:
        calls.append(1)
        return len(calls)

    assert [cache.fetch("count", ["a", "b"], make) for _ in range(3)] == [1, 1, 1]
    assert cache.fetch("count", ["a", "c"], make) == 2
    assert cache.fetch("other", ["a", "b"], make) == 3
    assert cache.made == {"count": 2, "other": 1}


def test_texts_are_told_apart_wherever_they_are_cut() -> None:
    assert len({digest_of(parts) for parts in (["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["1:a"])}) == 5
    assert digest_of(["é", "\ud800"]) == digest_of(["é", "\ud800"])
