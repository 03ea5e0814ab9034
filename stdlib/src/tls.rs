//! `_ssl`: TLS by rustls. A connection here is a state machine between two streams of bytes; `lib/ssl.py` and
//! `lib/asyncio/sslproto.py` carry the bytes to sockets.

use crate::module::{bytes, integer32, module};
use rondo_vm::heap::{Gc, Interior, Visitor};
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{Acceptor, ParsedCertificate, WebPkiClientVerifier};
use rustls::{
    CertificateError, ClientConfig, ClientConnection, Connection, DigitallySignedStruct, DistinguishedName, Error,
    PeerIncompatible, ProtocolVersion, RootCertStore, ServerConfig, ServerConnection, SignatureScheme,
    SupportedProtocolVersion,
};
use std::cell::Cell;
use std::collections::VecDeque;
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_ssl", "TLS.", FUNCTIONS);
    // What programs ask for is that it does what OpenSSL 3 does.
    let numbers = [3, 0, 0, 0, 0].map(|n: i64| Value::from(n));
    module.dict.set_name("OPENSSL_VERSION", Value::from("rustls 0.23"));
    module.dict.set_name("OPENSSL_VERSION_INFO", Tuple::value(numbers.to_vec()));
    module.dict.set_name("OPENSSL_VERSION_NUMBER", Value::from(0x3000_0000_i64));
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("certificates(pem, /)", certificates),
    function!("private_key(pem, /)", private_key),
    function!("system_roots()", system_roots),
    function!("client(roots, chain, key, verify, check_hostname, alpn, versions, ciphers, server_hostname, /)", client),
    function!("server(roots, chain, key, verify, alpn, versions, ciphers, tickets, /)", server),
    function!("client_hello(data, /)", client_hello),
];

/// The certificates of a PEM file, in DER.
fn certificates(vm: &mut Vm, args: &[Value]) -> Res {
    let pem = bytes(vm, &args[0])?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    match found {
        Ok(found) => Ok(List::value(found.iter().map(|c| Bytes::value(c)).collect())),
        Err(e) => Err(vm.error(Exc::ValueError, e.to_string())),
    }
}

/// The first private key of a PEM file: the PEM itself, if there is one in it, otherwise `None`.
fn private_key(vm: &mut Vm, args: &[Value]) -> Res {
    let pem = bytes(vm, &args[0])?;
    Ok(if PrivateKeyDer::from_pem_slice(&pem).is_ok() { args[0].clone() } else { Value::NONE })
}

/// The certificates that this system trusts.
fn system_roots(_: &mut Vm, _: &[Value]) -> Res {
    let found = rustls_native_certs::load_native_certs();
    Ok(List::value(found.certs.iter().map(|c| Bytes::value(c)).collect()))
}

/// `verify_mode`: `CERT_NONE`, `CERT_OPTIONAL`, `CERT_REQUIRED`.
const OPTIONAL: i32 = 1;

/// With the cipher suites of these numbers, or all.
fn provider(vm: &mut Vm, numbers: &Value) -> Res<Arc<CryptoProvider>> {
    let mut chosen = Vec::new();
    for number in vm.collect(numbers)? {
        chosen.push(integer32(vm, &number)?);
    }
    let mut provider = ring::default_provider();
    if !chosen.is_empty() {
        let place = |number: u16| chosen.iter().position(|&n| n == i32::from(number));
        provider.cipher_suites.retain(|suite| place(suite.suite().into()).is_some());
        provider.cipher_suites.sort_by_key(|suite| place(suite.suite().into()));
    }
    Ok(Arc::new(provider))
}

