"""`python -m levier`."""

import sys

from levier.config.command import main

if __name__ == "__main__":  # The server's own processes import this module again.
    sys.exit(main())
