"""The same case with one thing different: what it would have saved in days and in what the resident had to do."""

from casekit.whatif.ground import Ground, ground_of
from casekit.whatif.run import Stretch, WhatIf, answer, on_real_days, what_if, what_if_of

__all__ = ["Ground", "Stretch", "WhatIf", "answer", "ground_of", "on_real_days", "what_if", "what_if_of"]
