"""Static files: compressed, and kept by the browser for as long as they stay the same.

Their address says which content is meant (…/home.css?v=3f2a9c01), so that the next page asks for nothing but
itself, and a new version is asked for at once.
"""

import gzip
import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

_PACKED = (".css", ".js", ".svg", ".json")
_FOREVER = "public, max-age=31536000, immutable"
_A_MONTH = "public, max-age=2592000"  # fonts: named in a style sheet, without their content
_OF_ONE = frozenset({"Content-Length", "Content-Encoding"})


class NamedByContent(StaticFilesStorage):
    def url(self, name: str | None) -> str:
        address = super().url(name)
        if not name:
            return address
        version = _version(name) if not settings.DEBUG else _read_version(name)
        return f"{address}?v={version}" if version else address


class StaticFiles(WhiteNoiseMiddleware):
    """Each with a compressed twin, made once and kept beside the data of the server."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = super().__call__(request)
        if request.path_info.startswith(self.static_prefix) and response.status_code == 200:
            if "v" in request.GET:
                response["Cache-Control"] = _FOREVER
            elif request.path_info.endswith(".woff2"):
                response["Cache-Control"] = _A_MONTH
        return response

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        found: StaticFile = super().get_static_file(path, url, stat_cache)
        twin = _twin(path, os.stat(path).st_mtime_ns) if path.endswith(_PACKED) else None
        if twin is None:
            return found
        headers = [(name, value) for name, value in found.alternatives[-1][2] if name not in _OF_ONE]
        return StaticFile(path, headers, encodings={"gzip": twin})


def _read_version(name: str) -> str:
    path = finders.find(name)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:8] if path else ""


_version = lru_cache(maxsize=1000)(_read_version)  # files do not change under a server that runs


@lru_cache(maxsize=1000)
def _twin(path: str, changed: int) -> str | None:
    """The same in gzip, named by its content; None where that saves nothing."""
    content = Path(path).read_bytes()
    folder = Path(settings.STATIC_ROOT).parent / "static-gz"
    target = folder / f"{hashlib.sha256(content).hexdigest()}.gz"
    if not target.exists():
        packed = gzip.compress(content, 9, mtime=0)
        if len(packed) >= len(content):
            return None
        folder.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(f".{os.getpid()}")  # whole when another server looks for it
        part.write_bytes(packed)
        part.replace(target)
    return str(target)
