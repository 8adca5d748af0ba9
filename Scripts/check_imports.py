#!/usr/bin/env python3
"""Checks that every module imports only what Package.swift lets it, and never against the direction of the house.

SwiftPM does not stop an undeclared import on a warm build."""
import pathlib
import re
import sys

ORDER = ["Records", "Text", "Formats", "Filters", "Dedup", "Tokenizers", "Templating", "Instructions", "Teachers",
         "Shards", "Recipes", "quern"]
IMPORT = re.compile(r"^\s*(?:@\w+\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
                    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)", re.M)


def declared(package: str) -> dict[str, set[str]]:
    uses = {}
    for name, listed in re.findall(r'room\(\s*"(\w+)"(?:,\s*uses:\s*\[(.*?)\]\s*)?\)', package, re.S):
        uses[name] = set(re.findall(r'"(\w+)"', re.sub(r'package:\s*"[^"]*"', "", listed)))
    block = re.search(r'executableTarget\(\s*name:\s*"quern",\s*dependencies:\s*\[(.*?)\],\s*swiftSettings', package, re.S)
    uses["quern"] = set(re.findall(r'"(\w+)"', re.sub(r'package:\s*"[^"]*"', "", block.group(1))))
    return uses


def main() -> int:
    root = pathlib.Path(__file__).resolve().parent.parent
    uses = declared((root / "Package.swift").read_text())
    system = {"Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization", "Swift", "Darwin"}
    faults = []
    for module, allowed in uses.items():
        for other in allowed & set(ORDER):
            if module in ORDER and ORDER.index(other) >= ORDER.index(module):
                faults.append(f"Package.swift: {module} may not use {other}: imports go one way")
        for file in sorted((root / "Sources" / module).rglob("*.swift")):
            for name in IMPORT.findall(file.read_text()):
                if name not in allowed | system:
                    faults.append(f"{file.relative_to(root)}: imports {name}, which Package.swift does not give {module}")
    print("\n".join(faults) or f"imports: {len(uses)} modules in order")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
