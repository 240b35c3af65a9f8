//! The vocabulary of recordings: ids, entity paths, timelines, time, component descriptors.
