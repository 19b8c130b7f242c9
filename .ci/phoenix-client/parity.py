"""Checks that the README names each call of Phoenix's Python client.

Usage: parity.py README
"""

import inspect
import sys

from phoenix.client import Client

with open(sys.argv[1], encoding="utf-8") as file:
    readme = file.read()
client = Client(base_url="http://localhost:6006")
resources = ["datasets", "experiments", "projects", "prompts", "sessions", "spans", "traces"]
missing = [
    f"{resource}.{name}"
    for resource in resources
    for name, _ in inspect.getmembers(type(getattr(client, resource)), inspect.isfunction)
    if not name.startswith("_") and f"{resource}.{name}" not in readme and f"`{name}`" not in readme
]
assert not missing, missing
print("The README names each call of Phoenix's Python client.")
