"""Speed: takes files that a script makes, gives the time and memory of reading and judging them beside other tools'.

    python -m benchmarks.speed                  # all of it, some twenty minutes: what a release writes to results/
    python -m benchmarks.speed --quick          # 10 and 100 pages, three rounds
    python -m benchmarks.speed report           # the newest two results beside one another, changes over 10 % named

Everything is a ratio of runs that took turns, in seconds of processor time (children included), so that a machine
that others use too slows all alike. Results are files of pyperf, so that `python -m pyperf compare_to OLD NEW` reads
them too.
"""
