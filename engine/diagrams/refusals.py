"""What BPMN has and this product does not run, and what to draw instead."""

USE_SERVICE = "draw a service task with an operation, or a letter, instead"
USE_MESSAGE = "draw a message event instead, with its form"
REFUSED_ELEMENTS = {
    "task": "say who does it: draw a user task, a service task or a business rule task",
    "manualTask": "draw a user task with a form, so that it is recorded that it was done",
    "scriptTask": f"code is not run; {USE_SERVICE}",
    "sendTask": "draw a service task with a letter instead",
    "receiveTask": "draw an intermediate message event with a form instead",
    "inclusiveGateway": "draw a parallel gateway whose branches each start with an exclusive gateway",
    "complexGateway": "draw exclusive and parallel gateways instead",
    "intermediateThrowEvent": "draw a service task with a letter instead, or nothing",
    "transaction": "draw a process and call it with a call activity",
    "adHocSubProcess": "draw the order in which it is done, with gateways",
    "implicitThrowEvent": "draw a service task instead",
}
"""Flow nodes of BPMN that are refused, by kind."""

REFUSED_PARTS = {
    "standardLoopCharacteristics": "draw the loop with an exclusive gateway that leads back",
    "ioSpecification": "a case's answers are read by every process; remove it",
    "dataInputAssociation": "the list is named in the multi-instance marker; remove the arrow from the data object",
    "dataOutputAssociation": "forms keep what is answered; remove the arrow to the data object",
    "dataStoreReference": "draw a data object for a list, or nothing",
    "dataStore": "draw a data object for a list, or nothing",
    "textAnnotation": "write it into the element's documentation, which every page can show",
    "association": "write it into the element's documentation, which every page can show",
    "group": "draw a lane for a role, or a process of its own for a part",
    "serviceTaskOperator": f"name an `operation` or a `letter` in its properties; {USE_SERVICE}",
    "preScript": f"code is not run; {USE_SERVICE}",
    "postScript": f"code is not run; {USE_SERVICE}",
    "calledDecisionId": "name the table in the property `decision`",
    "signal": USE_MESSAGE,
    "error": "draw the exception as a way out of an exclusive gateway",
    "escalation": "draw a service task with the operation that tells the role",
    "signalEventDefinition": USE_MESSAGE,
    "conditionalEventDefinition": "draw an exclusive gateway that asks the condition",
    "linkEventDefinition": "draw the sequence flow itself, or call a process",
    "compensateEventDefinition": "draw what is to be undone as steps of its own",
    "correlationProperty": "events are recorded by a person on their case; remove it",
}
"""Other parts of BPMN that are refused, by kind."""

REFUSED_ATTRIBUTES: dict[str, tuple[str, str]] = {
    "default": ("", "has a default flow, which hides a case that nobody thought of; give every flow its condition"),
    "triggeredByEvent": (
        "true",
        "is an event subprocess, which is not run; draw a boundary event that leads to its steps",
    ),
    "isForCompensation": ("true", "is for compensation, which is not run; draw what is to be undone as steps"),
    "parallelMultiple": ("true", "waits for several events at once; draw a parallel gateway and one event a branch"),
    "eventGatewayType": ("Parallel", "waits for all its events; draw a parallel gateway and one event a branch"),
    "instantiate": ("true", "starts a process by itself; draw a start event"),
}
"""Attributes of flow nodes that are refused: the value (empty: any) and what to say."""


def refusal(kind: str) -> str:
    """Return what to say of a part of BPMN that is not run, and what to draw instead."""
    instead = REFUSED_ELEMENTS.get(kind) or REFUSED_PARTS.get(kind) or "remove it"
    return f"{kind} is not run here; {instead}"
