"""What the browser is sent is loaded by a page: no package, module or stylesheet is built for nothing."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
OURS = {path: path.read_text() for kind in ("js", "css") for path in sorted((FRONTEND / kind).rglob(f"*.{kind}"))}
BUILD = (FRONTEND / "build.mjs").read_text()
ENTRIES = re.findall(r'"((?:css|js)/[a-z-]+\.(?:css|js))"', BUILD)
TEMPLATES = "".join(path.read_text() for path in sorted((ROOT / "twofold").glob("*/templates/**/*.html")))


def test_every_package_is_used() -> None:
    package = json.loads((FRONTEND / "package.json").read_text())
    shipped = "".join((*OURS.values(), BUILD))
    assert package["dependencies"]
    assert [name for name in package["dependencies"] if f'"{name}' not in shipped and f"/{name}/" not in shipped] == []
    tests = "".join(
        path.read_text() for path in sorted((ROOT / "tests").rglob("*.*js")) + sorted(ROOT.glob("tests/**/*.py"))
    )
    assert [name for name in package["devDependencies"] if name not in tests + BUILD] == []


def test_every_file_that_is_built_is_loaded_by_a_page() -> None:
    assert ENTRIES
    assert [name for name in ENTRIES if f'{{% static "ui/{Path(name).name}" %}}' not in TEMPLATES] == []


def test_every_module_and_stylesheet_is_in_one_of_them() -> None:
    reached = [FRONTEND / name for name in ENTRIES]
    for path in reached:
        found = re.findall(r'(?:import|from) "(\.[^"]+)"', OURS.get(path, ""))
        reached += [there for each in found if (there := (path.parent / each).resolve()) not in reached]
    assert sorted(set(OURS) - set(reached)) == []
