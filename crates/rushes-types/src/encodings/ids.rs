//! Numbers that name something.

use std::fmt;

use crate::declare::transparent_encodings;

transparent_encodings! {
    IDS in "rerun.encodings" derive(Debug, Copy, Eq, PartialOrd, Ord, Hash);

    /// The number of a class of things.
    stable ClassId(u16) = 0u16;

    /// The number of a keypoint within its class.
    stable KeypointId(u16) = 0u16;

    /// The sixteen bytes of a UUID.
    stable Uuid([u8; 16]) = [0; 16];
}

impl fmt::Display for ClassId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for KeypointId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Uuid {
    /// A new random one (version 4).
    pub fn random() -> Self {
        let mut bytes = rushes_core::Tuid::new().to_bytes();
        // Without a source of random numbers, the bytes stay unique, only not random.
        if getrandom::fill(&mut bytes).is_err() {
            log::warn!("there is no source of random numbers; a UUID was made from the time");
        }
        bytes[6] = bytes[6] & 0x0F | 0x40;
        bytes[8] = bytes[8] & 0x3F | 0x80;
        Self(bytes)
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}
