"""The form builder without its pages: everything here turns definitions into definitions or words.

Nothing in this package knows of the database or of a request; verbs and pages use it.
"""
