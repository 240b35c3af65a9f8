//! Randomness that cannot fail: the operating system's, else what the standard library hashes with.

use std::hash::{BuildHasher as _, RandomState};

/// Sixty-four random bits.
pub(crate) fn bits64() -> u64 {
    // Without a random source of the system, ids would better be somewhat random than a panic.
    getrandom::u64().unwrap_or_else(|_| {
        RandomState::new().hash_one((std::time::SystemTime::now(), std::thread::current().id()))
    })
}

/// A random (version 4) UUID as 32 lower-case hex digits.
pub(crate) fn uuid_hex() -> String {
    let bits = (u128::from(bits64()) << 64) | u128::from(bits64());
    let version = 0x4_u128 << 76;
    let variant = 0b10_u128 << 62;
    let random = bits & !(0xF_u128 << 76) & !(0b11_u128 << 62);
    format!("{:032x}", random | version | variant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_says_that_it_is_version_4() {
        let uuid = uuid_hex();
        assert_eq!(uuid.len(), 32);
        assert_eq!(&uuid[12..13], "4");
        assert!("89ab".contains(&uuid[16..17]));
        assert_ne!(uuid, uuid_hex());
    }
}
