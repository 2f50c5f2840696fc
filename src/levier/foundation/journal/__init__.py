"""Journal: who did and who read what, in a chain that cannot change unseen.

Promises one line in the same transaction as the act. Refuses foreign keys, and personal data in the chain.
"""
