"""Compares a file with what phoenix-evals has: the classifiers, and the scores that its code gives to many inputs.

EvalsParityTest compares the same file with this project's evaluators.

Usage: evals.py check FILE   fails if the file differs
       evals.py write FILE   writes the file
"""

import importlib
import json
import pkgutil
import random
import re
import sys

import phoenix.evals.__generated__.classification_evaluator_configs as configs
from phoenix.evals.metrics import MatchesRegex, PrecisionRecallFScore, exact_match

TEXTS = ["", "yes", "Yes", "yes ", " yes", "yes\n", "no", "ünï", "u\u0308ni\u0308", "1", "1.0"]
PATTERNS = [r"\d+", r"^yes$", r"(?i)YES", r"https?://[^\s]+", r"\bno\b", r"ü", r"a{2,3}", r"$", r"[^a-z]", r"a.b"]
OUTPUTS = ["", "yes", "yes\n", "No, not now", "see https://a.example/x", "aaa 42", "ünï", "a\nb"]


def classifiers():
    for module in pkgutil.iter_modules(configs.__path__):
        values = vars(importlib.import_module(f"{configs.__name__}.{module.name}")).values()
        for config in values:
            if hasattr(config, "choices") and hasattr(config, "messages") and not isinstance(config, type):
                prompt = " ".join(message.content for message in config.messages)
                yield {
                    "name": config.name,
                    "choices": config.choices,
                    "direction": config.optimization_direction,
                    "variables": sorted(set(re.findall(r"{{\s*(\w+)\s*}}", prompt))),
                }


def exact_matches():
    # Without a reference output there is nothing to compare with: Java's evaluator refuses this.
    for output in TEXTS:
        for expected in TEXTS[1:]:
            (score,) = exact_match.evaluate({"output": output, "expected": expected})
            yield {"output": output, "expected": expected, "score": score.score}


def regex_matches():
    for pattern in PATTERNS:
        for output in OUTPUTS:
            (score,) = MatchesRegex(pattern).evaluate({"output": output})
            yield {"pattern": pattern, "output": output, "score": score.score}


def retrievals():
    dice = random.Random(3)
    for number in range(60):
        beta = [1, 2, 0.5, 1.5][number % 4]
        documents = [f"d{each}" for each in range(dice.randint(1, 12))]
        relevant = [each for each in documents if dice.random() < 0.5]
        retrieved = [each for each in documents if dice.random() < 0.5]
        if not relevant and not retrieved:
            # Phoenix wants the label once at least.
            retrieved = documents[:1]
        scores = PrecisionRecallFScore(beta=beta, positive_label=1).evaluate(
            {
                "expected": [int(each in relevant) for each in documents],
                "output": [int(each in retrieved) for each in documents],
            }
        )
        yield {
            "beta": beta,
            "relevant": relevant,
            "retrieved": retrieved,
            "scores": {score.name: score.score for score in scores},
        }


action, path = sys.argv[1:]
found = {
    "classifiers": sorted(classifiers(), key=lambda each: each["name"]),
    "exact_match": list(exact_matches()),
    "matches_regex": list(regex_matches()),
    "retrieval": list(retrievals()),
}
text = "{\n" + ",\n".join(
    f'"{name}": [\n' + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"
    for name, rows in found.items()
) + "\n}\n"
if action == "write":
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
with open(path, encoding="utf-8") as file:
    assert file.read() == text, f"{path} is not what phoenix-evals has. Run: evals.py write {path}"
print(f"{path} is what phoenix-evals has:", {name: len(rows) for name, rows in found.items()})
