"""Who is who in the revision."""

from pytest_bdd import then

from features.steps.differences import insist_on_rows
from features.steps.sentences import Table, sentence
from features.steps.world import World


@then("these are designated, and nobody else:")
def _(world: World, datatable: Table) -> None:
    partners = world.revision.partnership.partners.values()
    insist_on_rows([[p.name, p.member, ", ".join(p.deputies)] for p in partners], datatable)


@then("these agencies are in the directory, and no other:")
def _(world: World, datatable: Table) -> None:
    agencies = world.revision.partnership.agencies.values()
    insist_on_rows([[a.name, ", ".join(a.contacts), a.senior] for a in agencies], datatable)


@then(sentence('these agencies are on the list "{named}", and no other:'))
def _(world: World, named: str, datatable: Table) -> None:
    who = world.revision.partnership
    insist_on_rows([[who.agencies[key].name] for key in who.lists[named.replace(" ", "_")]], datatable)


@then(sentence("the {role} is written to at {address}"))
def _(world: World, role: str, address: str) -> None:
    assert world.revision.partnership.roles[role].mailbox == address


@then(sentence("the {role} is a contact of {agency}"))
def _(world: World, role: str, agency: str) -> None:
    who = world.revision.partnership
    held = who.roles[role]
    assert (who.agencies[held.agency].name, held.senior) == (agency, False)


@then(sentence("the {role} is one of: {posts}"))
def _(world: World, role: str, posts: str) -> None:
    assert list(world.revision.partnership.roles[role].posts) == posts.split(", ")
