//! See `rushes_fuzz::cut`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rushes_fuzz::cut(data));
