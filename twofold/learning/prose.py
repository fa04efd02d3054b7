"""A lesson's body as HTML: paragraphs, headings, lists and emphasis, and every other sign as it stands.

What is said aloud, between quotation marks, is set as speech.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

ALLOWED = {"paragraph", "heading", "bullet_list", "list_item", "inline"}
SPOKEN = re.compile("“[^“”]+”")
LOOKS_LIKE_MORE = re.compile(r"\]\(|<[a-zA-Z/!]|`|^\s*[>|#]|~~", re.MULTILINE)


@cache
def _reader() -> MarkdownIt:
    """The signs of a lesson and no others; HTML stays text."""
    reader = MarkdownIt("zero", {"html": False}).enable(["heading", "list", "emphasis"])
    reader.add_render_rule("text", _with_speech)
    return reader


def _with_speech(
    self: RendererProtocol, tokens: list[Token], number: int, options: OptionsDict, env: EnvType
) -> str:
    text = tokens[number].content
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return SPOKEN.sub(r'<span class="aloud">\g<0></span>', escaped)


def html(body: str) -> str:
    """The body as HTML that is safe to put into a page. It has passed `fault` when it was loaded."""
    return str(_reader().render(body))


def fault(body: str) -> tuple[int, str] | None:
    """The first thing in a body that a lesson does not have, with its line from 0."""
    for token in _reader().parse(body):
        line = token.map[0] if token.map else 0
        if token.type.removesuffix("_open").removesuffix("_close") not in ALLOWED:
            return line, "a lesson has paragraphs, headings with ##, lists with -, **bold** and *italic*"
        if token.type == "heading_open" and token.tag != "h2":
            return line, "its headings begin with ##"
        if token.type == "inline" and LOOKS_LIKE_MORE.search(token.content):
            return line, "no links, code, quotations or HTML"
    return None


def words(body: str) -> int:
    """How many words somebody reads."""
    return len(re.sub(r"^(#+|-)\s|\*", "", body, flags=re.MULTILINE).split())
