#!/usr/bin/env python3
"""The one door: prepares the environment on a bare machine, then is Django's manage.py."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "LỖI  Cần Python 3.11 trở lên; đây là Python %s. Hãy chạy lại bằng python3.11 manage.py …\n"
        "     Python 3.11 or newer is needed; this is Python %s. Run: python3.11 manage.py …"
        % ((sys.version.split()[0],) * 2)
    )

from portal.launch.door import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
