//! See `rushes_fuzz::chunk`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rushes_fuzz::chunk(data));
