"""The other side of the portal's connections, for the demo and for tests.

A second Django instance with a database of its own: an OpenID Connect provider that answers with
the claims of the national identity, for test people who do not exist, and every partner whose
package has a `sandbox` module. Each shows its traffic and can be told to be slow, to fail, to lie
or to be away. Nothing of the portal's tables is known here.
"""
