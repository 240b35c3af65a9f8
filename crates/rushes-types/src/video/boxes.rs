//! The nested records of MP4: a length, a name, and contents.

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Mp4Box<'a> {
    pub(super) name: [u8; 4],
    pub(super) contents: &'a [u8],
}

/// The records in `contents`, as far as they are whole.
pub(super) fn boxes(mut contents: &[u8]) -> impl Iterator<Item = Mp4Box<'_>> {
    std::iter::from_fn(move || {
        let (found, rest) = split(contents)?;
        contents = rest;
        Some(found)
    })
}

fn split(bytes: &[u8]) -> Option<(Mp4Box<'_>, &[u8])> {
    let (len, rest) = bytes.split_first_chunk()?;
    let (name, _) = rest.split_first_chunk()?;
    let (start, end) = match u32::from_be_bytes(*len) {
        // Up to the end of the file.
        0 => (8, bytes.len()),
        // The length does not fit into 32 bits.
        1 => {
            let len = u64::from_be_bytes(*bytes.get(8..)?.first_chunk()?);
            (16, usize::try_from(len).ok()?)
        }
        len => (8, len as usize),
    };
    let (whole, rest) = bytes.split_at_checked(end)?;
    Some((
        Mp4Box {
            name: *name,
            contents: whole.get(start..)?,
        },
        rest,
    ))
}

/// The first record of that name.
pub(super) fn child<'a>(contents: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(contents)
        .find(|child| child.name == *name)
        .map(|child| child.contents)
}

/// The first record at the end of that path.
pub(super) fn descendant<'a>(contents: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter()
        .try_fold(contents, |contents, name| child(contents, name))
}

/// Reads numbers one after the other, most significant byte first.
pub(super) struct Numbers<'a>(pub(super) &'a [u8]);

impl Numbers<'_> {
    pub(super) fn u32(&mut self) -> Option<u32> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_be_bytes(*number))
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        Some(u64::from(self.u32()?) << 32 | u64::from(self.u32()?))
    }

    /// A number of 32 bits, or of 64 if `long`.
    pub(super) fn time(&mut self, long: bool) -> Option<u64> {
        if long {
            self.u64()
        } else {
            self.u32().map(u64::from)
        }
    }

    /// The version and the flags with which many records begin.
    pub(super) fn version_and_flags(&mut self) -> Option<(u8, u32)> {
        let number = self.u32()?;
        Some(((number >> 24) as u8, number & 0x00FF_FFFF))
    }
}
