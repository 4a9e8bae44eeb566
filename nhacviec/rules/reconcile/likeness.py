"""How alike two texts are, from 0 to 1, whatever their case, accents and punctuation. Pure."""

from itertools import pairwise

from nhacviec.rules.text import fold


def shingles(text: str) -> frozenset[str]:
    """The words of a clause and its pairs of neighbours, folded: what two versions of it share."""
    words = fold(text).split()
    return frozenset(words) | frozenset(f"{a} {b}" for a, b in pairwise(words))


def grams(text: str) -> frozenset[str]:
    """Three letters each, of a short text: a letter mistyped leaves most of them."""
    folded = f"  {fold(text)} "
    return frozenset(folded[at : at + 3] for at in range(len(folded) - 2)) if folded.strip() else frozenset()


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice: twice what both have, of what each has. Nothing is like nothing."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0


def likeness(one: str, other: str) -> float:
    """Of two clauses of a document."""
    return overlap(shingles(one), shingles(other))
