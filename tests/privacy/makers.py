"""All that is made to be found, and the sentences it stands in: with a seed, so always the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.privacy import made, made_papers
from tests.privacy.made import Made

MAKERS: dict[str, tuple[str, str, Callable[[random.Random], Made]]] = {
    "a BSN": ("bsn", "BLOCK", made.bsn),
    "a number after the word BSN, whatever its check": ("bsn", "BLOCK", made.bsn_not_valid),
    "an IBAN": ("iban", "BLOCK", made.iban),
    "an account from before IBAN": ("iban", "BLOCK", made.old_account),
    "a telephone number": ("phone", "BLOCK", made.phone),
    "a mail address": ("email", "BLOCK", made.email),
    "a number plate": ("plate", "BLOCK", made.plate),
    "a postcode": ("postcode", "BLOCK", made.postcode),
    "a date of birth": ("birth_date", "BLOCK", made.birth_date),
    "a birthday": ("birth_date", "CONFIRM", made.birthday),
    "a number of a file": ("case_number", "BLOCK", made_papers.case_number),
    "a number of a court": ("case_number", "BLOCK", made_papers.court_number),
    "an ECLI": ("ecli", "BLOCK", made_papers.ecli),
    "a payment card": ("card_number", "BLOCK", made_papers.card_number),
    "a passport": ("document_number", "BLOCK", made_papers.document_number),
    "an address on the net": ("ip", "BLOCK", made_papers.ip),
    "a device": ("mac", "BLOCK", made_papers.mac),
    "a point on the map": ("coordinates", "BLOCK", made_papers.coordinates),
    "a front door": ("address", "CONFIRM", made_papers.address),
    "a front door with its postcode": ("address", "BLOCK", made_papers.address_with_postcode),
    "an account of a person": ("handle", "CONFIRM", made_papers.handle),
    "a page of a person": ("url", "CONFIRM", made_papers.url),
    "seven digits or more": ("digits", "CONFIRM", made_papers.long_number),
}
"""Kind and severity that is expected, and what makes one."""


def sentences(name: str, how_many: int = 150) -> Iterator[Made]:
    """So many different sentences with one identifier, always the same ones."""
    make, r = MAKERS[name][2], random.Random(f"casekit {name}")
    for _ in range(how_many):
        yield make(r)
