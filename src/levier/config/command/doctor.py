"""`levier doctor`: what is missing or unsafe, and how to mend it."""

import argparse
import json
from dataclasses import asdict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="répond en JSON")


def run(options: argparse.Namespace) -> int:
    """0 when nothing is wrong, 1 otherwise; warnings alone are not wrong."""
    import django

    django.setup()
    from levier.config.command.doctor_run import examine

    findings = examine()
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{finding.mark:<10} {finding.what}" + (f"\n{'':<10} → {finding.mend}" if finding.mend else ""))
    return 1 if any(finding.mark == "MANQUE" for finding in findings) else 0
