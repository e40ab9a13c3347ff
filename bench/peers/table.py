#!/usr/bin/python3
"""table.py figures.jsonl: the medians over all rounds, milliseconds a frame, as Markdown tables."""

import collections
import json
import statistics
import sys

import common


def main():
    seen = collections.defaultdict(list)
    for line in open(sys.argv[1], encoding="utf-8"):
        if not line.startswith("{"):
            continue
        row = json.loads(line)
        times = row.get("data", row.get("file", "")).removesuffix(".gpkg").split("_")[0]
        if row.get("bench") == "growth":
            for extent, view in row["views"].items():
                seen[times, "Darya, panned", "", extent].append(view["pan_ms"][0])
                seen[times, "Darya, drawn anew", "", extent].append(view["anew_ms"][0])
        elif "median_ms" in row:
            seen[times, row["peer"], row["data"], row["extent"]].append(row["median_ms"])
    for times in dict.fromkeys(key[0] for key in seen):
        print(f"\n{times}\n\n| | data | " + " | ".join(common.EXTENTS) + " |\n| --- | --- |" + " --- |" * len(common.EXTENTS))
        for peer, data in dict.fromkeys(key[1:3] for key in seen if key[0] == times):
            cells = []
            for extent in common.EXTENTS:
                figures = seen[times, peer, data, extent]
                cells.append(f"{statistics.median(figures):.1f}" if figures else "-")
            print(f"| {peer} | {data} | " + " | ".join(cells) + " |")


main()