/// `client_hello(data)`: the name that a client asks for, or `None`, and a list of the protocols that it offers; `None`
/// while the hello is not complete.
fn client_hello(vm: &mut Vm, args: &[Value]) -> Res {
    let data = bytes(vm, &args[0])?;
    let mut acceptor = Acceptor::default();
    let mut rest = &data[..];
    while !rest.is_empty() {
        // Reading from memory fails only where too much is kept: whoever makes the connection finds out.
        if acceptor.read_tls(&mut rest).is_err() {
            break;
        }
        match acceptor.accept() {
            Ok(None) => (),
            Ok(Some(accepted)) => {
                let hello = accepted.client_hello();
                let name = hello.server_name().map_or(Value::NONE, Value::from);
                let protocols = hello.alpn().into_iter().flatten().map(Bytes::value).collect();
                return Ok(Tuple::value(vec![name, List::value(protocols)]));
            }
            Err(_) => return Ok(Tuple::value(vec![Value::NONE, List::value(Vec::new())])),
        }
    }
    Ok(Value::NONE)
}

fn ders(vm: &mut Vm, list: &Value) -> Res<Vec<CertificateDer<'static>>> {
    let mut found = Vec::new();
    for item in vm.collect(list)? {
        found.push(CertificateDer::from(bytes(vm, &item)?.into_owned()));
    }
    Ok(found)
}

/// TLS versions from the smallest and largest allowed, as `ssl.TLSVersion` numbers them.
fn versions(vm: &mut Vm, pair: &Value) -> Res<Vec<&'static SupportedProtocolVersion>> {
    let pair = vm.collect(pair)?;
    let mut ends = [0; 2];
    for (end, value) in ends.iter_mut().zip(&pair) {
        *end = integer32(vm, value)?;
    }
    let known = [(0x303, &rustls::version::TLS12), (0x304, &rustls::version::TLS13)];
    Ok(known.into_iter().filter(|(n, _)| (ends[0]..=ends[1]).contains(n)).map(|(_, v)| v).collect())
}

fn alpn(vm: &mut Vm, list: &Value) -> Res<Vec<Vec<u8>>> {
    let mut names = Vec::new();
    for name in vm.collect(list)? {
        names.push(bytes(vm, &name)?.into_owned());
    }
    Ok(names)
}

/// Chain and key, if both are given.
fn identity(
    vm: &mut Vm,
    chain: &Value,
    key: &Value,
) -> Res<Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>> {
    if chain.is_none() || key.is_none() {
        return Ok(None);
    }
    let chain = ders(vm, chain)?;
    let pem = bytes(vm, key)?;
    match PrivateKeyDer::from_pem_slice(&pem) {
        Ok(key) => Ok(Some((chain, key))),
        Err(e) => Err(vm.error(Exc::ValueError, e.to_string())),
    }
}

