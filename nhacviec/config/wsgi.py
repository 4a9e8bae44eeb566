import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhacviec.config.settings")
application = get_wsgi_application()

# What start-up made stays: the collector need not look through it again. A page makes tens of thousands of
# small objects that reference counting frees; at Python's default the collector would run many times a page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
