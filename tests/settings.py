"""The program's settings, with a data folder that is thrown away and nothing taken from whoever runs the tests."""

import atexit
import os
import shutil
import tempfile

for name in [name for name in os.environ if name.startswith("FIREWOOD_") and not name.startswith("FIREWOOD_TEST_")]:
    del os.environ[name]
os.environ["FIREWOOD_DATA"] = tempfile.mkdtemp(prefix="firewood-test-")
atexit.register(shutil.rmtree, os.environ["FIREWOOD_DATA"], ignore_errors=True)

from firewood.project.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; what it protects is made up
