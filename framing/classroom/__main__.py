"""Check the truth of a corpus, and print what it should support: ``python -m framing.classroom corpus/classroom``."""

from __future__ import annotations

import sys
from pathlib import Path

from framing.classroom import check_truth, read_truth, supported_claims
from framing.classroom.truth import FILE
from framing.errors import FramingError

LEGEND = """\
What the corpus should support, from the truth alone: a feature, the outlet that has it more often and the one that has
it less, their occurrences, events in which they differ, exact p corrected over the features of the two outlets.
supported: past chance · direction: right, but too few events or occurrences · equal: planted as equal, and so"""


def main(folder: Path) -> int:
    """Print problems, or what each language should support; return an exit code as ``framing`` does."""
    try:
        truth = read_truth(folder)
    except FramingError as fault:
        print(fault, file=sys.stderr)
        return 2
    problems = check_truth(truth)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{FILE} fits its {len(truth.articles)} pages.\n{LEGEND}")
    for language in () if problems else sorted(truth.articles["language"].unique()):
        table = supported_claims(truth, language).round(4)
        print(f"\n{language}\n{table.to_string(index=False)}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "corpus/classroom")))
