"""A questionnaire and its scoring file: what fits, and where what does not fit is told to be."""

import json
import re
import subprocess
import threading
import time
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from twofold.measures import scale_errand
from twofold.measures.scale_check import check
from twofold.values import ROOT
from twofold.wire import Refusal

BLOCKS = re.findall(r"```json\n(.*?)```", (ROOT / "docs/scales.md").read_text(encoding="utf-8"), re.DOTALL)
QUESTIONNAIRE, SCORING = (json.loads(one) for one in BLOCKS)
FHIR = "http://hl7.org/fhir/StructureDefinition/"
Change = Callable[[Any, Any], object]


def checked(change: Change = lambda asked, rules: None) -> dict[str, Any]:
    """What is said of the guide's own example, after `change`."""
    asked, rules = deepcopy(QUESTIONNAIRE), deepcopy(SCORING)
    change(asked, rules)
    return check(json.dumps(asked), json.dumps(rules))


def paths(told: dict[str, Any]) -> list[str]:
    return [f"{one['file']}: {one['path']}" for one in told["faults"]]


def test_the_example_of_the_guide_fits() -> None:
    Questionnaire.model_validate(QUESTIONNAIRE)
    scale = checked()["scale"]
    assert [one["kind"] for one in scale["items"]] == ["text", "choice", "choice", "integer", "integer"]
    assert [one["number"] for one in scale["items"][1]["options"]] == [0, 1, 2]
    assert (scale["items"][3]["low"], scale["items"][3]["high"]) == (0, 10)
    assert (scale["title"], scale["url"][-12:], scale["version"]) == ("Our mornings", "our-mornings", "1.0")
    assert [one["least_answered"] for one in scale["scores"]] == [2, 1]
    assert scale["scores"][0]["reliability"] is None


def test_numbers_and_bounds_may_stand_in_the_questionnaire() -> None:
    def change(asked: Any, rules: Any) -> None:
        for number, option in enumerate(asked["item"][1]["answerOption"]):
            weight = {"url": f"{FHIR}ordinalValue", "valueDecimal": number}
            (option if number else option["valueCoding"])["extension"] = [weight]
        asked["item"][3]["extension"] = [
            {"url": f"{FHIR}minValue", "valueInteger": 0},
            {"url": f"{FHIR}maxValue", "valueInteger": 10},
        ]
        del rules["items"]["light"], rules["items"]["tea"]

    assert checked(change) == checked()


def test_groups_are_taken_apart_one_level_deep() -> None:
    def change(asked: Any, _: Any) -> None:
        asked["item"] = [{"linkId": "g", "type": "group", "text": "Mornings", "item": asked["item"]}]

    items = checked(change)["scale"]["items"]
    assert [(one["id"], one["group"]) for one in items[:3]] == [("g", None), ("intro", "g"), ("light", "g")]


def test_an_address_may_end_in_any_word() -> None:
    assert "scale" in checked(top(url="https://example.org/questionnaires/expression"))


def test_html_stays_text() -> None:
    words = "<img src=x onerror=alert(1)><b>bold</b>"
    scale = checked(lambda asked, _: asked["item"][0].update(text=words))["scale"]
    assert scale["items"][0]["text"] == words


def item(number: int, **given: Any) -> Change:
    return lambda asked, _: asked["item"][number].update(given)


def option(**given: Any) -> Change:
    return lambda asked, _: asked["item"][1]["answerOption"][1].update(given)


def coding(**given: Any) -> Change:
    return lambda asked, _: asked["item"][1]["answerOption"][1]["valueCoding"].update(given)


def score(number: int = 0, **given: Any) -> Change:
    return lambda _, rules: rules["score"][number].update(given)


def top(**given: Any) -> Change:
    return lambda asked, _: asked.update(given)


def rule(**given: Any) -> Change:
    return lambda _, rules: rules.update(given)


