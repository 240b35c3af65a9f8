//! The RRD file and stream format: messages, encoder, decoder, manifest, checksums, recovery.
