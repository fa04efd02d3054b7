"""The process that `errand` starts: reads jobs, does each under watch, and prints how it went."""

import json
import resource
import signal
import sys

from .network import Watch
from .outcome import Job, Result
from .words import Words

MEMORY = 768 * 1024 * 1024  # bytes; an answer without end meets it


def main() -> None:
    """Do what stdin asks for."""
    asked = json.load(sys.stdin)
    signal.alarm(asked["seconds"])  # should the server be gone by then
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    jobs = [Job(**one) for one in asked["jobs"]]
    prepare(jobs)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    watch = Watch(asked["private"])
    for job in jobs:
        print(do(job, watch).name, flush=True)  # noqa: T201 - its one way to tell


def prepare(jobs: list[Job]) -> None:
    """Load what these jobs need, before nothing may be opened any more."""
    if any(job.do == "push" for job in jobs):
        from . import push  # noqa: F401
    for job in jobs:
        if job.do != "push":
            from .anywhere import _plugin

            _plugin(job.to["address"])  # Apprise loads its plugins with the first address


def do(job: Job, watch: Watch) -> Result:
    """Do one, and never stop the others."""
    watch.refused = False
    try:
        if job.do == "push":
            from .push import push

            return push(job.to, Words[job.words], watch)
        from . import anywhere

        if job.do == "check":
            return anywhere.check(job.to["address"], watch.private_allowed)
        return anywhere.notify(job.to["address"], Words[job.words], watch)
    except Exception:  # noqa: BLE001 - a library's mistake; whether it said anything is not known
        return Result.SLOW


if __name__ == "__main__":
    main()