EXPRESSION = {"url": f"{FHIR}x", "valueExpression": {"language": "text/fhirpath", "expression": "1"}}
UNFIT: dict[str, tuple[Change, str, str]] = {
    "another resource": (top(resourceType="Patient"), "questionnaire: resourceType", "Questionnaire"),
    "no status": (top(status="perhaps"), "questionnaire: status", "draft, active"),
    "no items": (top(item=[]), "questionnaire: item", "list with something"),
    "items that are words": (top(item=["one"]), "questionnaire: item[0]", "object"),
    "an item that is JSON in a text": (top(item=['{"linkId": "a"}']), "questionnaire: item[0]", "object"),
    "too many items": (
        top(item=[{"linkId": str(n), "type": "display", "text": "x"} for n in range(121)]),
        "questionnaire: item",
        "at most 120",
    ),
    "a branch": (
        item(2, enableWhen=[{"question": "light", "operator": "exists", "answerBoolean": True}]),
        "questionnaire: item[2].enableWhen",
        "depending",
    ),
    "something worked out": (item(3, extension=[EXPRESSION]), "questionnaire: item[3].extension[0]", "works"),
    "a calculated score": (
        item(3, extension=[{"url": "http://example.org/calculatedExpression", "valueString": "1"}]),
        "questionnaire: item[3].extension[0]",
        "works something out",
    ),
    "a modifier": (
        item(1, modifierExtension=[{"url": "http://example.org/not", "valueBoolean": True}]),
        "questionnaire: item[1].modifierExtension",
        "changes",
    ),
    "a hidden item": (
        item(1, extension=[{"url": f"{FHIR}questionnaire-hidden", "valueBoolean": True}]),
        "questionnaire: item[1].extension[0]",
        "hides",
    ),
    "open choice": (item(1, type="open-choice"), "questionnaire: item[1].type", "own words"),
    "a text": (item(1, type="text"), "questionnaire: item[1].type", "choices and whole numbers"),
    "no type of FHIR's": (item(1, type="slider"), "questionnaire: item[1].type", "knows no item"),
    "several answers": (item(1, repeats=True), "questionnaire: item[1].repeats", "one answer"),
    "an answer beforehand": (
        item(3, initial=[{"valueInteger": 3}]),
        "questionnaire: item[3].initial",
        "beforehand",
    ),
    "a list elsewhere": (
        lambda asked, _: asked["item"][1].update(
            answerValueSet=asked["item"][1].pop("answerOption") and "http://x.org"
        ),
        "questionnaire: item[1].answerValueSet",
        "elsewhere",
    ),
    "a question in a question": (
        item(1, item=[{"linkId": "z", "type": "integer", "text": "z"}]),
        "questionnaire: item[1].item",
        "inside",
    ),
    "a group in a group": (
        top(
            item=[
                {
                    "linkId": "g",
                    "type": "group",
                    "item": [
                        {
                            "linkId": "h",
                            "type": "group",
                            "item": [{"linkId": "i", "type": "integer", "text": "i"}],
                        }
                    ],
                }
            ]
        ),
        "questionnaire: item[0].item[0].type",
        "One level",
    ),
    "no linkId": (item(1, linkId=None), "questionnaire: item[1].linkId", "missing"),
    "a linkId twice": (item(2, linkId="light"), "questionnaire: item[2].linkId", "same linkId"),
    "a code that is a number": (
        coding(code=3),
        "questionnaire: item[1].answerOption[1].valueCoding.code",
        "text",
    ),
    "a code twice": (
        coding(code="no"),
        "questionnaire: item[1].answerOption[1].valueCoding.code",
        "same code",
    ),
    "an answer that is no coding": (
        lambda asked, _: asked["item"][1]["answerOption"].insert(0, {"valueString": "yes"}),
        "questionnaire: item[1].answerOption[0].valueString",
        "valueCoding",
    ),
    "chosen beforehand": (
        option(initialSelected=True),
        "questionnaire: item[1].answerOption[1].initialSelected",
        "beforehand",
    ),
    "a word FHIR does not have": (
        item(1, colour="red"),
        "questionnaire: item[1].colour",
        "nothing of this name",
    ),
    "yes for true": (item(1, required="yes"), "questionnaire: item[1].required", "true or false"),
    "a text too long": (item(1, text="x" * 1_001), "questionnaire: item[1].text", "too long"),
    "half a sign": (item(1, text="\ud800"), "questionnaire: item[1].text", "cannot be shown"),
    "no bounds": (
        lambda _, rules: rules["items"].pop("tea"),
        "scoring: items.tea",
        "lowest and its highest",
    ),
    "bounds the wrong way": (
        lambda _, rules: rules["items"]["tea"].update(lowest=11),
        "scoring: items.tea",
        "before the highest",
    ),
    "no number for an answer": (
        lambda _, rules: rules["items"]["light"]["numbers"].pop("some"),
        "scoring: items.light.numbers.some",
        "missing",
    ),
    "a code nobody asks": (
        lambda _, rules: rules["items"]["light"]["numbers"].update(never=3),
        "scoring: items.light.numbers.never",
        "no meaning",
    ),
    "two numbers for an answer": (
        lambda asked, _: asked["item"][1]["answerOption"][0].update(
            extension=[{"url": f"{FHIR}itemWeight", "valueDecimal": 7}]
        ),
        "scoring: items.light.numbers.no",
        "another number",
    ),
    "no licence": (lambda _, rules: rules.pop("licence"), "scoring: licence", "who may use"),
    "a misspelt key": (rule(lisence="ours"), "scoring: lisence", "no meaning"),
    "a score of nothing asked": (
        score(items=["light", "lamp"]),
        "scoring: score[0].items[1]",
        "Nothing is asked",
    ),
    "turning what is not scored": (score(reverse=["tea"]), "scoring: score[0].reverse[0]", "not among"),
    "a method of one's own": (score(method="median"), "scoring: score[0].method", "mean"),
    "more than all": (score(least_answered=3), "scoring: score[0].least_answered", "between 1"),
    "one that stands in for another kind": (
        score(items=["light", "tea"], reverse=[], least_answered=1, range=[0, 20]),
        "scoring: score[0].least_answered",
        "stand in",
    ),
    "a range too small": (score(range=[0, 3]), "scoring: score[0].range", "between 0 and 4"),
    "an alpha over one": (
        score(1, reliability={"alpha": 1.2, "sd": 2, "source": "s"}),
        "scoring: score[1].reliability.alpha",
        "between 0 and 1",
    ),
    "figures without a source": (
        score(1, retest={"r": 0.8, "sd": 2}),
        "scoring: score[1].retest.source",
        "missing",
    ),
    "two scores of one id": (score(1, id="calm"), "scoring: score", "same id"),
}


