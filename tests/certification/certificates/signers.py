"""Certificates to sign with, made on the spot as an institution would get them from elsewhere."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def ec_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def authority() -> tuple[Key, x509.Certificate]:
    key = ec_key()
    return key, _certificate("Invented Authority", key, "Invented Authority", key, is_authority=True)


def of_institution(
    key: Key, signed_by: tuple[Key, x509.Certificate], *, days: int = 365, for_time: bool = False
) -> x509.Certificate:
    return _certificate("Institute", key, "Invented Authority", signed_by[0], days=days, for_time=for_time)


def pem_file(path: Path, key: Key, *certificates: x509.Certificate) -> Path:
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + b"".join(item.public_bytes(serialization.Encoding.PEM) for item in certificates))
    return path


def _certificate(
    name: str,
    key: Key,
    issuer: str,
    issuers_key: Key,
    *,
    days: int = 365,
    is_authority: bool = False,
    for_time: bool = False,
) -> x509.Certificate:
    now = datetime.now(UTC)
    begins = now - timedelta(days=400)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(_usage(is_authority), critical=True)
    )
    if for_time:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return builder.sign(issuers_key, hashes.SHA256())


def _usage(is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
