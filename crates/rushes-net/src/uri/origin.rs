//! Which server.

use std::fmt;
use std::net::IpAddr;

use crate::{Error, Result};

/// Where viewers and message proxies listen.
pub const DEFAULT_PROXY_PORT: u16 = 9876;
/// Where catalogs listen.
pub const DEFAULT_CATALOG_PORT: u16 = 51234;

/// How to talk to a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// `rerun`: with TLS.
    Rerun,
    /// `rerun+https`: with TLS.
    RerunHttps,
    /// `rerun+http`: without.
    RerunHttp,
}

impl Scheme {
    const ALL: [Self; 3] = [Self::Rerun, Self::RerunHttps, Self::RerunHttp];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rerun => "rerun",
            Self::RerunHttps => "rerun+https",
            Self::RerunHttp => "rerun+http",
        }
    }

    /// Whether the connection is encrypted.
    pub fn uses_tls(self) -> bool {
        self != Self::RerunHttp
    }
}

/// Which server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    scheme: Scheme,
    /// A name in lower case, or an address, an IPv6 one without brackets. Never an unspecified
    /// address.
    host: String,
    port: u16,
}

impl Origin {
    /// A server. The unspecified addresses, on which one listens but to which one cannot connect,
    /// mean this machine.
    ///
    /// # Errors
    /// If there is no host, or it holds what hosts do not.
    pub fn new(scheme: Scheme, host: &str, port: u16) -> Result<Self> {
        Ok(Self {
            scheme,
            host: normal_host(host)?,
            port,
        })
    }

    /// A server on this machine, without TLS.
    pub fn local(port: u16) -> Self {
        Self {
            scheme: Scheme::RerunHttp,
            host: "127.0.0.1".to_owned(),
            port,
        }
    }

    /// How to talk to it.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Its name or address; an IPv6 address without brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Host and port, as HTTP has them.
    pub fn authority(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }

    /// Reads the start of a URI; gives back what comes behind it.
    pub(super) fn parse_start(text: &str) -> Result<(Self, &str)> {
        let (scheme, rest) = split_scheme(text)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        let invalid = |what: &str| Error::uri(format!("invalid URI {text:?}: {what}"));
        let (host, port) = match authority.strip_prefix('[') {
            Some(bracketed) => {
                let (host, port) = bracketed
                    .split_once(']')
                    .ok_or_else(|| invalid("the host's bracket is not closed"))?;
                (host, port.strip_prefix(':').unwrap_or(port))
            }
            None => authority.split_once(':').unwrap_or((authority, "")),
        };
        let host = normal_host(host)
            .map_err(|error| Error::uri(format!("invalid URI {text:?}: {error}")))?;
        let port = if port.is_empty() {
            default_port(scheme, &host, rest)
        } else {
            port.parse().map_err(|_range| {
                let text = format!("the port {port:?} is no number below 65536");
                invalid(&text)
            })?
        };
        Ok((Self { scheme, host, port }, rest))
    }
}

fn split_scheme(text: &str) -> Result<(Scheme, &str)> {
    let Some((name, rest)) = text.split_once("://") else {
        return if text.contains("localhost") || text.contains("127.0.0.1") {
            Ok((Scheme::RerunHttp, text))
        } else if text.contains("rerun.io") {
            Ok((Scheme::Rerun, text))
        } else {
            Err(Error::uri(format!(
                "invalid scheme in {text:?}: expected rerun://, rerun+https:// or rerun+http://"
            )))
        };
    };
    // Browsers turn a plus into a space.
    let name = name.replace(' ', "+");
    let scheme = Scheme::ALL.into_iter().find(|s| s.as_str() == name);
    let scheme = scheme.ok_or_else(|| {
        Error::uri(format!(
            "invalid scheme {name:?} in {text:?}: expected rerun, rerun+https or rerun+http"
        ))
    })?;
    Ok((scheme, rest))
}

fn normal_host(host: &str) -> Result<String> {
    if let Ok(address) = host.parse::<IpAddr>() {
        let is_any = address.is_unspecified();
        return Ok(if is_any {
            "127.0.0.1".to_owned()
        } else {
            address.to_string()
        });
    }
    let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if host.is_empty() || !host.chars().all(is_allowed) {
        return Err(Error::uri(format!("{host:?} is no host")));
    }
    Ok(host.to_lowercase())
}

fn default_port(scheme: Scheme, host: &str, rest: &str) -> u16 {
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let is_loopback = host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    if host == "localhost" || is_loopback {
        if path.contains("/proxy") {
            DEFAULT_PROXY_PORT
        } else {
            DEFAULT_CATALOG_PORT
        }
    } else if scheme.uses_tls() {
        443
    } else {
        80
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme.as_str(), self.authority())
    }
}
