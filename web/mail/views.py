"""The mail of a demonstration, read in the browser: its letters go into a folder and to nobody."""

from flask import Blueprint, render_template

from engine.correspondence.mail import read_folder
from engine.settings import MailFolder
from web.security import requires
from web.service import service

blueprint = Blueprint("mail", __name__)
MOST = 100
"""How many letters the page shows, the newest first."""


@blueprint.get("/mail")
@requires("signed_in")
def listing() -> str:
    """Show what was sent, to whom, and what it says."""
    mail = service().settings.mail
    letters = read_folder(mail.path, MOST) if isinstance(mail, MailFolder) else []
    return render_template("mail/listing.html", letters=letters, most=MOST)
