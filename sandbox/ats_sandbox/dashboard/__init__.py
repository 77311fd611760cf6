"""The tester's side for people: pages under `/_sandbox/ui/`, rendered here, that follow what happens in a world.

A page is one file in `pages/` with one template, listed in `pages/__init__.py`. What it does, it does by the operations
that everybody has, through `operations`; so a page can do nothing that a program cannot, and is refused in the same
words. `live` tells open pages what has changed. All this is imported, and Flask with it, when somebody asks for a page.
"""
