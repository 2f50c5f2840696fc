"""The street: settings and root addresses. Mounts rooms, holds nothing else."""
