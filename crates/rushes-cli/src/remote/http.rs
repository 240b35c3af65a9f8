//! Files on web servers.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::ops::Range;

use bytes::{Buf as _, Bytes};
use rushes_net::client::{Download, DownloadOptions};
use tokio::runtime::Runtime;

use super::{Wanted, ranges};

/// Opens a file. Of what its index says that nobody wants, as much as possible is not read.
pub fn read(url: &str, wanted: Option<Wanted<'_>>) -> anyhow::Result<Box<dyn Read>> {
    let runtime = crate::live::runtime()?;
    let mut download = Download::new(url, DownloadOptions::default())?;
    let ranges = match wanted {
        None => None,
        Some(wanted) => runtime.block_on(ranges::find(&mut download, wanted))?,
    };
    let mut reader = HttpReader {
        runtime,
        data: Bytes::new(),
        ranges: VecDeque::new(),
        download,
    };
    if let Some(ranges) = ranges {
        reader.ranges = ranges.into();
        reader.next_range();
    }
    // What is wrong with the URL is said before anything is done.
    reader.fill()?;
    Ok(Box::new(reader))
}

struct HttpReader {
    runtime: Runtime,
    download: Download,
    data: Bytes,
    /// What is read after the present range.
    ranges: VecDeque<Range<u64>>,
}

impl HttpReader {
    fn next_range(&mut self) -> bool {
        let range = self.ranges.pop_front();
        if let Some(range) = &range {
            self.download.seek(range.clone());
        }
        range.is_some()
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.data.is_empty() {
            let next = self.runtime.block_on(self.download.next());
            match next.map_err(io::Error::other)? {
                Some(data) => self.data = data,
                None if self.next_range() => {}
                None => return Ok(()),
            }
        }
        Ok(())
    }
}

impl Read for HttpReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let count = buffer.len().min(self.data.len());
        self.data.copy_to_slice(&mut buffer[..count]);
        Ok(count)
    }
}
