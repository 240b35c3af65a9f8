//! SQL over recordings, with DataFusion.
//!
//! Read in this order: [`Session`] (`session`: what is asked), `catalog` (which tables there are, and how they are
//! called: `names`), `shape` and `values` (what their columns are: lists of instances, or plain values),
//! `entity` (the table of an entity, made of its chunks: `rows`), `timeline` (the table of a timeline: the
//! dataframe query). What both have in common: `conditions` (filters that decide which chunks are read),
//! `partitions` (who reads what, in which order), and `scan` (the node of a plan that reads). `vectors` has the functions,
//! `rules` what the planner must be taught.

mod catalog;
mod conditions;
mod entity;
mod names;
mod partitions;
mod rows;
mod rules;
mod scan;
mod session;
mod shape;
mod timeline;
mod values;
mod vectors;

pub use session::{Session, SessionOptions, TableInfo, TableKind};
