"""`python -m levier`."""

import sys

from levier.config.command import main

sys.exit(main(sys.argv[1:]))
