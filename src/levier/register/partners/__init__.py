"""Partners: funders, programmes, training centres, employers, welfare centres, places and contacts.

Promises one entry per organisation met. Refuses to know the people accompanied.
"""
