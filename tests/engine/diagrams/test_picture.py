import re
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from engine.diagrams.errors import DiagramError
from engine.diagrams.layout import tidy
from engine.diagrams.layout.text import width
from engine.diagrams.picture import Note, State, draw
from engine.diagrams.symbols import LATE_COLOUR, LOOKS, NOW_COLOUR, SMALL_FONT
from tests.engine.diagrams.layout.building import bpmn, flow, lanes, node, small

SVG = "{http://www.w3.org/2000/svg}"
OWN = sorted(Path("bpmn").glob("*.bpmn"))
TIMER = "<bpmn:timerEventDefinition/>"
MESSAGE = "<bpmn:messageEventDefinition/>"
MANY = (
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>agencies</bpmn:loopDataInputRef>"
    "</bpmn:multiInstanceLoopCharacteristics>"
)


def picture(xml: bytes, process: str = "process", **said) -> etree._Element:
    return etree.fromstring(draw(xml, process, **{"title": "Title", "desc": "Description", "uid": "one", **said}))


def drawn(svg: etree._Element, key: str) -> etree._Element:
    return next(element for element in svg.iter(f"{SVG}g", f"{SVG}path") if element.get("data-id") == key)


def words(element: etree._Element) -> list[str]:
    return [text.text for text in element.iter(f"{SVG}text")]


