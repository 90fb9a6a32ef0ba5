"""Hashes, encodings and compression: fingerprints of text, and ways to send it."""

import base64
import binascii
import bz2
import hashlib
import hmac
import pickle
import quopri
import uuid
import zlib
from urllib.parse import parse_qs, quote, unquote, urlencode, urljoin, urlsplit

message = "Nobody inspects the spammish repetition — ever.".encode()

for name in ("md5", "sha1", "sha256", "sha3_256", "blake2b"):
    print(f"{name:9}", hashlib.new(name, message).hexdigest()[:40])
print(hashlib.blake2s(message, digest_size=8, key=b"secret").hexdigest())
print(hmac.new(b"key", message, "sha256").hexdigest()[:32])
print(hmac.compare_digest(hashlib.sha512(b"one").digest(), hashlib.sha512(b"two").digest()))
print(zlib.crc32(message), zlib.adler32(message), binascii.crc32(b"hello"))

encoded = base64.b64encode(message)
print(encoded.decode())
print(base64.b64decode(encoded) == message, base64.urlsafe_b64encode(b"\xfb\xff"))
print(base64.b32encode(b"pagelet"), base64.b16encode(b"page"), base64.a85encode(b"let"))
try:
    base64.b64decode("abc")
except binascii.Error as error:
    print(error)
print(quopri.encodestring("Grüße=".encode()))

long = message * 200
for module in (zlib, bz2):
    packed = module.compress(long)
    print(module.__name__, len(packed) < len(long) / 20, module.decompress(packed) == long)

print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.UUID(int=7).hex)
print(pickle.loads(pickle.dumps({"a": [1, (2, 3)], "b": {4}})))

address = "https://example.org:8080/find/it?q=py+thon&page=2&page=3#top"
parts = urlsplit(address)
print(parts.hostname, parts.port, parts.path, parse_qs(parts.query), parts.fragment)
print(urlencode({"q": "spam & eggs", "lang": "es"}), quote("El Niño/"), unquote("%C3%A9"))
print(urljoin(address, "../other.html"))
