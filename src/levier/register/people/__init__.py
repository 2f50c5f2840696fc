"""People: who a person is and how to reach them. Nothing social.

Promises that a name is found however it is typed. Refuses anything of a path, a benefit or a project.
"""