def extent(text: etree._Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a written line, about."""
    size, x, y = int(text.get("font-size")), float(text.get("x")), float(text.get("y"))
    room = width(text.text, size)
    left = x - (room / 2 if text.get("text-anchor") == "middle" else 0)
    return left, y - size * 0.75, left + room, y


def meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def watched(*clocks: str) -> bytes:
    """One activity with clocks on it."""
    late = [node("boundaryEvent", key, inside=TIMER, attachedToRef="ask", cancelActivity="false") for key in clocks]
    told = [line for key in clocks for line in (node("endEvent", f"after_{key}"), flow(key, f"after_{key}"))]
    return tidy(bpmn(node("userTask", "ask"), *late, *told))


def joined() -> bytes:
    """Two branches that meet in a parallel gateway."""
    flows = [flow("split", "a"), flow("split", "b"), flow("a", "join"), flow("b", "join"), flow("join", "end")]
    nodes = [
        node("parallelGateway", "split"),
        node("userTask", "a"),
        node("userTask", "b"),
        node("parallelGateway", "join"),
    ]
    return tidy(bpmn(*nodes, node("endEvent", "end"), *flows))


class TestDraw:
    @pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
    def test_shows_every_element_and_flow_of_the_projects_own_diagrams(self, file):
        root = etree.fromstring(file.read_bytes())
        process = root.find("{*}process")
        kinds = re.compile(r"(Event|Gateway|[tT]ask|callActivity|dataObjectReference|sequenceFlow)$")
        wanted = {element.get("id") for element in process if kinds.search(etree.QName(element).localname)}
        svg = picture(file.read_bytes(), process.get("id"))
        assert {element.get("data-id") for element in svg.iter() if element.get("data-id")} == wanted

    def test_is_the_same_for_the_same_arguments(self):
        xml = tidy(small())
        assert draw(xml, "process", title="t", desc="d", uid="u") == draw(xml, "process", title="t", desc="d", uid="u")

    def test_is_an_image_with_a_title_and_a_description(self):
        svg = picture(tidy(small()))
        assert svg.get("role") == "img"
        assert svg.find(f"{SVG}title[@id='{svg.get('aria-labelledby')}']").text == "Title"
        assert svg.find(f"{SVG}desc[@id='{svg.get('aria-describedby')}']").text == "Description"

    def test_keeps_its_ids_apart_from_those_of_another_picture_in_the_page(self):
        xml = tidy(small())
        ids = [{e.get("id") for e in picture(xml, uid=uid).iter() if e.get("id")} for uid in ("one", "two")]
        assert not ids[0] & ids[1]

    def test_holds_nothing_that_a_strict_content_security_policy_blocks(self):
        svg = picture(tidy(small()), states={"refer": State.NOW}, notes={"refer": Note(due="17 April", count="2 of 3")})
        assert {etree.QName(element).localname for element in svg.iter()} <= {
            "svg", "title", "desc", "defs", "marker", "g", "path", "rect", "circle", "text", "a"
        }  # fmt: skip
        assert not [
            name for element in svg.iter() for name in element.attrib if name == "style" or name.startswith("on")
        ]

    def test_escapes_whatever_is_written_in_it(self):
        evil = '<script>alert("1")</script>'
        xml = tidy(small().replace(b"Refer the case", evil.encode().replace(b"<", b"&lt;").replace(b'"', b"&quot;")))
        markup = draw(
            xml, "process", title=evil, desc=evil, uid="u", notes={"refer": Note(due=evil, count=evil, href='"><b>')}
        )
        assert "<script" not in markup
        assert "<b>" not in markup
        assert etree.fromstring(markup) is not None

    def test_writes_no_letter_smaller_than_can_be_read(self):
        file = OWN[0]
        svg = picture(file.read_bytes(), etree.fromstring(file.read_bytes()).find("{*}process").get("id"))
        assert min(int(text.get("font-size")) for text in svg.iter(f"{SVG}text")) >= SMALL_FONT

    def test_writes_lane_names_level_and_without_the_editors_strip(self):
        svg = picture(tidy(small()))
        names = {text.text: text for text in svg.iter(f"{SVG}text")}
        assert {"Referrer", "Business unit"} <= set(names)
        assert float(names["Referrer"].get("x")) < float(drawn(svg, "start").find(f"{SVG}circle").get("cx"))

    @pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
    def test_writes_no_lane_name_across_another_name(self, file):
        svg = picture(file.read_bytes(), etree.fromstring(file.read_bytes()).find("{*}process").get("id"))
        of_lanes = [text for text in svg.findall(f"{SVG}text") if text.get("font-weight")]
        others = [text for text in svg.iter(f"{SVG}text") if text not in of_lanes]
        assert of_lanes
        assert [(a.text, b.text) for a in of_lanes for b in others if meet(extent(a), extent(b))] == []

    def test_refuses_a_process_that_is_not_in_the_file(self):
        with pytest.raises(DiagramError, match="no process 'other'"):
            picture(tidy(small()), "other")

    def test_refuses_a_file_without_a_picture_and_says_what_to_do(self):
        with pytest.raises(DiagramError, match="cspr tidy"):
            picture(small())

    def test_refuses_an_empty_process(self):
        with pytest.raises(DiagramError, match="nothing to draw"):
            picture(bpmn())


class TestStates:
    def test_are_plain_when_nothing_is_said(self):
        svg = picture(tidy(small()))
        assert {g.get("data-state") for g in svg.iter(f"{SVG}g") if g.get("data-id")} == {"plain"}

    def test_differ_by_more_than_their_colour(self):
        looks = [(look.weight, look.dash, look.sign, look.ink) for look in LOOKS.values()]
        assert all(one != other for one, other in combinations(looks, 2))

    def test_follow_from_the_flows_taken(self):
        svg = picture(tidy(small()), taken=["start_to_refer", "refer_to_check"])
        states = {key: drawn(svg, key).get("data-state") for key in ("start", "refer", "check", "end")}
        assert states == {"start": "done", "refer": "done", "check": "coming", "end": "coming"}

    def test_of_an_end_follows_from_the_flow_into_it(self):
        svg = picture(tidy(small()), taken=["check_to_end"])
        assert drawn(svg, "end").get("data-state") == "done"

    def test_of_a_join_that_still_waits_is_to_come(self):
        svg = picture(joined(), taken=["split_to_a", "split_to_b", "a_to_join"])
        assert drawn(svg, "join").get("data-state") == "coming"

    def test_given_by_the_caller_count_more(self):
        svg = picture(tidy(small()), states={"refer": State.NOW}, taken=["refer_to_check"])
        assert drawn(svg, "refer").get("data-state") == "now"

    def test_of_what_was_never_reached_in_a_process_that_has_ended_is_the_one_that_the_caller_says(self):
        svg = picture(tidy(small()), taken=["start_to_refer"], otherwise=State.NOT_TAKEN)
        assert drawn(svg, "check").find(f"{SVG}title").text == "Check the referral, not taken"
        assert drawn(svg, "check_to_end").get("stroke-dasharray") == LOOKS[State.NOT_TAKEN].dash

    def test_are_told_in_words_too(self):
        svg = picture(
            tidy(small()), states={"refer": State.NOW, "check": State.COMING}, notes={"refer": Note(due="17 April")}
        )
        assert drawn(svg, "refer").find(f"{SVG}title").text == "Refer the case, now, due 17 April"
        assert drawn(svg, "check").find(f"{SVG}title").text == "Check the referral, to come"
        assert "NOW" in words(drawn(svg, "refer"))

    def test_of_a_flow_may_be_given_too(self):
        svg = picture(tidy(small()), states={"refer_to_check": State.MISSED})
        assert drawn(svg, "refer_to_check").get("stroke-dasharray")


class TestNotes:
    def test_put_an_activitys_date_beside_the_clock_on_it(self):
        svg = picture(watched("late"), notes={"ask": Note(due="17 April")})
        assert "17 April" in words(drawn(svg, "late"))
        assert "17 April" not in words(drawn(svg, "ask"))

    def test_put_it_on_the_activity_when_several_clocks_are_on_it(self):
        svg = picture(watched("reminder", "limit"), notes={"ask": Note(due="17 April")})
        assert "17 April" in words(drawn(svg, "ask"))

    def test_put_it_on_the_activity_when_no_clock_is_on_it(self):
        assert "17 April" in words(drawn(picture(tidy(small()), notes={"refer": Note(due="17 April")}), "refer"))

    @pytest.mark.parametrize(("is_late", "colour"), [(False, NOW_COLOUR), (True, LATE_COLOUR)])
    def test_show_lateness(self, is_late, colour):
        svg = picture(watched("late"), notes={"ask": Note(due="1 day late", is_late=is_late)})
        (date,) = (text for text in drawn(svg, "late").iter(f"{SVG}text") if text.text == "1 day late")
        assert date.get("fill") == colour

    def test_count_the_instances_in_the_flag(self):
        svg = picture(tidy(small()), states={"refer": State.NOW}, notes={"refer": Note(count="2 of 3")})
        assert "NOW: 2 of 3" in words(drawn(svg, "refer"))

    def test_lead_on_and_then_the_picture_is_no_image_that_would_hide_its_links(self):
        svg = picture(tidy(small()), notes={"refer": Note(href="/cases/1?a=1&b=2")})
        assert svg.find(f"{SVG}a").get("href") == "/cases/1?a=1&b=2"
        assert svg.get("role") == "group"


class TestKindsOfElements:
    def test_are_all_drawn(self):
        xml = tidy(
            bpmn(
                lanes({"All": ["start", "many", "called", "choice", "wait", "got", "sub", "end", "stopped"]}),
                node("startEvent", "start", inside=MESSAGE),
                node("dataObject", "agencies"),
                node("dataObjectReference", "list", "Agencies", dataObjectRef="agencies"),
                node("userTask", "many", inside=MANY),
                node("boundaryEvent", "told", inside=MESSAGE, attachedToRef="many"),
                node("callActivity", "called", calledElement="other"),
                node("eventBasedGateway", "choice"),
                node("intermediateCatchEvent", "wait", inside=TIMER),
                node("intermediateCatchEvent", "got", inside=MESSAGE),
                node("subProcess", "sub"),
                node("endEvent", "end"),
                node("endEvent", "stopped", inside="<bpmn:terminateEventDefinition/>"),
                flow("start", "many"), flow("many", "called"), flow("told", "stopped"), flow("called", "choice"),
                flow("choice", "wait"), flow("choice", "got"), flow("wait", "sub"), flow("got", "end"),
                flow("sub", "end"),
            )
        )  # fmt: skip
        svg = picture(xml)
        signs = {key: [child.get("d") for child in drawn(svg, key)] for key in ("wait", "got")}
        assert signs["wait"] != signs["got"], "a clock is no envelope"
        sizes = {key: len(list(drawn(svg, key).iter())) for key in ("end", "stopped")}
        assert sizes["stopped"] > sizes["end"], "a terminate end is filled"
        assert "Agencies" in words(drawn(svg, "list"))
        assert any(path.get("stroke-dasharray") == "1.5 3.5" for path in svg.iter(f"{SVG}path")), (
            "the list is tied to its activity"
        )

    def test_show_an_interrupting_event_with_a_whole_line_and_another_one_broken(self):
        xml = watched("late").replace(b'cancelActivity="false"', b"")
        ring = drawn(picture(xml), "late").find(f"{SVG}circle")
        broken = drawn(picture(watched("late")), "late").find(f"{SVG}circle")
        assert (ring.get("stroke-dasharray"), broken.get("stroke-dasharray")) == (None, "4 3")

    def test_draw_a_called_process_with_a_thicker_border(self):
        xml = tidy(bpmn(node("userTask", "asked"), node("callActivity", "called"), flow("asked", "called")))
        svg = picture(xml)
        weights = [float(drawn(svg, key).find(f"{SVG}rect").get("stroke-width")) for key in ("asked", "called")]
        assert weights[0] < weights[1]
