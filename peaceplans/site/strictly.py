"""What themes do inline, in files: pages then work where a policy allows no inline script."""

from __future__ import annotations

import re
from hashlib import sha256

INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
KEPT = re.compile(r"\bsrc=|application/(ld\+)?json")
FOLDER = "assets/inline"
WIDTHS = re.compile(r'(<th) style="width: \d+%;"')
"""The one inline style of MkDocs' built-in theme, in its list of shortcuts."""
ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|right|center);"')
"""How Markdown aligns the columns of tables; the style sheet knows the classes."""
VERBATIM = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)


class Scripts:
    """The inline scripts of all pages: name → code."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}

    def moved(self, html: str, base: str) -> str:
        """The page with each inline script in a file of its own; `base` leads to the site's top."""

        def one(match: re.Match[str]) -> str:
            if KEPT.search(match["attributes"]) or not match["code"].strip():
                return match[0]
            # The theme tells its scripts where the top is; a file is shared by pages of all depths.
            name = f"{FOLDER}/{sha256(match['code'].encode()).hexdigest()[:16]}.js"
            self.files[name] = match["code"]
            return f'<script{match["attributes"]} src="{base}{name}"></script>'

        html = ALIGNED.sub(r'\1 class="pp-\2"', WIDTHS.sub(r"\1", html))
        return INLINE.sub(one, html)


def slim(html: str) -> str:
    """The page without the blank lines and indents of templates, which are a quarter of it."""
    parts = VERBATIM.split(html)
    return "".join(
        part if number % 2 else re.sub(r"\n\s+", "\n", part) for number, part in enumerate(parts)
    )
