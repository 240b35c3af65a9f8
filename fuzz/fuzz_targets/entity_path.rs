//! See `rushes_fuzz::entity_path`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rushes_fuzz::entity_path(data));