@pytest.mark.parametrize("kind", UNFIT)
def test_an_unfit_file_is_refused_with_the_path_of_the_fault(kind: str) -> None:
    change, path, words = UNFIT[kind]
    told = checked(change)
    assert path in paths(told)
    assert words in next(one["words"] for one in told["faults"] if f"{one['file']}: {one['path']}" == path)


HOSTILE = {
    "no JSON": ("{", "line 1, column 2"),
    "nothing": ("", "line 1, column 1"),
    "deep": ("[" * 200_000, ""),
    "deep, and whole": ('{"a":' * 60_000 + "1" + "}" * 60_000, ""),
    "rather deep": ('{"item":' * 30 + "1" + "}" * 30, ".".join(["item"] * 17)),
    "a list": ("[]", ""),
    "NaN": ('{"item": [{"maxLength": NaN}]}', "item[0].maxLength"),
    "Infinity": ('{"a": [-Infinity]}', "a[0]"),
    "a huge number": ('{"a": ' + "9" * 100_000 + "}", "a"),
    "a huge power": ('{"a b": 1e999}', '["a b"]'),
    "a key twice": ('{"item": [{"linkId": "a", "linkId": "b"}]}', "item[0].linkId"),
    "many": ('{"item": [' + "{}," * 99_999 + "{}]}", ""),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_json_is_told_plainly_and_soon(kind: str) -> None:
    text, path = HOSTILE[kind]
    begun = time.process_time()
    for files in ((text, json.dumps(SCORING)), (json.dumps(QUESTIONNAIRE), text)):
        told = check(*files)
        assert [one["path"] for one in told["faults"]] == [path]
    assert time.process_time() - begun < 2


def test_a_mark_of_byte_order_is_passed_over() -> None:
    assert "scale" in check("\ufeff" + json.dumps(QUESTIONNAIRE), json.dumps(SCORING))


def test_there_is_an_end_to_the_faults_that_are_told() -> None:
    words = [{"linkId": str(n), "type": "text", "text": "x"} for n in range(100)]
    assert len(checked(top(item=words))["faults"]) == 25


def test_the_files_are_looked_at_in_a_process_of_its_own() -> None:
    told = scale_errand.look_at(json.dumps(QUESTIONNAIRE), json.dumps(SCORING))
    assert told == checked()
    many = '{"item": [' + "{}," * 80_000 + "{}]}"
    assert scale_errand.look_at(many, "{}")["faults"][0]["path"] == ""


def test_what_takes_too_long_is_ended(monkeypatch: Any) -> None:
    children: list[subprocess.Popen[str]] = []

    class Watched(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            children.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    monkeypatch.setattr(scale_errand, "SECONDS", 0.2)
    monkeypatch.setattr(scale_errand, "CHILD", (scale_errand.CHILD[0], "-c", "import time; time.sleep(60)"))
    with pytest.raises(Refusal, match="Nothing was kept"):
        scale_errand.look_at("{}", "{}")
    assert children[0].returncode == -9


def test_no_more_than_two_are_looked_at_together(monkeypatch: Any) -> None:
    monkeypatch.setattr(scale_errand, "_room", threading.BoundedSemaphore(1))
    monkeypatch.setattr(scale_errand, "SECONDS", 0.05)
    with scale_errand._room, pytest.raises(Refusal, match="nothing is lost"):
        scale_errand.look_at("{}", "{}")


def test_a_process_that_dies_is_told_as_such(monkeypatch: Any) -> None:
    monkeypatch.setattr(scale_errand, "CHILD", (scale_errand.CHILD[0], "-c", "print('half')"))
    with pytest.raises(Refusal, match="Nothing was kept"):
        scale_errand.look_at("{}", "{}")


def test_a_file_over_256_kb_is_not_read() -> None:
    with pytest.raises(Refusal, match="256 kB"):
        scale_errand.look_at(" " * 262_145, "{}")
    with pytest.raises(Refusal, match="256 kB"):
        scale_errand.look_at("{}", "é" * 131_073)
