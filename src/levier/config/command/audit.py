"""`levier audit verify`: is the journal as it was written?"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"], help="verify : recalcule la chaîne du journal")
    parser.add_argument("--organisation", default="", help="code d'une organisation (sinon, toutes)")
    parser.add_argument("--against", type=Path, help="compare aussi à ce qu'une sauvegarde a gardé du journal")
    parser.add_argument("--json", action="store_true", help="répond en JSON")


def run(options: argparse.Namespace) -> int:
    """0 when every chain is whole; 1 with the first bad row of each that is not; 2 for an unknown name or file."""
    import sys

    import django

    django.setup()
    from levier.config.command.audit_run import verify
    from levier.foundation.kit.permissions import Refused

    try:
        chains = verify(options.organisation, options.against)
    except Refused as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps([asdict(chain) for chain in chains], default=str, ensure_ascii=False, indent=2))
    else:
        for chain in chains:
            print(f"{chain.organisation} : {chain.sentence}")
    return 0 if all(chain.first_bad is None for chain in chains) else 1
