"""Outbox: every message that leaves the house, written in the transaction of the act that causes it.

Promises one effect even if a job runs twice. Refuses to know whom a message is about beyond its frozen recipient.
"""
