"""The interface for other programs: every operation, its description, and the pages about it."""

from web.api import cases, clocks, files, me, openapi, papers, registers, tasks, tokens
from web.api.operations import blueprint

__all__ = ["blueprint", "cases", "clocks", "files", "me", "openapi", "papers", "registers", "tasks", "tokens"]
