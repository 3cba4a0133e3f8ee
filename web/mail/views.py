"""The mail of a demonstration, read in the browser: its letters go into a folder and to nobody."""

from flask import Blueprint, render_template, request

from engine.correspondence.mail import SentMail, read_folder, recipients
from engine.settings import MailFolder
from web.security import requires
from web.service import service

blueprint = Blueprint("mail", __name__)
MOST = 100
"""How many letters the page shows, the newest first."""


@blueprint.get("/mail")
@requires("signed_in")
def listing() -> str:
    """Show what was sent, to whom, and what it says: all of it, or one recipient's mailbox."""
    mail, to = service().settings.mail, request.args.get("to", "")
    letters, mailboxes = list[SentMail](), list[str]()
    if isinstance(mail, MailFolder):
        letters, mailboxes = read_folder(mail.path, MOST, to=to), recipients(mail.path)
    return render_template("mail/listing.html", letters=letters, mailboxes=mailboxes, to=to, most=MOST)
