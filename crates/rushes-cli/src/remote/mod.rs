//! Inputs that are elsewhere: recordings on web servers (`http`), and what live servers hold (`live`).
//!
//! Both are read as streams, once. `ranges` finds out which parts of a file on a web server a command
//! needs at all.

mod http;
mod live;
mod ranges;

use std::io::Read;

use rushes_core::EntityPath;
use rushes_net::uri::ProxyUri;

/// What a command needs of an input: the chunks of entities that pass. It may get more.
pub type Wanted<'a> = &'a dyn Fn(&EntityPath) -> bool;

/// An input that is named by a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remote {
    /// A file on a web server.
    Http(String),
    /// A message proxy, or what was meant to be one.
    Live(String),
}

impl Remote {
    /// From an argument; `None` if that is a path.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, _) = text.split_once("://")?;
        match scheme {
            "http" | "https" => Some(Self::Http(text.to_owned())),
            "rerun" | "rerun+http" | "rerun+https" => Some(Self::Live(text.to_owned())),
            _ => None,
        }
    }

    /// What it is called.
    pub fn url(&self) -> &str {
        let (Self::Http(url) | Self::Live(url)) = self;
        url
    }

    /// Its bytes, from the start: an RRD stream, if all is well.
    pub fn read(&self, wanted: Option<Wanted<'_>>) -> rushes_rrd::Result<Box<dyn Read>> {
        let read = || -> anyhow::Result<Box<dyn Read>> {
            match self {
                Self::Http(url) => http::read(url, wanted),
                Self::Live(url) => live::read(url.parse::<ProxyUri>()?),
            }
        };
        read().map_err(failed)
    }
}

/// What reads inputs knows errors of reading.
fn failed(error: anyhow::Error) -> rushes_rrd::Error {
    rushes_rrd::Error::from(std::io::Error::other(crate::text::chain(&error)))
}
