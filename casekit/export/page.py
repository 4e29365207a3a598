"""The frame of every HTML page of the kit: one file that holds everything, fetches nothing and tells nothing.

The page itself forbids what it does not need (a content security policy, in the file, for a page that people mail to
each other): nothing from elsewhere, no form, no frame, and no script but the very one that was put in here.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

from casekit.values import literal

__all__ = ["page", "text"]


def text(words: str) -> str:
    """Words as they are shown: no sign of them does anything.

    >>> text("<b> & " + chr(0x202E))
    '&lt;b&gt; &amp; □'
    """
    return escape(literal(words))


def page(title: str, body: str, style: str, lang: str, script: str = "") -> str:
    """The page as text; `title` is words, `body` is HTML, `script` the only program that may run in it.

    >>> "default-src 'none'" in page("Casus", "<p>a</p>", "", "nl")
    True
    """
    runs = f"<script>{script}</script>\n" if script else ""
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">\n'
        f'<meta name="referrer" content="no-referrer">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{text(title)}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n{runs}</body>\n</html>\n"
    )


def _policy(script: str) -> str:
    rules = ["default-src 'none'", "style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'"]
    if script:
        seal = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
        rules.append(f"script-src 'sha256-{seal}'")
    return "; ".join(rules)
