"""Reads with Phoenix's Python client what RunExperimentIT and ExperimentTestIT wrote.

Usage: check.py URL
"""

import sys

from phoenix.client import Client

client = Client(base_url=sys.argv[1])


def newest(prefix):
    names = [(each["id"], each["name"]) for each in client.datasets.list()]
    return next(dataset_id for dataset_id, name in names if name.startswith(prefix))


def experiments(prefix):
    found = client.experiments.list(dataset_id=newest(prefix))
    return [client.experiments.get_experiment(experiment_id=each["id"]) for each in found]


(first,) = experiments("capitals-")
runs = first["task_runs"]
assert len(runs) == 6, runs
assert sorted(str(run["output"]) for run in runs) == ["None"] * 2 + ["answer 1"] * 2 + ["answer 3"] * 2
assert {run["repetition_number"] for run in runs} == {1, 2}
assert [run["error"] for run in runs if run["error"]] == ["java.lang.IllegalStateException: boom"] * 2
scores = [each for each in first["evaluation_runs"] if each.name == "exact_match"]
assert [each.result["score"] for each in scores] == [1.0] * 4, scores
assert {each.result["label"] for each in scores} == {"true"}

spans = client.spans.get_spans(project_identifier=first["project_name"], limit=100)
by_trace = {span["context"]["trace_id"]: span for span in spans}
for run in runs:
    task = by_trace[run["trace_id"]]
    assert (task["span_kind"], task["name"]) == ("CHAIN", "Task: first"), task
for score in scores:
    evaluation = by_trace[score.trace_id]
    assert (evaluation["span_kind"], evaluation["name"]) == ("EVALUATOR", "Evaluation: exact_match")

(resumed,) = experiments("resumed-")
assert len(resumed["task_runs"]) == 200
assert len({run["dataset_example_id"] for run in resumed["task_runs"]}) == 200
assert len(resumed["evaluation_runs"]) == 200
assert all(each.result["score"] == 1.0 for each in resumed["evaluation_runs"])


# Python goes on where Java has stopped: nothing is left of the resumed experiment.
def task(input):
    raise AssertionError("This run was there.")


client.experiments.resume_experiment(experiment_id=resumed["experiment_id"], task=task)
print("Python's client reads the experiments.")
