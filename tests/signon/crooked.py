"""A sign-on server that does as a test tells it: it can lie, be slow, answer rubbish, and sign with a wrong key."""

from __future__ import annotations

import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug import Request, Response
from werkzeug.serving import make_server

from tests.conftest import LONDON
from wardvoice.core.clock import Clock

CLIENT, SECRET = "wardvoice", "a secret of the tests"
PUBLISHED = "a key that everybody can read"


@dataclass
class Crooked:
    """What it does when it is asked; a test changes one thing of it."""

    key: RSAKey
    issuer: str = ""
    asked: list[str] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    token: Callable[[dict[str, Any]], str] | None = None
    answers: dict[str, Response] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    holds: dict[str, threading.Event] = field(default_factory=dict)

    def reset(self) -> None:
        for kept in (self.asked, self.about, self.claims, self.answers, self.codes, self.holds):
            kept.clear()
        self.token = None

    def code_for(self, address: str) -> tuple[str, str]:
        """Say yes to whoever was sent to this address: the code, and the state that goes back with it."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return code, asked["state"]

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        self.asked.append(request.path)
        if request.path in self.holds:
            self.holds[request.path].wait(20)
        answer = self.answers.get(request.path) or self._answer(request)
        return answer(environ, start_response)

    def _answer(self, request: Request) -> Response:
        if request.path == "/.well-known/openid-configuration":
            return _json(self._about_itself())
        if request.path == "/jwks":
            return _json({"keys": [self.key.as_dict(is_private=False), OctKey.import_key(PUBLISHED).as_dict()]})
        asked = self.codes.pop(request.form.get("code", ""), None)
        if asked is None or not _proves(asked, request) or not _knows_the_secret(request):
            return _json({"error": "invalid_grant"}, 400)
        now = int(Clock(LONDON).now().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "s-1",
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "preferred_username": "tom.nurse@trust.example",
            "given_name": "Tom",
            "groups": ["Alder nurses"],
            **self.claims,
        }
        held = {name: value for name, value in claims.items() if value is not ...}
        token = (self.token or self.signed)(held)
        return _json({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def _about_itself(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            **self.about,
        }


@contextmanager
def crooked_server() -> Iterator[Crooked]:
    made = Crooked(RSAKey.generate_key(2048, auto_kid=True))
    server = make_server("127.0.0.1", 0, made, threaded=True)
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _json(told: Any, status: int = 200) -> Response:
    return Response(json.dumps(told), status, content_type="application/json")


def _proves(asked: dict[str, str], request: Request) -> bool:
    proof = sha256(request.form.get("code_verifier", "").encode()).digest()
    fits = urlsafe_b64encode(proof).rstrip(b"=").decode() == asked["code_challenge"]
    return fits and asked["code_challenge_method"] == "S256" and request.form["redirect_uri"] == asked["redirect_uri"]


def _knows_the_secret(request: Request) -> bool:
    known = request.authorization
    return known is not None and (known.username, known.password) == (CLIENT, SECRET)
