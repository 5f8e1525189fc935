"""What a measured class means for other sizes, in tables."""

from __future__ import annotations

from typing import Any

CLASSES = (30, 100, 300, 3000)
BEGIN, END = "<!-- written by benchmarks/hub.py -->", "<!-- until here -->"
FIRST_VISIT_MB = 11  # JupyterLab 5.9 MB in 213 files, the drawing library 5 MB; then in the cache


def need(found: dict[str, Any], pupils: int, cores: int) -> dict[str, float]:
    """Extrapolate a measured class to another size: memory adds up, processor time is shared.

    Parameters
    ----------
    found : dict
        One measured class.
    pupils : int
        Servers at the same time.
    cores : int
        Processor cores that do nothing else.
    """
    memory = found["memory_mb"]
    cpu = sum(found["cpu_s_a_pupil"].values())
    return {
        "memory_gb": (memory["hub"] + memory["proxy"] + pupils * memory["pupil"]) / 1024,
        "cpu_s": pupils * cpu,
        "all_through_s": pupils * cpu / cores,
    }


def markdown(results: dict[str, Any]) -> str:
    """Write the section for people."""
    found = results["class"]
    users, memory, cpu = found["users"], found["memory_mb"], found["cpu_s_a_pupil"]
    rows = [
        ("pupils who finished, of those who came", f"{found['finished']} of {users}"),
        ("cells run by each, errors in all", f"{found['cells']}, {found['cell_errors']}"),
        ("notebooks found as they were left, after a new start", f"{found['kept']} of {users}"),
        ("from Log in to the page, median (slowest)", _two(found["ready_s"])),
        ("opening the lesson, median (slowest)", _two(found["open_s"])),
        ("running the whole lesson, median (slowest)", _two(found["run_s"])),
        ("the class through, from the first login to the last cell", f"{found['whole_s']:.0f} s"),
        ("memory of a pupil: server + kernel (PSS)",
         f"{memory['server']:.0f} + {memory['kernel']:.0f} = {memory['pupil']:.0f} MiB"),
        ("memory of hub + proxy (PSS)", f"{memory['hub']:.0f} + {memory['proxy']:.0f} MiB"),
        ("processor time of a pupil: server + kernel + share of hub and proxy",
         f"{cpu['server']:.1f} + {cpu['kernel']:.1f} + {cpu['hub_and_proxy']:.1f} s"),
    ]  # fmt: skip
    cores = results["about"]["cores"]
    lines = [
        "## A class on one hub",
        "",
        f"One run of `python benchmarks/hub.py` on {results['about']['machine']}, "
        f"{results['about']['date']}, hub, proxy and all {users} pupils on this one machine, which "
        f"also did other work: {users} pupils log in at the same moment, start, open lesson "
        f"{found['lesson']}, run all of it, save, stop, start again and look for what they wrote.",
        "",
        "| what | measured |",
        "|---|---|",
        *(f"| {what} | {value} |" for what, value in rows),
        "",
        "**Extrapolated, not measured**: memory added up from the class above, processor time "
        "shared by the cores, everybody at the same moment.",
        "",
        "| pupils at once | memory for them and the hub | processor time to start and run a lesson "
        f"| on {cores} cores | on 8 cores |",
        "|---|---|---|---|---|",
    ]
    for pupils in CLASSES:
        here, eight = need(found, pupils, cores), need(found, pupils, 8)
        lines.append(
            f"| {pupils:,} | {here['memory_gb']:.1f} GiB | {here['cpu_s'] / 60:.0f} min | "
            f"{here['all_through_s'] / 60:.1f} min | {eight['all_through_s'] / 60:.1f} min |"
        )
    if other := results.get("waves"):
        lines += [
            "",
            f"In waves of {other['at_once']} servers instead of all {other['users']} at once: "
            f"{_two(other['ready_s'])} from Log in to the page; {other['asked_to_wait']} pupils "
            f"saw the page that tries again by itself, {other['finished']} of {other['users']} "
            "finished. Small waves are slower, because cores are idle between them; they are for "
            "classes so large that a start would take longer than the hub waits.",
        ]
    return "\n".join(lines) + "\n"


def with_table(text: str, results: dict[str, Any]) -> str:
    """Put the extrapolated sizes into the page for those who decide."""
    found = results["class"]
    pupil = found["memory_mb"]["pupil"]
    lines = [
        BEGIN,
        f"Measured with {found['users']} pupils at once on {results['about']['cores']} cores: "
        f"{pupil:.0f} MiB and {sum(found['cpu_s_a_pupil'].values()):.1f} s of processor time for "
        f"each, {_two(found['ready_s'])} from Log in to the page, {found['finished']} of "
        f"{found['users']} finished, {found['kept']} of {found['users']} found their work again. "
        "The rows below are **extrapolated** from that.",
        "",
        "| pupils at the same moment | memory | all started and through a lesson on 4 cores "
        f"| on 16 cores | first visit over 100 Mbit/s ({FIRST_VISIT_MB} MB each) |",
        "|---|---|---|---|---|",
    ]
    for pupils in CLASSES:
        four, more = need(found, pupils, 4), need(found, pupils, 16)
        lines.append(
            f"| {pupils:,} | {four['memory_gb']:.0f} GiB | {_span(four['all_through_s'])} | "
            f"{_span(more['all_through_s'])} | {_span(pupils * FIRST_VISIT_MB * 8 / 100)} |"
        )
    before, _old, rest = text.partition(BEGIN)
    return before + "\n".join(lines) + "\n" + END + rest.partition(END)[2]


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _two(spread: dict[str, float]) -> str:
    return f"{spread['median']:.1f} s ({spread['max']:.1f} s)" if spread else "not measured"
