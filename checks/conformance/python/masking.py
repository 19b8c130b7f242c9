"""Writes the settings of Python's TraceConfig, and what they make of each key and value in masking/subjects.json, to
masking/reference.json.

Each setting stands alone and with each other one. What is not listed for a configuration is kept as it is.
"""

import dataclasses
import itertools
import json
import logging
import pathlib
import sys

import openinference.semconv.trace
from openinference.instrumentation import TraceConfig
from openinference.instrumentation.config import OPENINFERENCE_BLOB_UPLOADER

LIMITS = {
    "base64_image_max_length": [0, 30],
    # What the uploader returns.
    "blob_uploader": [
        "https://blobs.example/picture.png",
        "file:///pictures/1.png",
        "picture.png",
        "C://picture.png",
        "s3://bucket/a picture.png",
        "s3://",
        None,
    ],
}
# Adds attributes and masks none.
NOT_MASKING = {"enable_genai_semconv"}


class Uploader:
    def __init__(self, uri):
        self.uri = uri

    def upload(self, blob):
        return self.uri

    def shutdown(self, timeout_sec=None):
        pass


def conventions():
    """All keys of the conventions, in the packages' classes."""
    return {
        key
        for name, group in vars(openinference.semconv.trace).items()
        if name.endswith("Attributes")
        for constant, key in vars(group).items()
        if constant.isupper()
    }


def configurations():
    names = {field.name for field in dataclasses.fields(TraceConfig)} - NOT_MASKING
    flags = [{name: True} for name in sorted(names) if name.startswith("hide_")]
    if names != {name for flag in flags for name in flag} | set(LIMITS):
        raise AssertionError(f"settings that this script does not know: {names}")
    limits = [{"base64_image_max_length": length} for length in LIMITS["base64_image_max_length"]]
    limits += [{"base64_image_max_length": 30, "blob_uploader": uri} for uri in LIMITS["blob_uploader"]]
    pairs = [{**one, **other} for one, other in itertools.combinations(flags, 2)]
    limited = [{**flag, **limits[2]} for flag in flags]
    return [{}, *flags, *limits, *pairs, *limited]


def settings():
    """The variable of each setting and the value without it."""
    defaults = TraceConfig()
    return {
        field.name: {
            "variable": field.metadata["env_var"] or OPENINFERENCE_BLOB_UPLOADER,
            "default": getattr(defaults, field.name),
        }
        for field in dataclasses.fields(TraceConfig)
    }


def outcome(config, key, value):
    masked = config.mask(key, value)
    if masked is None:
        return "nothing"
    return "kept" if masked is value else masked


def effect(chosen, subjects):
    arguments = dict(chosen)
    if "blob_uploader" in arguments:
        arguments["blob_uploader"] = Uploader(arguments["blob_uploader"])
    config = TraceConfig(**arguments)
    effects = {}
    for key in subjects["keys"]:
        outcomes = {name: outcome(config, key, value) for name, value in subjects["values"].items()}
        if len(set(outcomes.values())) == 1:
            outcomes = {"*": outcomes["text"]}
        changed = {name: result for name, result in outcomes.items() if result != "kept"}
        if changed:
            effects[key] = changed
    return effects


def main(folder):
    subjects = json.loads((folder / "subjects.json").read_text())
    if missing := conventions() - set(subjects["keys"]):
        raise AssertionError(f"keys that are not masked: {sorted(missing)}")
    matrix = [{"settings": chosen, "effects": effect(chosen, subjects)} for chosen in configurations()]
    text = json.dumps({"settings": settings(), "matrix": matrix}, indent=1)
    (folder / "reference.json").write_text(text + "\n")


logging.disable(logging.WARNING)  # Addresses that are none are among the subjects.
main(pathlib.Path(sys.argv[1]))
