from pathlib import Path

import pytest

from engine.settings import MailFolder, Settings, SettingsRefused, Smtp, read_settings

GOOD = {
    "CSPR_DATABASE_URL": "postgresql+psycopg://cspr:hidden-word@localhost/cspr",
    "CSPR_DATA_FOLDER": "/var/lib/cspr",
    "CSPR_SECRET_KEY": "k" * 32,
    "CSPR_PUBLIC_ADDRESS": "https://reviews.example.org",
    "CSPR_SMTP_URL": "smtp://sender@mail.example.org",
    "CSPR_SMTP_PASSWORD": "hidden-word",
    "CSPR_MAIL_FROM": "reviews@example.org",
}


def refused(**changes: str | None) -> tuple[str, ...]:
    environ = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    with pytest.raises(SettingsRefused) as caught:
        read_settings(environ)
    return caught.value.problems


class TestReadSettings:
    def test_reads_what_is_needed_and_knows_the_rest(self):
        settings = read_settings(GOOD)
        assert settings.mail == Smtp(
            host="mail.example.org", port=587, security="starttls", user="sender", password="hidden-word"
        )
        assert settings.data_folder == Path("/var/lib/cspr")
        assert settings.uploads_folder == Path("/var/lib/cspr/uploads")
        assert (settings.host, settings.is_secure) == ("reviews.example.org", True)
        assert (settings.session_minutes, settings.is_demonstration) == (30, False)

    def test_tells_everything_that_is_missing_at_once_with_an_example(self):
        with pytest.raises(SettingsRefused) as caught:
            read_settings({})
        named = {problem.partition(":")[0] for problem in caught.value.problems}
        assert named == GOOD.keys() - {"CSPR_SMTP_PASSWORD"}
        assert all("for example" in problem for problem in caught.value.problems)

    def test_knows_how_documents_go_with_mail_and_who_hears_of_bounces(self):
        assert (read_settings(GOOD).attaches_files, read_settings(GOOD).bounces_to) == (False, "")
        chosen = read_settings(
            {**GOOD, "CSPR_MAIL_ATTACHMENTS": "files", "CSPR_MAIL_BOUNCES_TO": "bounces@example.org"}
        )
        assert (chosen.attaches_files, chosen.bounces_to) == (True, "bounces@example.org")
        assert not read_settings({**GOOD, "CSPR_MAIL_ATTACHMENTS": "links"}).attaches_files

    def test_knows_how_it_is_watched_and_where_messages_may_go(self):
        usual = read_settings(GOOD)
        assert (usual.logs, usual.metrics_token, usual.posts_to_private_addresses) == ("text", "", False)
        said = {"CSPR_LOGS": "json", "CSPR_METRICS_TOKEN": "t" * 32, "CSPR_WEBHOOKS_TO": "anywhere"}
        chosen = read_settings({**GOOD, **said})
        assert (chosen.logs, chosen.metrics_token, chosen.posts_to_private_addresses) == ("json", "t" * 32, True)
        assert "t" * 32 not in repr(chosen)

    def test_takes_a_secret_from_a_file(self, tmp_path):
        (tmp_path / "key").write_text("f" * 40 + "\n")
        environ = {**GOOD, "CSPR_SECRET_KEY_FILE": str(tmp_path / "key")}
        del environ["CSPR_SECRET_KEY"]
        assert read_settings(environ).secret_key == "f" * 40

    def test_refuses_a_secret_given_twice(self, tmp_path):
        (tmp_path / "key").write_text("f" * 40)
        assert "keep one" in refused(CSPR_SECRET_KEY_FILE=str(tmp_path / "key"))[0]

    def test_says_why_a_secrets_file_cannot_be_read(self, tmp_path):
        problems = refused(CSPR_SECRET_KEY=None, CSPR_SECRET_KEY_FILE=str(tmp_path / "none"))
        assert "No such file" in problems[0]

    def test_writes_mail_into_a_folder_where_one_is_named(self):
        environ = {**GOOD, "CSPR_MAIL_FOLDER": "/var/lib/cspr/mail"}
        del environ["CSPR_SMTP_URL"]
        assert read_settings(environ).mail == MailFolder(path=Path("/var/lib/cspr/mail"))

    @pytest.mark.parametrize(
        ("address", "mail"),
        [
            ("smtps://mail.example.org", Smtp(host="mail.example.org", port=465, security="tls")),
            ("smtp://mail.example.org:2587", Smtp(host="mail.example.org", port=2587)),
            ("smtp+plain://localhost:2525", Smtp(host="localhost", port=2525, security="plain")),
        ],
    )
    def test_knows_three_ways_to_a_mail_server(self, address, mail):
        assert read_settings({**GOOD, "CSPR_SMTP_URL": address, "CSPR_SMTP_PASSWORD": ""}).mail == mail

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("CSPR_DATABASE_URL", "mysql://localhost/cspr"),
            ("CSPR_DATABASE_URL", "sqlite://"),
            ("CSPR_DATABASE_URL", "nonsense"),
            ("CSPR_DATA_FOLDER", "data"),
            ("CSPR_SECRET_KEY", "short"),
            ("CSPR_METRICS_TOKEN", "short"),
            ("CSPR_LOGS", "xml"),
            ("CSPR_WEBHOOKS_TO", "10.0.0.0/8"),
            ("CSPR_PUBLIC_ADDRESS", "reviews.example.org"),
            ("CSPR_PUBLIC_ADDRESS", "http://reviews.example.org"),
            ("CSPR_PUBLIC_ADDRESS", "https://reviews.example.org/path"),
            ("CSPR_PUBLIC_ADDRESS", "https://reviews.example.org:high"),
            ("CSPR_SMTP_URL", "smtp+plain://mail.example.org"),
            ("CSPR_SMTP_URL", "smtp://sender:word@mail.example.org"),
            ("CSPR_SMTP_URL", "https://mail.example.org"),
            ("CSPR_MAIL_FOLDER", "mail"),
            ("CSPR_MAIL_FROM", "nobody"),
            ("CSPR_MAIL_FROM", "a@example.org, b@example.org"),
            ("CSPR_MAIL_FROM", "a\nBcc: b@example.org"),
            ("CSPR_MAIL_BOUNCES_TO", "bounces"),
            ("CSPR_MAIL_ATTACHMENTS", "yes"),
            ("CSPR_SESSION_MINUTES", "-1"),
            ("CSPR_SESSION_MINUTES", "½"),
            ("CSPR_TRUSTED_PROXIES", "99"),
            ("CSPR_SESION_MINUTES", "30"),
        ],
    )
    def test_refuses_what_cannot_work_and_names_the_variable(self, name, value):
        assert any(problem.startswith(f"{name}:") for problem in refused(**{name: value}))

    def test_looks_at_no_other_variable(self):
        assert read_settings({**GOOD, "PATH": "/bin"}) == read_settings(GOOD)

    def test_shows_no_secret(self):
        assert "hidden-word" not in repr(read_settings(GOOD))
        assert "hidden-word" not in str(refused(CSPR_DATABASE_URL="mysql://cspr:hidden-word@localhost/cspr"))


