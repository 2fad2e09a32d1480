"""The limit of a write: Django's ORM alone, one row in one transaction, by several processes on the same settings.

`python -m bench.limits.bare_writes '{"what": "create", "seconds": 2, "writers": 8, "space": …, "author": …}'` prints
`{"rate"}` in rows a second.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from typing import Any


def main() -> None:
    """Start the writers, let them write, add up."""
    given = json.loads(sys.argv[1])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twofold.project.settings")
    from django import setup

    setup()
    begin = multiprocessing.Value("d", 0.0)
    with multiprocessing.Pool(given["writers"], _ready, (begin, given)) as pool:
        begin.value = time.time() + 0.5
        done = pool.map(_write, range(given["writers"]), chunksize=1)
    print(json.dumps({"rate": sum(done) / given["seconds"]}))


_shared: dict[str, Any] = {}


def _ready(begin: Any, given: dict[str, Any]) -> None:
    from django.db import connection

    connection.ensure_connection()
    _shared.update(begin=begin, given=given)


def _write(writer: int) -> int:
    from django.db import transaction

    from twofold.core.clock import now
    from twofold.partners.models import Partner

    begin, given = _shared["begin"], _shared["given"]
    while not begin.value or time.time() < begin.value:
        time.sleep(0.001)
    until, count, mine = time.time() + given["seconds"], 0, _partner(Partner, given, writer, now())
    if given["what"] == "update":
        mine.save(force_insert=True)
    while time.time() < until:
        with transaction.atomic():
            if given["what"] == "create":
                _partner(Partner, given, count, now()).save(force_insert=True)
            else:
                mine.notes = f"note {count}"
                mine.save(update_fields=["notes"])
        count += 1
    return count


def _partner(model: Any, given: dict[str, Any], number: int, moment: Any) -> Any:
    return model(
        space_id=given["space"],
        author_id=given["author"],
        created_at=moment,
        updated_at=moment,
        company=f"Company {number}",
        contact_name="Pia Partner",
        contact_email="pia@brightleaf.example",
        type="co_marketing",
    )


if __name__ == "__main__":
    main()
