"""The frame around the commands: languages, lazy loading, help and messages in words, exit codes."""

from __future__ import annotations

import errno
import json
import textwrap
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from casekit.errors import Cell, InputRefused, Problem, few
from casekit.text import LANGUAGES, say

__all__ = ["Command", "json_option", "lang_option", "problem_data", "run", "show", "show_json", "wrapped"]

COMMANDS = (
    "demo",
    "new",
    "draft",
    "import",
    "check",
    "edit",
    "diff",
    "merge",
    "privacy",
    "stalls",
    "cost",
    "ask",
    "whatif",
    "knowledge",
    "route",
    "fragmentation",
    "causes",
    "suggest",
    "code",
    "agreement",
    "votes",
    "actions",
    "ladder",
    "compare",
    "agenda",
    "library",
    "figure",
    "export",
    "release",
    "composite",
    "backup",
    "restore",
    "upgrade",
    "schema",
)


def run(arguments: list[str]) -> int:
    """Run the command line. 0: done; 1: the input is refused; 2: wrong usage."""
    lang = _language(arguments)
    try:
        result = _Commands(lang).main(arguments, prog_name="casekit", standalone_mode=False)
        return int(result) if isinstance(result, int) else 0
    except InputRefused as refused:
        if "--json" in arguments:
            problems = [problem_data(problem, lang) for problem in few(refused.problems)]
            show_json({"problems": problems})
        show(refused.problems, lang)
        return 1
    except click.exceptions.Exit as done:
        return done.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("cli.stopped.keys", lang), err=True)
        return 1
    except MemoryError:
        click.echo(say("cli.stopped.memory", lang), err=True)
        return 1
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        click.echo(_usage_message(error, lang), err=True)
        return 2
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # nobody reads on: that is for who started this
        reason = say(f"cli.reason.{_REASONS.get(error.errno or 0, 'other')}", lang)
        click.echo(say("cli.cannot_write", lang, file=error.filename or "?", reason=reason), err=True)
        return 1


_REASONS = {
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EROFS: "not_allowed",
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "is_file",
    errno.EISDIR: "is_folder",
    errno.ENOSPC: "full",
    errno.EDQUOT: "large",
    errno.EFBIG: "large",
    errno.EIO: "disk",
    errno.ELOOP: "link",
    errno.ENODEV: "no_file",
    errno.ENAMETOOLONG: "long_name",
}


def problem_data(problem: Problem, lang: str) -> dict[str, Any]:
    """A problem as JSON."""
    return {
        "severity": problem.severity,
        "code": problem.code,
        "file": problem.file,
        "line": problem.line if isinstance(problem.line, int) else None,
        "cell": f"{problem.line.sheet}!{problem.line}" if isinstance(problem.line, Cell) else None,
        "found": problem.part("found", lang),
        "expected": problem.part("expected", lang),
        "do": problem.part("do", lang),
    }


def show_json(data: Any) -> None:
    """Print a result on stdout, as `--json` asks."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def wrapped(text: str, indent: str = "", first: str = "") -> None:
    """Print a text in lines of at most 100 signs: `first` stands before the first line, `indent` before the rest."""
    click.echo(
        textwrap.fill(
            text, 100, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
    )


def show(problems: tuple[Problem, ...] | list[Problem], lang: str) -> None:
    """Print problems on stderr, one per line."""
    for problem in few(problems):
        click.echo(f"{say(f'word.{problem.severity}', lang)}: {problem.sentence(lang)}", err=True)


def _language(arguments: list[str]) -> str:
    """The language asked for, wherever it stands; Dutch when none or an unknown one is."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or (arguments[place + 1] if place + 1 < len(arguments) else "")
            if value in LANGUAGES:
                return value
    return LANGUAGES[0]


def lang_option(lang: str) -> click.Option:
    """The option that every command has."""
    choice = click.Choice(LANGUAGES)
    return click.Option(["--lang"], type=choice, default=lang, help=say("cli.lang", lang), expose_value=False)


def json_option(lang: str) -> click.Option:
    """`--json`."""
    return click.Option(["--json", "as_json"], is_flag=True, help=say("cli.json", lang))


class _Words:
    """Help whose headings are in the language of the command."""

    lang = "nl"

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [say("cli.usage_options", self.lang), *self.collect_usage_pieces(ctx)[1:]]  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{say('cli.usage', self.lang)}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]  # type: ignore[attr-defined]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(say("cli.options", self.lang)):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("cli.help", self.lang)
        return option  # type: ignore[no-any-return]


class Command(_Words, click.Command):
    """One command: help, options and example from the texts under `cli.<name>`."""

    def __init__(self, name: str, lang: str, callback: object, params: list[click.Parameter]) -> None:
        self.lang = lang
        super().__init__(
            name,
            callback=callback,  # type: ignore[arg-type]
            params=[*params, lang_option(lang)],
            help=say(f"cli.{name}.help", lang),
            short_help=say(f"cli.{name}.short", lang),
        )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("cli.example", self.lang)):
            for line in say(f"cli.{self.name}.example", self.lang).splitlines():
                formatter.write(f"  {line}\n")


class _Commands(_Words, click.Group):
    """All commands; each is loaded only when it is needed."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        version = click.version_option(package_name="casekit", prog_name="casekit", help=say("cli.version", lang))
        super().__init__(
            "casekit",
            params=[lang_option(lang)],
            help=say("cli.about", lang),
            no_args_is_help=True,
            subcommand_metavar=say("cli.usage_command", lang),
        )
        version(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f"casekit.cli.{name}_command")
        command: click.Command = module.command(self.lang)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section(say("cli.commands", self.lang)):
            formatter.write_dl([(name, say(f"cli.{name}.short", self.lang)) for name in COMMANDS])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = " " + say("word.did_you_mean", self.lang, near=near[0]) if near else ""
            raise click.UsageError(say("cli.no_such_command", self.lang, name=args[0]) + hint, ctx)
        return super().resolve_command(ctx, args)


def _usage_message(error: click.ClickException, lang: str) -> str:
    """What is wrong with the command, in words, and where help is."""
    if isinstance(error, click.NoSuchOption):
        near = error.possibilities[0] if error.possibilities else None
        text = say("cli.no_such_option", lang, name=error.option_name)
        text += " " + say("word.did_you_mean", lang, near=near) if near else ""
    elif isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else "?"
        option = error.param.opts[0] if isinstance(error.param, click.Option) else name
        text = say("cli.missing", lang, name=option)
    elif isinstance(error, click.BadParameter):
        choices = getattr(error.param.type, "choices", ()) if error.param else ()
        name = error.param.opts[0] if isinstance(error.param, click.Option) else say("cli.here", lang)
        key = "cli.bad_choice" if choices else "cli.bad_value"
        text = say(key, lang, name=name, **({"choices": ", ".join(choices)} if choices else {}))
    elif isinstance(error, click.BadOptionUsage):
        text = say("cli.no_value", lang, name=error.option_name)
    elif error.message.startswith("Got unexpected extra argument"):
        text = say("cli.too_many", lang)
    else:
        text = error.format_message()
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "casekit"
    return f"{say('word.error', lang)}: {text}\n{say('cli.see_help', lang, command=path)}"
