//! Recordings in memory: an index of chunks, latest-at and range queries, compaction, garbage
//! collection, change events.
