"""Addresses with ids that nothing can have, for somebody who may see the case that the address begins with."""

import pytest

from tests.web.walls.lines import lines

NO_SUCH = ("9223372036854775808", "9" * 5000, "0", "-1", "%00", "..%2f..%2fsecret", "%ff", "'", "{{7*7}}", "a" * 3000)


@pytest.mark.parametrize("who", ["office", "guard", "link"])
def test_are_answered_without_a_fault(world, who):
    rules = {rule.endpoint: rule for rule in world.site.app.url_map.iter_rules()}
    found = []
    for line in lines(world.site.app, world):
        numbered = len(rules[line.endpoint].arguments)
        for id_ in line.here.ids[numbered - 1 : numbered]:
            before, _, after = line.here.path.rpartition(id_)
            for forged in NO_SUCH:
                answer = world.ask(who, f"{before}{forged}{after}", method=line.method, **line.here.sent)
                if answer.status_code >= 500:
                    found.append(f"{line.called} as {who}: {forged[:20]}")
        if line.method == "POST":
            world.restore()
    assert found == []
