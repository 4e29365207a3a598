"""Three small cases to compose from: every name, day and text in them can be looked for in what comes out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from casekit.case import Case
from casekit.notation import case_of
from casekit.release.composite.plan import Plan, load_plan, plan_text
from casekit.release.composite.run import Made, made_from, propose_plan
from casekit.write.case_file import case_text

ON = date(2026, 3, 2)
TEXT = "summary='zoiets zegt niemand elders'"

# A question with a term of 14 days that took 31, and a question about something else that was answered in time.
ALFA = f"""
actor vrouw_a kind=resident
actor balie_noord of stad_a kind=municipality
a1: vrouw_a > balie_noord  vraag    @2021-03-05 issue=k_geld due=2021-03-19 amount=2345 {TEXT}
a2: vrouw_a > balie_noord  navraag  @2021-03-30 issue=k_geld re=a1 {TEXT}
a3: balie_noord > vrouw_a  antwoord @2021-04-05 issue=k_geld re=a1 {TEXT}
a4: vrouw_a > balie_noord  vraag    @2021-05-01 issue=k_pas due=2021-06-01
a5: balie_noord > vrouw_a  antwoord @2021-05-12 issue=k_pas re=a4
a6: balie_noord > vrouw_a  bericht  @2021-05-20 issue=k_pas
"""
# A referral that landed after 45 days.
BRAVO = f"""
actor man_b kind=resident
actor hulp_zuid kind=welfare
actor balie_zuid of stad_b kind=municipality
b1: man_b > hulp_zuid      vraag      @2022-01-03 issue=k_huur {TEXT}
b2: hulp_zuid > man_b      antwoord   @2022-01-04 issue=k_huur re=b1
b3: hulp_zuid > balie_zuid verwijzing @2022-01-10 issue=k_huur shares=st_brief
b4: balie_zuid > man_b     gesprek    @2022-02-24 issue=k_huur re=b3
b5: balie_zuid > man_b     bericht    @2022-03-01 issue=k_huur
"""
# A question that nobody answered.
CHARLIE = f"""
actor gezin_c kind=household
actor les_west kind=school
c1: gezin_c > les_west  vraag   @2023-09-04 issue=k_reis due=2023-09-18 {TEXT}
c2: les_west > gezin_c  bericht @2023-09-05 issue=k_boek
c3: gezin_c > les_west  bericht @2023-10-30 issue=k_boek
observed @2023-09-01..@2023-12-01
"""
TEXTS = {"zaak_alfa": ALFA, "zaak_bravo": BRAVO, "zaak_charlie": CHARLIE}


def cases(folder: Path, **changes: dict[str, Any]) -> list[str]:
    """Save the three cases in a folder, some with other blocks, and give their paths."""
    return [
        save(folder, name, case_of(text, **{"id": name, **changes.get(name, {})})) for name, text in TEXTS.items()
    ]


def save(folder: Path, name: str, case: Case) -> str:
    """Save a case in a folder of its own, and give that."""
    (folder / name).mkdir(parents=True)
    (folder / name / "case.yaml").write_text(case_text(case), encoding="utf-8")
    return str(folder / name)


def proposed(folder: Path, **changes: dict[str, Any]) -> Path:
    """The file of the plan that is proposed for the three cases."""
    return propose_plan(cases(folder, **changes), "les", folder / "plan.yaml", ON).file


def changed(file: Path, **changes: Any) -> Path:
    """The plan in a file with other fields."""
    plan, _, _ = load_plan(file)
    file.write_text(plan_text(Plan.model_validate({**plan.model_dump(), **changes})), encoding="utf-8")
    return file


def composed(folder: Path) -> Made:
    """The composite of the proposed plan."""
    return made_from(proposed(folder), folder / "uit", ON)
