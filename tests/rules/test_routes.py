"""Every page says who may call it."""

from pathlib import Path
from typing import get_args

import pytest
from flask import Flask

from engine.cases.revisions import Revisions
from engine.diagrams.bundle import Bundle
from tests.rules.source import ROOT
from tests.web.conftest import make_site
from web.security import Action

PUBLIC = {
    "static", "sign_in", "passwords", "demonstration", "framework", "own_calendar", "published", "request", "api",
}  # fmt: skip
"""Whose pages a stranger may see: the style sheet, the pages to sign in and by which a link sets a password, the
framework's own words; of a calendar whoever has its secret address; what is published; the door to which a link leads,
where a code is asked for; and what describes the interface for other programs."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("data")
    return make_site(Bundle.read(ROOT), Revisions(), folder).app


class TestRoutes:
    def test_state_an_action(self, app: Flask):
        silent = [
            rule.rule for rule in app.url_map.iter_rules() if not hasattr(app.view_functions[rule.endpoint], "action")
        ]
        assert silent == [], "deny by default: decorate the view with @requires"

    def test_state_an_action_that_is_known(self, app: Flask):
        assert {view.action for view in app.view_functions.values()} <= set(get_args(Action))

    def test_are_open_to_strangers_only_where_nothing_is_personal(self, app: Flask):
        public = {endpoint for endpoint, view in app.view_functions.items() if view.action == "public"}
        assert {endpoint.partition(".")[0] for endpoint in public} <= PUBLIC

    def test_are_asked_without_a_session_only_by_machines_that_watch_over_the_service(self, app: Flask):
        probes = {rule.rule for rule in app.url_map.iter_rules() if app.view_functions[rule.endpoint].action == "probe"}
        assert probes == {"/health", "/ready", "/metrics"}

    def test_change_nothing_when_they_are_only_read(self, app: Flask):
        """A link, a prefetch or a crawler must not act: what changes something is a POST of its own."""
        both = [rule.rule for rule in app.url_map.iter_rules() if {"GET", "POST"} <= (rule.methods or set())]
        assert both == [], "one view, one method"
