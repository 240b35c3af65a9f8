//! Log, store and query multimodal recordings of robots, perception and learning systems.
