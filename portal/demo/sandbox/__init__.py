"""The other side of the portal's connections, for the demo and for tests.

A second Django instance with a database of its own: an OpenID Connect provider that answers with
the claims of the national identity, for test people who do not exist. It can be told to fail.
"""
