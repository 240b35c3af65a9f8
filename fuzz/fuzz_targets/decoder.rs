//! See `rushes_fuzz::decoder`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rushes_fuzz::decoder(data));