fn store(trusted: &[CertificateDer<'static>]) -> Arc<RootCertStore> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(trusted.iter().cloned());
    Arc::new(roots)
}

/// What was wrong with the last certificate, where rustls does not say it.
type Wrong = Mutex<Option<&'static str>>;

/// No issuer of these certificates is trusted.
fn unknown_issuer(wrong: &Wrong, end_entity: &[u8], intermediates: &[CertificateDer<'_>]) -> Error {
    let problem = match () {
        () if is_self_signed(end_entity) == Some(true) => Some("self-signed certificate"),
        () if intermediates.iter().any(|c| is_self_signed(c) == Some(true)) => {
            Some("self-signed certificate in certificate chain")
        }
        () => None,
    };
    if let Ok(mut noted) = wrong.lock() {
        *noted = problem;
    }
    Error::InvalidCertificate(CertificateError::UnknownIssuer)
}

/// How a server looks at the certificates of clients.
#[derive(Debug)]
struct ClientVerifier {
    /// `None` where nobody is trusted.
    chain: Option<Arc<dyn ClientCertVerifier>>,
    /// Must a client show a certificate?
    mandatory: bool,
    provider: Arc<CryptoProvider>,
    wrong: Arc<Wrong>,
}

impl ClientCertVerifier for ClientVerifier {
    fn client_auth_mandatory(&self) -> bool {
        self.mandatory
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.chain.as_ref().map_or(&[], |chain| chain.root_hint_subjects())
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        match self.chain.as_ref().map(|chain| chain.verify_client_cert(end_entity, intermediates, now)) {
            None | Some(Err(Error::InvalidCertificate(CertificateError::UnknownIssuer))) => {
                Err(unknown_issuer(&self.wrong, end_entity, intermediates))
            }
            Some(result) => result,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, cert, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, cert, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// How a client looks at a server's certificate.
#[derive(Debug)]
struct Verifier {
    /// Must the certificate be trusted?
    verifies: bool,
    /// `None` where nobody is trusted.
    chain: Option<Arc<WebPkiServerVerifier>>,
    trusted: Vec<CertificateDer<'static>>,
    check_hostname: bool,
    provider: Arc<CryptoProvider>,
    wrong: Arc<Wrong>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if !self.verifies {
            return Ok(ServerCertVerified::assertion());
        }
        let Some(chain) = &self.chain else { return Err(unknown_issuer(&self.wrong, end_entity, intermediates)) };
        // A certificate that is trusted itself needs no chain: OpenSSL takes it even if it is that of an authority.
        if self.trusted.iter().any(|c| c.as_ref() == end_entity.as_ref()) {
            check_dates(end_entity, now)?;
            if self.check_hostname {
                verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
            }
            return Ok(ServerCertVerified::assertion());
        }
        match chain.verify_server_cert(end_entity, intermediates, server_name, ocsp, now) {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if !self.check_hostname => Ok(ServerCertVerified::assertion()),
            Err(Error::InvalidCertificate(CertificateError::UnknownIssuer)) => {
                Err(unknown_issuer(&self.wrong, end_entity, intermediates))
            }
            result => result,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, cert, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, cert, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }

    fn root_hint_subjects(&self) -> Option<&[DistinguishedName]> {
        None
    }
}

/// Complains of a certificate that is not valid yet, or not any more.
fn check_dates(certificate: &[u8], now: UnixTime) -> Result<(), Error> {
    let bad = || Error::InvalidCertificate(CertificateError::BadEncoding);
    let (begin, end) = validity(certificate).ok_or_else(bad)?;
    let now = now.as_secs() as i64;
    match () {
        () if now < begin => Err(Error::InvalidCertificate(CertificateError::NotValidYet)),
        () if now > end => Err(Error::InvalidCertificate(CertificateError::Expired)),
        () => Ok(()),
    }
}

/// The tag and content of the first DER element, and what follows it.
fn element(data: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = data.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0x80.. => {
            let (size, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (size.iter().try_fold(0usize, |n, &b| n.checked_mul(256)?.checked_add(usize::from(b)))?, rest)
        }
        _ => (usize::from(first), rest),
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

/// Is a certificate its own issuer's?
fn is_self_signed(certificate: &[u8]) -> Option<bool> {
    let (_, body, _) = element(element(certificate)?.1)?;
    let skipped = if body.first() == Some(&0xa0) { 3 } else { 2 };
    let rest = (0..skipped).try_fold(body, |rest, _| element(rest).map(|(_, _, rest)| rest))?;
    let (_, issuer, rest) = element(rest)?;
    let (_, _, rest) = element(rest)?;
    let (_, subject, _) = element(rest)?;
    Some(issuer == subject)
}

/// When a certificate becomes valid and when it ends to be, in seconds since 1970.
fn validity(certificate: &[u8]) -> Option<(i64, i64)> {
    let (_, body, _) = element(element(certificate)?.1)?;
    // Version, serial number, algorithm and issuer come before; the first is optional.
    let skipped = if body.first() == Some(&0xa0) { 4 } else { 3 };
    let rest = (0..skipped).try_fold(body, |rest, _| element(rest).map(|(_, _, rest)| rest))?;
    let (_, dates, _) = element(rest)?;
    let (tag, begin, rest) = element(dates)?;
    let begin = moment(tag, begin)?;
    let (tag, end, _) = element(rest)?;
    Some((begin, moment(tag, end)?))
}

/// The seconds since 1970 of `YYMMDDhhmmssZ` (UTCTime) or `YYYYMMDDhhmmssZ`.
fn moment(tag: u8, text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (year, rest) = text.split_at_checked(if tag == 0x17 { 2 } else { 4 })?;
    let year: i64 = year.parse().ok()?;
    let year = match tag {
        0x17 if year < 50 => year + 2000,
        0x17 => year + 1900,
        _ => year,
    };
    let part = |at: usize| rest.get(at..at + 2)?.parse::<i64>().ok();
    let (month, day, hour, minute, second) = (part(0)?, part(2)?, part(4)?, part(6)?, part(8)?);
    // Days by the civil calendar, counted in years that begin with March.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

/// An error of rustls as a ValueError with two arguments, `kind` and text, which of an alert is its number; `lib/ssl.py`
/// makes an SSLError of it.
fn fail(vm: &mut Vm, error: &Error) -> rondo_vm::vm::Raised {
    let kind = match error {
        Error::InvalidCertificate(_) => "CERTIFICATE_VERIFY_FAILED",
        Error::AlertReceived(_) => "ALERT",
        Error::NoCertificatesPresented => "PEER_DID_NOT_RETURN_A_CERTIFICATE",
        Error::InvalidMessage(_) => "WRONG_VERSION_NUMBER",
        Error::PeerIncompatible(PeerIncompatible::NoCipherSuitesInCommon) => "NO_SHARED_CIPHER",
        Error::PeerIncompatible(
            PeerIncompatible::Tls12NotOffered
            | PeerIncompatible::Tls12NotOfferedOrEnabled
            | PeerIncompatible::ServerDoesNotSupportTls12Or13
            | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig
            | PeerIncompatible::SupportedVersionsExtensionRequired,
        ) => "UNSUPPORTED_PROTOCOL",
        _ => "SSL",
    };
    let text = match error {
        Error::InvalidCertificate(CertificateError::UnknownIssuer) => "unable to get local issuer certificate".into(),
        Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => {
            "certificate has expired".into()
        }
        Error::InvalidCertificate(CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. }) => {
            "certificate is not yet valid".into()
        }
        Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => "Hostname mismatch".into(),
        Error::AlertReceived(alert) => u8::from(*alert).to_string(),
        Error::PeerIncompatible(_) | Error::InvalidMessage(_) | Error::NoCertificatesPresented if kind != "SSL" => {
            kind.to_lowercase().replace('_', " ")
        }
        other => other.to_string(),
    };
    vm.error_with(Exc::ValueError, vec![Value::from(kind), Value::from(text)])
}

fn client(vm: &mut Vm, args: &[Value]) -> Res {
    let trusted = ders(vm, &args[0])?;
    let identity = identity(vm, &args[1], &args[2])?;
    let verify = integer32(vm, &args[3])?;
    let check_hostname = vm.truth(&args[4])?;
    let names = alpn(vm, &args[5])?;
    let versions = versions(vm, &args[6])?;
    let provider = provider(vm, &args[7])?;
    let host = args[8].as_str().unwrap_or("localhost.invalid").to_string();
    let chain = match verify == 0 || trusted.is_empty() {
        true => None,
        false => match WebPkiServerVerifier::builder_with_provider(store(&trusted), provider.clone()).build() {
            Ok(chain) => Some(chain),
            Err(e) => return Err(vm.error(Exc::ValueError, e.to_string())),
        },
    };
    let (verifies, wrong) = (verify != 0, Arc::<Wrong>::default());
    let verifier =
        Verifier { verifies, chain, trusted, check_hostname, provider: provider.clone(), wrong: wrong.clone() };
    let builder = match ClientConfig::builder_with_provider(provider).with_protocol_versions(&versions) {
        Ok(builder) => builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)),
        Err(e) => return Err(fail(vm, &e)),
    };
    let config = match identity {
        Some((chain, key)) => builder.with_client_auth_cert(chain, key),
        None => Ok(builder.with_no_client_auth()),
    };
    let made = config.and_then(|mut config| {
        config.alpn_protocols = names;
        config.enable_sni = !args[8].is_none();
        let name =
            ServerName::try_from(host).map_err(|_| Error::General("server_hostname is no name or address".into()))?;
        ClientConnection::new(Arc::new(config), name)
    });
    finish(vm, made.map(Connection::Client), wrong)
}

fn server(vm: &mut Vm, args: &[Value]) -> Res {
    let trusted = ders(vm, &args[0])?;
    let Some((chain, key)) = identity(vm, &args[1], &args[2])? else {
        let args = vec![Value::from("NO_SHARED_CIPHER"), Value::from("no shared cipher")];
        return Err(vm.error_with(Exc::ValueError, args));
    };
    let verify = integer32(vm, &args[3])?;
    let names = alpn(vm, &args[4])?;
    let versions = versions(vm, &args[5])?;
    let provider = provider(vm, &args[6])?;
    let tickets = integer32(vm, &args[7])?;
    let builder = match ServerConfig::builder_with_provider(provider.clone()).with_protocol_versions(&versions) {
        Ok(builder) => builder,
        Err(e) => return Err(fail(vm, &e)),
    };
    let wrong = Arc::<Wrong>::default();
    let builder = if verify == 0 {
        builder.with_no_client_auth()
    } else {
        let chain = match trusted.is_empty() {
            true => None,
            false => match WebPkiClientVerifier::builder_with_provider(store(&trusted), provider.clone()).build() {
                Ok(chain) => Some(chain),
                Err(e) => return Err(vm.error(Exc::ValueError, e.to_string())),
            },
        };
        let (mandatory, wrong) = (verify != OPTIONAL, wrong.clone());
        builder.with_client_cert_verifier(Arc::new(ClientVerifier { chain, mandatory, provider, wrong }))
    };
    let made = builder.with_single_cert(chain, key).and_then(|mut config| {
        config.alpn_protocols = names;
        config.send_tls13_tickets = usize::try_from(tickets).unwrap_or_default();
        ServerConnection::new(Arc::new(config))
    });
    finish(vm, made.map(Connection::Server), wrong)
}

fn finish(vm: &mut Vm, made: Result<Connection, Error>, wrong: Arc<Wrong>) -> Res {
    match made {
        Ok(mut connection) => {
            connection.set_buffer_limit(None);
            let class = vm.types.native_class(&TLS);
            Ok({
                let connection = Interior::new(connection);
                let tls = Tls { connection, plain: Interior::default(), ended: Cell::new(false), wrong };
                Foreign::new(class, tls).into_value()
            })
        }
        Err(e) => Err(fail(vm, &e)),
    }
}

/// A connection.
struct Tls {
    connection: Interior<Connection>,
    /// What has been received and not read. rustls itself takes in no more while it holds a few records.
    plain: Interior<VecDeque<u8>>,
    /// The peer has said goodbye.
    ended: Cell<bool>,
    /// What was wrong with the peer's certificate.
    wrong: Arc<Wrong>,
}

impl Tls {
    /// Takes in some of what the peer sent, and keeps what it says.
    fn take_in(&self, data: &mut &[u8]) -> Result<(), Error> {
        let mut connection = self.connection.borrow_mut();
        // Reading from memory fails only where too much is kept, and nothing is.
        let _ = connection.read_tls(data);
        let state = connection.process_new_packets()?;
        self.ended.set(state.peer_has_closed());
        let mut plain = vec![0; state.plaintext_bytes_to_read()];
        if !plain.is_empty() && connection.reader().read_exact(&mut plain).is_ok() {
            self.plain.borrow_mut().extend(plain);
        }
        Ok(())
    }
}

impl ForeignData for Tls {
    fn trace(&self, _: &mut Visitor) {}
}

fn this(args: &[Value]) -> &Tls {
    match args.first().and_then(Value::foreign::<Tls>) {
        Some(tls) => tls,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

static TLS: TypeSpec = TypeSpec {
    name: "_ssl.Connection",
    doc: "A TLS connection.",
    constructor: None,
    methods: &[
        method!("feed(self, data, /)", feed),
        method!("output(self, /)", |_, args| {
            let mut connection = this(args).connection.borrow_mut();
            let mut out = Vec::new();
            while connection.wants_write() {
                // Writing to memory does not fail.
                if connection.write_tls(&mut out).is_err() {
                    break;
                }
            }
            Ok(Bytes::value(&out))
        }),
        method!("is_handshaking(self, /)", |_, args| Ok(this(args).connection.borrow().is_handshaking().into())),
        method!("read(self, n, /)", read),
        method!("pending(self, /)", |_, args| Ok(Value::from(this(args).plain.borrow().len()))),
        method!("write(self, data, /)", |vm, args| {
            let data = bytes(vm, &args[1])?;
            let written = this(args).connection.borrow_mut().writer().write(&data);
            written.map(Value::from).map_err(|e| vm.os_error(&e))
        }),
        method!("close_notify(self, /)", |_, args| {
            this(args).connection.borrow_mut().send_close_notify();
            Ok(Value::NONE)
        }),
        method!("version(self, /)", |_, args| {
            Ok(match this(args).connection.borrow().protocol_version() {
                Some(ProtocolVersion::TLSv1_3) => Value::from("TLSv1.3"),
                Some(ProtocolVersion::TLSv1_2) => Value::from("TLSv1.2"),
                _ => Value::NONE,
            })
        }),
        method!("cipher(self, /)", |_, args| {
            let connection = this(args).connection.borrow();
            let suite = connection.negotiated_cipher_suite();
            Ok(suite.map_or(Value::NONE, |s| {
                let name = format!("{:?}", s.suite()).replace("TLS13_", "TLS_");
                let bits = if name.contains("128") { 128i64 } else { 256 };
                let version = if s.tls13().is_some() { "TLSv1.3" } else { "TLSv1.2" };
                Tuple::value(vec![Value::from(name), Value::from(version), Value::from(bits)])
            }))
        }),
        method!("alpn(self, /)", |_, args| {
            let connection = this(args).connection.borrow();
            Ok(connection.alpn_protocol().map_or(Value::NONE, |p| Value::from(&*String::from_utf8_lossy(p))))
        }),
        method!("peer_certificates(self, /)", |_, args| {
            let connection = this(args).connection.borrow();
            let chain = connection.peer_certificates().unwrap_or_default();
            Ok(List::value(chain.iter().map(|c| Bytes::value(c)).collect()))
        }),
    ],
    flags: flag::FINAL,
};

/// `feed(data)`: bytes from the peer; empty ones mean that there will be no more. An error may leave an alert to be
/// sent.
fn feed(vm: &mut Vm, args: &[Value]) -> Res {
    let data = bytes(vm, &args[1])?;
    let mut rest = &data[..];
    loop {
        let tls = this(args);
        if let Err(e) = tls.take_in(&mut rest) {
            let wrong = tls.wrong.lock().ok().and_then(|mut wrong| wrong.take());
            let plain = if tls.connection.borrow().is_handshaking() { plain_request(&e, &data) } else { None };
            let said = wrong.map(|text| ("CERTIFICATE_VERIFY_FAILED", text)).or(plain);
            return Err(match said {
                Some((kind, text)) => vm.error_with(Exc::ValueError, vec![Value::from(kind), Value::from(text)]),
                None => fail(vm, &e),
            });
        }
        if rest.is_empty() {
            return Ok(Value::NONE);
        }
    }
}

/// A client that speaks HTTP without TLS is told apart from others who make no sense: kind and text.
fn plain_request(error: &Error, data: &[u8]) -> Option<(&'static str, &'static str)> {
    if !matches!(error, Error::InvalidMessage(_)) {
        return None;
    }
    let requests: [&[u8]; 4] = [b"GET ", b"POST ", b"HEAD ", b"PUT "];
    match () {
        () if requests.iter().any(|request| data.starts_with(request)) => Some(("HTTP_REQUEST", "http request")),
        () if data.starts_with(b"CONNE") => Some(("HTTPS_PROXY_REQUEST", "https proxy request")),
        () => None,
    }
}

/// `read(n)`: up to n bytes; `b""` after the peer's last; `None` while there are none.
fn read(vm: &mut Vm, args: &[Value]) -> Res {
    let n = crate::module::integer(vm, &args[1])?.clamp(0, 1 << 24) as usize;
    let tls = this(args);
    let mut plain = tls.plain.borrow_mut();
    let n = n.min(plain.len());
    if n == 0 {
        return Ok(if tls.ended.get() { Bytes::value(b"") } else { Value::NONE });
    }
    let data: Vec<u8> = plain.drain(..n).collect();
    Ok(Bytes::value(&data))
}
