"""`casekit knowledge`: who had an item, who could have had it, and who needed it without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isinf
from typing import TYPE_CHECKING

import click

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.named import unknown_name
from casekit.errors import InputRefused
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.case import Case, Item
    from casekit.knowledge import About, Arrival, Holder, Known, Need
    from casekit.story import Step, Story

__all__ = ["asked_item", "command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def knowledge(case: str, item: str | None, as_json: bool) -> int:
        from casekit.knowledge import about, as_data, items_of
        from casekit.read.case_file import load_case
        from casekit.story import tell

        read, warnings = load_case(case)
        story = tell(read)
        asked_item(items_of(story), item, case)
        items = [one for one in about(story) if item in (None, one.item.id)]
        show(warnings, lang)
        if as_json:
            show_json(as_data(story, items))
        else:
            for indent, line in _text(read, story, items, item, lang):
                wrapped(line, " " * (indent + 3 if indent else 0), " " * indent)
        return 0

    return Command(
        "knowledge",
        lang,
        knowledge,
        [
            click.Argument(["case"], metavar=say("cli.case", lang)),
            click.Option(["--item"], metavar="ITEM", help=say("cli.knowledge.item", lang)),
            json_option(lang),
        ],
    )


def asked_item(items: Sequence[Item], item: str | None, file: str) -> None:
    """Refuse an item that the case does not have."""
    known = [one.id for one in items]
    if item is None or item in known:
        return
    raise InputRefused([unknown_name("no_such_item", item, known, file)])


Line = tuple[int, str]
"""How far a line stands in, and its words."""


def _text(case: Case, story: Story, items: Sequence[About], item: str | None, lang: str) -> Iterator[Line]:
    words = _Words(story, lang)
    yield 0, case.title or case.id
    if case.status:
        yield 0, say(f"word.{case.status}", lang)
    yield 0, ""
    if not items:
        yield 0, say("knowledge.none", lang)
        return
    for one in items:
        yield from words.whole(one) if item else [(0, words.overview(one))]
    yield 0, ""
    yield 0, say("knowledge.caution", lang)
    if not item:
        yield 0, say("knowledge.more", lang, item=items[0].item.id)


class _Words:
    """What is known of items in words: names of actors and moments come from one story, in one language."""

    def __init__(self, story: Story, lang: str) -> None:
        from casekit.stalls.statement import label, moment_in_words

        self.story, self.lang = story, lang
        self._label, self._moment = label, moment_in_words
        self._organisations = {one.id: one.label or one.id for one in story.case.organisations}

    def say(self, key: str, **values: object) -> str:
        return say(f"knowledge.{key}", self.lang, **values)

    def name(self, actor: str) -> str:
        return self._label(self.story, actor)

    def party(self, party: str) -> str:
        return self._organisations.get(party) or self.name(party)

    def when(self, step: Step, day: float | None = None) -> str:
        """A day, or where there is none the place in the order."""
        from casekit.when import Span

        span = step.span if day is None else Span(day, day)
        if isinf(span.lo) and isinf(span.hi):
            return self.say("undated", n=step.place + 1)
        return self._moment(span, self.story, self.lang)

    def overview(self, one: About) -> str:
        had = sum(known.documented is not None for known in one.known)
        needs = [
            self.say(
                f"overview_need.{need.had if one.shown else 'unshown'}",
                touchpoint=need.step.id,
                actor=self.name(need.actor),
            )
            for need in one.needs
        ]
        return self.say(
            "overview",
            item=self.titled(one),
            had=plural("knowledge.overview_had", had, self.lang) if one.shown else self.say("overview_unshown"),
            needed=self.say("overview_needed", needs=", ".join(needs)) if needs else self.say("overview_unneeded"),
        )

    def titled(self, one: About) -> str:
        return f"{one.item.label} ({one.item.id})" if one.item.label else one.item.id

    def whole(self, one: About) -> Iterator[Line]:
        yield 0, self.titled(one)
        if one.item.share_basis:
            yield 0, self.say("basis", basis=one.item.share_basis)
        if one.shown:
            yield 0, ""
            yield from self._had(one.known)
            yield from self._could(one.known)
        else:
            yield 0, self.say("unshown", item=one.item.id)
        yield 0, ""
        if not one.needs:
            yield 0, self.say("needed_by_none")
            return
        yield 0, self.say("needed")
        for need in one.needs:
            yield 3, self._need(need, need.had if one.shown else "unshown")
            if one.shown and need.lacked:
                for line in self._elsewhere(one, need):
                    yield 6, line

    def _had(self, known: Iterable[Known]) -> Iterator[Line]:
        yield 0, self.say("had")
        for who in known:
            if who.documented is not None:
                step = who.documented
                key = "had_own" if who.actor == step.t.from_ else "had_one"
                yield (
                    3,
                    self.say(
                        key,
                        actor=self.name(who.actor),
                        when=self.when(step),
                        touchpoint=step.id,
                        **({} if key == "had_own" else {"sender": self.name(step.t.from_)}),
                    ),
                )

    def _could(self, known: Sequence[Known]) -> Iterator[Line]:
        could = [who for who in known if who.possible is not None and not _shown_first(who)]
        if could:
            yield 0, ""
            yield 0, self.say("could")
        for who in could:
            yield 3, self._could_line(who)
        never = [self.name(who.actor) for who in known if who.possible is None]
        if never:
            yield 0, ""
            yield 0, self.say("unreached", actors=", ".join(never))

    def _could_line(self, who: Known) -> str:
        sure, maybe = who.certain, who.possible
        assert maybe is not None
        name = self.name(who.actor)
        if sure is None:
            line = self.say("could_possible", actor=name, **self._along(maybe))
        elif (sure.day, sure.steps) == (maybe.day, maybe.steps):
            line = self.say("could_certain", actor=name, **self._along(sure))
        else:
            earlier = self._along(maybe)
            line = self.say(
                "could_both", actor=name, **self._along(sure), earlier=earlier["when"], others=earlier["contacts"]
            )
        return line + (self.say("by_client") if self._by_client(sure or maybe) else "")

    def _along(self, arrival: Arrival) -> dict[str, str]:
        return {"when": self.when(arrival.step, arrival.day), "contacts": _contacts(arrival.steps)}

    def _by_client(self, arrival: Arrival) -> bool:
        """Whether the resident's side stands between the first holder and who could have had it."""
        return any(self.story.client_side(passed.who) for passed in arrival.path[:-1])

    def _need(self, need: Need, had: str) -> str:
        values = {"touchpoint": need.step.id, "actor": self.name(need.actor), "when": self.when(need.step)}
        if had in ("yes", "colleague", "perhaps") and need.own is not None:
            values["own"] = need.own.id
        return self.say(f"need.{had}", **values)

    def _elsewhere(self, one: About, need: Need) -> Iterator[str]:
        if need.refusal is not None:
            yield self.say("refused", hold=need.refusal.id)
        if not need.holders:
            yield self.say("client_had" if need.with_client else "nobody")
            return
        holders = (
            self.say(
                "holder" if holder.certain else "holder_perhaps",
                party=self.party(holder.party),
                touchpoint=holder.step.id,
            )
            for holder in need.holders
        )
        yield self.say("holders", holders=", ".join(holders))
        colleague = need.way and need.actor not in (need.way[-1].t.from_, *need.way[-1].t.to)
        contacts = _contacts(need.way) + (self.say("by_colleague") if colleague else "")
        yield self.say(f"reach.{need.reach}", **({"contacts": contacts} if need.way else {}))
        if need.refusal is None:
            yield from (self._grounds(one, holder) for holder in need.holders)

    def _grounds(self, one: About, holder: Holder) -> str:
        named = [self.say("in_case", basis=one.item.share_basis)] if one.item.share_basis else []
        named += [
            self.say("ground", article=ground.article, about=ground.about(self.lang)) for ground in holder.grounds
        ]
        party = self.party(holder.party)
        if not named:
            return self.say("no_ground", party=party)
        return self.say("grounds", party=party, grounds="; ".join(named))


def _shown_first(who: Known) -> bool:
    """Whether it could not have come any earlier than a touchpoint shows it."""
    return who.documented is not None and who.possible is not None and who.possible.step == who.documented


def _contacts(steps: Sequence[Step]) -> str:
    return " → ".join(step.id for step in steps)
