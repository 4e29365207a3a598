"""What can be recognised by its shape: numbers with a check, and what stands after a word that says what it is.

How to add a rule

1.  Choose its file: one family per file, and a new file for a new family, with its line in `RULES` below.
2.  A rule is a `Rule(kind, severity, find)`. Nearly all of them are `matching(pattern, *tests)`: a pattern for what
    it looks like, with the value in the group `value` when there is more in it than that (a cue before it, never in
    the finding), and tests for what a pattern says badly (a check, what stands around it). All tests must hold.
    `needs` and `digits` say what every match has in it: they keep nearly all texts away from the pattern.
3.  The text is a view (`casekit.privacy.normal`): digits are 0-9, dashes "-", spaces " ", and nothing is invisible.
    Lines are joined for you; write for one line. Upper and lower case are the same, unless `case=True`.
4.  Only bounded or possessive repeats ({0,40}, {1,5}+), no repeat of a repeat that can match the same in two ways.
    Look around with `before` and `after`, that are cut off. A match is shorter than 100 characters.
5.  BLOCK is for what nobody can say yes to. If an ordinary sentence can hold it, it is CONFIRM.
6.  Tests: `tests/privacy/test_found.py` (a generator for the kind), `test_not_found.py` (its neighbours),
    `test_rules_are_quick.py` (what it looks for, many times over). The wording of a kind is `privacy.kind.<kind>`.

The first rule that finds a place gives its kind; a graver one takes the place of a lighter one.
"""

from __future__ import annotations

from casekit.privacy.rules import address, bank, birth, cases, digits, mail, network, person, phone, plate, postcode
from casekit.privacy.rules.rule import Rule

__all__ = ["RULES"]

RULES: dict[str, tuple[Rule, ...]] = {
    "mail and accounts": mail.RULES,
    "bank": bank.RULES,
    "machines and maps": network.RULES,
    "birth": birth.RULES,
    "documents and cases": cases.RULES,
    "person": person.RULES,
    "telephone": phone.RULES,
    "plates": plate.RULES,
    "postcodes": postcode.RULES,
    "addresses": address.RULES,
    "digits": digits.RULES,
}
"""All rules, by family, in the order in which they give a place its kind."""