class TestSettings:
    def test_lets_a_demonstration_say_its_own(self, tmp_path):
        settings = Settings(
            database_url=f"sqlite:///{tmp_path}/cspr.sqlite",
            data_folder=tmp_path,
            secret_key="k" * 32,
            public_address="http://localhost:8000",
            mail=MailFolder(path=tmp_path / "mail"),
            mail_from="reviews@example.org",
            is_demonstration=True,
        )
        assert (settings.host, settings.is_secure) == ("localhost:8000", False)


PROVIDER = {
    "CSPR_OIDC_ISSUER": "https://login.example.org/realms/council",
    "CSPR_OIDC_CLIENT_ID": "reviews",
    "CSPR_OIDC_CLIENT_SECRET": "hidden-word",
    "CSPR_OIDC_NAME": "Example Council",
}


class TestProvider:
    def test_is_there_when_it_is_said(self):
        assert read_settings(GOOD).provider is None
        provider = read_settings({**GOOD, **PROVIDER}).provider
        assert (provider.issuer, provider.name) == ("https://login.example.org/realms/council", "Example Council")
        assert "hidden-word" not in repr(provider)

    def test_is_said_whole_or_not_at_all(self):
        named = [problem.partition(":")[0] for problem in refused(CSPR_OIDC_ISSUER="https://login.example.org")]
        assert named == ["CSPR_OIDC_CLIENT_ID", "CSPR_OIDC_CLIENT_SECRET", "CSPR_OIDC_NAME"]

    @pytest.mark.parametrize("issuer", ["", "http://login.example.org", "login.example.org", "https://a.example/?b"])
    def test_is_reached_over_tls(self, issuer):
        assert refused(**{**PROVIDER, "CSPR_OIDC_ISSUER": issuer})[0].startswith("CSPR_OIDC_ISSUER: must be")


class TestSecondStep:
    def test_is_demanded_unless_it_is_only_offered(self):
        assert read_settings(GOOD).demands_second_step
        assert not read_settings({**GOOD, "CSPR_SECOND_STEP": "offered"}).demands_second_step
        assert refused(CSPR_SECOND_STEP="no")[0].startswith("CSPR_SECOND_STEP: must be demanded or offered")
