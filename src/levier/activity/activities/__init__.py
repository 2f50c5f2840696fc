"""Activities: workshops and courses, their sessions, who is enrolled, and minutes of presence.

Promises minutes that can be traced to who noted them and when. Refuses outcomes, money and social files.
"""
