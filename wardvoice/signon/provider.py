"""The hospital's sign-on server, as it is spoken to: with limits for time and size, and no word of it believed unread.

Nothing here touches a database. Whoever calls this holds no transaction: a slow server keeps nobody else waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore, Thread
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urlsplit

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import PreparedRequest, RequestException, Response
from requests.adapters import HTTPAdapter

from wardvoice.signon.faults import Down, NotBelieved
from wardvoice.signon.tickets import Ticket

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
"""Signatures that only the directory can make: none with a shared secret, and never none at all."""
KEY_KINDS = frozenset({"RSA", "EC"})
CONNECT_SECONDS, READ_SECONDS, ALL_SECONDS = 3, 5, 8
MOST_BYTES = 512 * 1024
KNOWN_SECONDS = 600
"""How long what the server says about itself is believed before it is asked again."""
AT_ONCE = 2
"""So many may wait for the server at once, in each process: the other threads stay free for the ward."""
LEEWAY_SECONDS = 60
RUBBISH = (RequestException, ValueError, TypeError, KeyError, AttributeError)
T = TypeVar("T")
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Provider:
    """One directory. What it says about itself is kept in each process for ten minutes."""

    def __init__(self, oidc: Mapping[str, str], now: Callable[[], datetime]) -> None:
        self.oidc, self.now = oidc, now
        self._kept: dict[str, tuple[float, Any]] = {}
        self._places = BoundedSemaphore(AT_ONCE)

    def way_in(self, ticket: Ticket, back: str) -> str:
        """Return the address at which somebody signs in; they come back to `back`. Raises Down."""
        asked = {"prompt": self.oidc["prompt"]} if self.oidc.get("prompt") else {}
        asked |= {"state": ticket.state, "code_verifier": ticket.verifier, "nonce": ticket.nonce, "redirect_uri": back}

        def ask(session: OAuth2Session) -> str:
            where = self.about_itself(session)["authorization_endpoint"]
            address, _state = session.create_authorization_url(where, **asked)
            return str(address)

        return self._in_time(ask)

    def claims(self, ticket: Ticket, code: str, back: str) -> Mapping[str, object]:
        """Return what the directory's signed token says of whoever came back with this code.

        Raises Down, or NotBelieved for a code that is not good and a token that does not hold.
        """

        def ask(session: OAuth2Session) -> Mapping[str, object]:
            about = self.about_itself(session)
            given = {"code": code, "redirect_uri": back, "code_verifier": ticket.verifier}
            try:
                token = session.fetch_token(about["token_endpoint"], **given)
            except OAuthError as refused:
                raise NotBelieved(f"code: {type(refused).__name__}") from None
            signed = token.get("id_token")
            if not isinstance(signed, str):
                raise NotBelieved("no id token")
            return self._checked(session, about, signed, str(token.get("access_token") or ""), ticket)

        return self._in_time(ask)

    def about_itself(self, session: OAuth2Session) -> Mapping[str, Any]:
        """Return what the server says about itself, once it has been looked at."""
        where = f"{self.oidc['issuer'].rstrip('/')}/.well-known/openid-configuration"
        about = self._json(session, where)
        if about.get("issuer") != self.oidc["issuer"]:
            raise Down("it names another issuer")
        secure = urlsplit(self.oidc["issuer"]).scheme
        if any(urlsplit(str(about.get(name))).scheme not in ("https", secure) for name in NEEDED):
            raise Down("an address of it is missing, or without https")
        methods = about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if "client_secret_basic" not in methods and "client_secret_post" in methods:
            session.token_endpoint_auth_method = "client_secret_post"  # noqa: S105  the name of a way
        return about

    def look(self) -> str | None:
        """Return what is wrong with the server, in words for an administrator, or None."""
        try:
            self._in_time(lambda session: self._json(session, str(self.about_itself(session)["jwks_uri"])))
        except Down as down:
            return down.why
        return None

    def _checked(
        self, session: OAuth2Session, about: Mapping[str, Any], signed: str, access: str, ticket: Ticket
    ) -> Mapping[str, object]:
        said = about.get("id_token_signing_alg_values_supported") or ["RS256"]
        registry = JWSRegistry(algorithms=sorted(ALGORITHMS.intersection(map(str, said))), strict_check_header=False)
        try:
            try:
                token = jwt.decode(signed, self._keys(session, about), registry=registry)
            except InvalidKeyIdError:  # the server has changed its keys since they were fetched
                token = jwt.decode(signed, self._keys(session, about, anew=True), registry=registry)
            wanted: Any = {
                "iss": {"essential": True, "value": self.oidc["issuer"]},
                "aud": {"essential": True, "value": self.oidc["client_id"]},
            }
            told = {"nonce": ticket.nonce, "client_id": self.oidc["client_id"], "access_token": access}
            claims = CodeIDToken(token.claims, token.header, wanted, told)
            claims.validate(now=int(self.now().timestamp()), leeway=LEEWAY_SECONDS)
        except (JoseError, ValueError, TypeError, KeyError) as fault:
            raise NotBelieved(f"token: {type(fault).__name__} {getattr(fault, 'claim', '')}".rstrip()) from None
        return dict(claims)

    def _keys(self, session: OAuth2Session, about: Mapping[str, Any], *, anew: bool = False) -> KeySet:
        listed = self._json(session, str(about["jwks_uri"]), anew=anew).get("keys")
        kept: Any = [key for key in listed or () if key.get("kty") in KEY_KINDS and key.get("use") != "enc"]
        return KeySet.import_key_set({"keys": kept})

    def _json(self, session: OAuth2Session, where: str, *, anew: bool = False) -> dict[str, Any]:
        since, known = self._kept.get(where, (0.0, None))
        if known is not None and not anew and monotonic() - since < KNOWN_SECONDS:
            return dict(known)
        answer = session.request("GET", where, withhold_token=True)
        answer.raise_for_status()
        try:
            read = answer.json()
        except ValueError:
            read = None
        if not isinstance(read, dict):
            raise Down("it answers with something else than what was asked for")
        self._kept[where] = (monotonic(), read)
        return read

    def _in_time(self, ask: Callable[[OAuth2Session], T]) -> T:
        """Return what is asked, or raise Down once it takes too long, however little the server sends at a time.

        Each single read has a limit, and a server that sends a letter every few seconds keeps to it. So it is asked
        beside the page, which waits no longer; its place stays taken until it is done.
        """
        if not self._places.acquire(blocking=False):
            raise Down("too many wait for it")
        answer: Future[T] = Future()
        Thread(target=self._ask, args=(ask, answer), daemon=True).start()
        try:
            return answer.result(timeout=ALL_SECONDS)
        except TimeoutError:
            raise Down("it is too slow") from None

    def _ask(self, ask: Callable[[OAuth2Session], T], answer: Future[T]) -> None:
        try:
            with self._session() as session:
                answer.set_result(ask(session))
        except RUBBISH as fault:
            answer.set_exception(Down(_told(fault)))
        except Exception as fault:
            answer.set_exception(fault)
        finally:
            self._places.release()

    def _session(self) -> OAuth2Session:
        session = OAuth2Session(
            self.oidc["client_id"],
            Path(self.oidc["client_secret_file"]).read_text(encoding="utf-8").strip(),
            scope=self.oidc.get("scopes") or "openid profile",
            code_challenge_method="S256",
        )
        session.max_redirects = 0
        limited = Limited(self.oidc.get("ca_file") or True)
        session.mount("https://", limited)
        session.mount("http://", limited)
        return session


class Limited(HTTPAdapter):
    """Reads no more, and waits no longer, than a page of the ward can bear; trusts the hospital's own authority."""

    def __init__(self, trusts: str | bool) -> None:
        self.trusts = trusts
        super().__init__()

    def send(self, request: PreparedRequest, *_rest: Any, **more: Any) -> Response:
        """Send a request, and read its answer whole within the limits."""
        until = monotonic() + ALL_SECONDS
        limits: Any = {"timeout": (CONNECT_SECONDS, READ_SECONDS), "verify": self.trusts, "stream": True}
        answer = super().send(request, **{**more, **limits})
        body = b""
        for piece in answer.iter_content(16_384):
            body += piece
            if len(body) > MOST_BYTES or monotonic() > until:
                answer.close()
                raise RequestException("too long")
        answer._content = body
        return answer


def _told(fault: Exception) -> str:
    """Return what an administrator reads of a fault: its kind, never an address with a code in it."""
    status = getattr(getattr(fault, "response", None), "status_code", None)
    return f"it answers with {status}" if status else f"no good answer ({type(fault).__name__})"
