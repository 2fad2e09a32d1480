"""What a request says of its letters breaks nothing: all of it is read as UTF-8."""

import io

import pytest

from twofold.project.asgi import PooledHandler

pytestmark = pytest.mark.django_db
FORM = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n\xc3\xa9\r\n--x--\r\n'


@pytest.fixture(scope="module")
def handler() -> PooledHandler:
    return PooledHandler()


@pytest.mark.parametrize(
    "charset", ["base64", "hex", "idna", "undefined", "punycode", "utf-16", "nonsense", "iso-8859-1"]
)
def test_letters_of_any_name_are_read_as_utf_8(handler: PooledHandler, charset: str) -> None:
    request, refused = handler.create_request(
        _scope(f"multipart/form-data; boundary=x; charset={charset}"), io.BytesIO(FORM)
    )
    assert refused is None
    assert request is not None
    assert request.POST["login"] == "é"


@pytest.mark.parametrize(
    "kind", ["a/b; x*=nonsense''y", "multipart/form-data; boundary*=nonsense''x", ";", "a/b; charset"]
)
def test_a_kind_of_content_that_cannot_be_read_is_none(handler: PooledHandler, kind: str) -> None:
    response = handler._respond(_scope(kind), io.BytesIO(FORM))
    assert response.status_code == 401


def _scope(kind: str) -> dict[str, object]:
    return {
        "type": "http", "method": "POST", "path": "/api/v1/partners", "query_string": b"a=%C3%A9", "scheme": "http", "root_path": "",
        "headers": [(b"host", b"testserver"), (b"content-type", kind.encode()), (b"content-length", str(len(FORM)).encode())],
        "http_version": "1.1", "client": ("127.0.0.1", 1), "server": ("testserver", 80),
    }  # fmt: skip
