"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firewood.project.settings")
application = get_wsgi_application()

gc.collect()
gc.freeze()  # what was loaded at the start stays: looking through it again and again would make pages wait
