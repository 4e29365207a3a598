"""How much of what may point to a person is found, and how often a clean sentence is disturbed.

    python benchmarks/privacy.py [FILE]

FILE is YAML: lists of sentences, in which [[what should be found|kind]] is marked; one without a mark is clean.
Without a file: `tests/privacy/sentences.yaml`. Prints for each list the share that is found per kind, the sentences
with a mark that have a finding, and the clean ones that have one; `--show` prints the sentences that went wrong.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from casekit.privacy.finding import Finding
from casekit.privacy.text import findings

SENTENCES = Path(__file__).parents[1] / "tests" / "privacy" / "sentences.yaml"
_MARK = re.compile(r"\[\[([^|\]]{1,200})\|([a-z_]{1,30})\]\]")


@dataclass(frozen=True)
class Marked:
    """A sentence as it was typed, and what should be found in it: kind, start, end."""

    text: str
    marks: tuple[tuple[str, int, int], ...]


@dataclass
class Score:
    """What was found in a list of sentences."""

    marks: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    with_marks: int = 0
    flagged: int = 0
    clean: int = 0
    disturbed: int = 0
    wrong: list[str] = field(default_factory=list)


def marked(line: str) -> Marked:
    """Read one sentence with its marks."""
    marks, text, at = [], "", 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        marks.append((match[2], len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    return Marked(text + line[at:], tuple(marks))


def lists(path: Path) -> dict[str, list[Marked]]:
    """The sentences of a file, by list."""
    return {name: [marked(line) for line in lines] for name, lines in yaml.safe_load(path.read_text("utf-8")).items()}


def overlap(mark: tuple[str, int, int], one: Finding) -> bool:
    """Whether a finding touches a mark."""
    return one.start < mark[2] and mark[1] < one.end


def score(sentences: list[Marked]) -> Score:
    """Count what is found. A mark counts as found when a finding lies over it, of whatever kind."""
    total = Score()
    for sentence in sentences:
        got = findings(sentence.text)
        if not sentence.marks:
            total.clean += 1
            total.disturbed += bool(got)
        else:
            total.with_marks += 1
            total.flagged += bool(got)
        missed = []
        for mark in sentence.marks:
            kind = mark[0]
            over = [one for one in got if overlap(mark, one)]
            total.marks[kind] += 1
            total.found[kind] += bool(over)
            total.whole[kind] += any((one.start, one.end) == mark[1:] for one in over)
            total.named[kind] += any(one.kind == kind for one in over)
            missed += [mark] if not over else []
        extra = [one for one in got if not any(overlap(mark, one) for mark in sentence.marks)]
        if missed or extra:
            total.wrong.append(_told(sentence, missed, extra))
    return total


def _told(sentence: Marked, missed: list[tuple[str, int, int]], extra: list[Finding]) -> str:
    parts = [f"missed {kind} {sentence.text[start:end]!r}" for kind, start, end in missed]
    parts += [f"extra {one.kind} {sentence.text[one.start : one.end]!r}" for one in extra]
    return f"{sentence.text}\n    {'; '.join(parts)}"


def report(name: str, total: Score) -> Iterator[str]:
    """The figures of one list as lines."""
    yield f"{name}: {total.flagged} of {total.with_marks} sentences with an identifier have a finding;"
    yield f"  {total.disturbed} of {total.clean} clean sentences have one."
    yield f"  {'kind':14} marks  found  exact span  same kind"
    for kind, count in sorted(total.marks.items()):
        yield f"  {kind:14} {count:5}  {total.found[kind]:5}  {total.whole[kind]:10}  {total.named[kind]:9}"


def main(arguments: list[str]) -> None:
    """Print the figures of each list."""
    files = [Path(argument) for argument in arguments if not argument.startswith("--")]
    for name, sentences in lists(files[0] if files else SENTENCES).items():
        total = score(sentences)
        print("\n".join(report(name, total)))
        if "--show" in arguments:
            print("\n".join(total.wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
