"""A question in words: what is asked, the two touchpoints, and why it matters."""

from __future__ import annotations

from casekit.questions.deciding import Question
from casekit.stalls.statement import days_in_words, label, moment_in_words
from casekit.story import Step, Story
from casekit.text import say
from casekit.vocabulary import label as word

__all__ = ["asked", "in_words", "touchpoint", "why"]


def in_words(question: Question, story: Story, lang: str = "nl") -> str:
    r"""The question on one line, with the act of each touchpoint.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> story = tell(case_of("a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord"))
    >>> in_words(Question("a", "b", "assumed", None), story)
    'Moest a (vraag) gebeuren voordat b (antwoord) kon?'
    """
    before, after = (_short(story.by_id[name], lang) for name in (question.before, question.after))
    return say("question.asked", lang, before=before, after=after)


def asked(question: Question, story: Story, lang: str = "nl") -> tuple[str, ...]:
    """The question as it stands on a screen: both touchpoints, what is asked, and why."""
    both = (touchpoint(story.by_id[name], story, lang) for name in (question.before, question.after))
    return (*both, in_words(question, story, lang), why(question, story, lang))


def touchpoint(step: Step, story: Story, lang: str = "nl") -> str:
    """A touchpoint in words: when, who, which act, towards whom, and what happened."""
    told = say(
        "question.one",
        lang,
        id=step.id,
        when=moment_in_words(step.span, story, lang),
        who=label(story, step.t.from_),
        kind=word("kind", step.kind, lang),
        to=", ".join(label(story, actor) for actor in step.t.to),
    )
    return " ".join(f"{told} {step.t.summary or ''}".split())


def why(question: Question, story: Story, lang: str = "nl") -> str:
    """How many days hang on the answer, and why it is asked."""
    days = days_in_words(question.days, lang) if question.days is not None else say("word.days_unknown", lang)
    return say(f"question.{question.why}", lang, days=days, after=_short(story.by_id[question.after], lang))


def _short(step: Step, lang: str) -> str:
    return say("question.told", lang, id=step.id, kind=word("kind", step.kind, lang))
