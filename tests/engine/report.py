"""The errand of tests/engine/errand.py with a report: shown with the task that ends it, then written into the case."""

from engine.diagrams.bundle import Bundle

REPORT = """# Report of {{ case.reference }}

Table: The errand in dates

| | |
|---|---|
| Asked for | {{ anchors.asked | day }} |
| Due | {{ due["ERR-1"] | day }} |

## Why

{{ answers.errand.why }}

## Bags

{% if answers.errand.bags %}
| Owner | Weight |
|---|---|
{% for bag in answers.errand.bags %}
| {{ bag.owner }} | {{ bag.weight }} |
{% endfor %}
{% endif %}

- First **{{ answers.errand.who }}**, then the keeper
- {{ answers.errand.why }}

## How it was fetched

{{ answers.fetched.how }}

## Signed

{% if sent.fetched is defined %}
**{{ sent.fetched.by }}**\\
{{ sent.fetched.post }}
{% endif %}
"""
DRAFT = 'Subject: An errand\n\nDear keeper,\n\nfetch it by {{ due["ERR-1"] | day }}, for {{ answers.errand.who }}.\n'
FETCHED = """
form: fetched
title: Fetch it
sections:
  - title: Fetching
    fields:
      done:
        type: yes_no
        label: Is it done?
      how:
        type: text
        label: How?
      note:
        type: text
        label: What is the keeper sent?
        optional: true
        starts_from_letter: request
"""
RECORD = (
    '<bpmn:serviceTask id="record" name="Write the report"><bpmn:extensionElements><spiffworkflow:properties>'
    '<spiffworkflow:property name="document" value="report" /><spiffworkflow:property name="clauses" value="ERR-1" />'
    "</spiffworkflow:properties></bpmn:extensionElements></bpmn:serviceTask>"
)


def with_report(bundle: Bundle, report: str = REPORT) -> Bundle:
    """Return the bundle of an errand with a report, and with a letter that the form of fetching starts with."""
    files = dict(bundle.files)
    drawn = files["bpmn/errand.bpmn"].decode()
    shown = '<spiffworkflow:property name="document" value="report" />'
    ends = 'sourceRef="record" targetRef="fetched" />'
    for old, new in (
        ('<spiffworkflow:property name="form" value="fetched" />', f"{{old}}{shown}"),
        ("<bpmn:flowNodeRef>fetched</bpmn:flowNodeRef>", "{old}<bpmn:flowNodeRef>record</bpmn:flowNodeRef>"),
        ('<bpmn:endEvent id="fetched" />', f"{RECORD}{{old}}"),
        ('Ref="fetch" targetRef="fetched" />', f'Ref="fetch" targetRef="record" /><bpmn:sequenceFlow id="f7" {ends}'),
    ):
        assert old in drawn, old
        drawn = drawn.replace(old, new.replace("{old}", old))
    files["bpmn/errand.bpmn"] = drawn.encode()
    files["forms/definitions/fetched.yaml"] = FETCHED.encode()
    files["forms/documents/report.md"] = report.encode()
    files["forms/letters/request.txt"] = DRAFT.encode()
    return Bundle(files)
