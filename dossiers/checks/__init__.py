"""What can be recomputed of dossiers, for the `verify` command. A check is found by importing the
package.
"""

from dossiers.checks import archive, clock, course, desk, money, numbers

__all__ = ["archive", "clock", "course", "desk", "money", "numbers"]
