//! Dataframe queries: the rows of many entities and components, joined by their times.
//!
//! `expression` is the question, `view` which columns it is about. The time is cut into `windows`, each of
//! which is answered from the chunks that touch it (`window`): their rows (`source`), the cells of each
//! row (`picks`, with what `clears` do to them), and the columns made of these (`assemble`).

mod assemble;
mod clears;
mod engine;
mod expression;
mod picks;
mod source;
mod view;
mod window;
mod windows;

pub use engine::{Batches, QueryEngine, QueryHandle};
pub use expression::{
    ColumnSelector, ComponentSelector, QueryExpression, SparseFillStrategy, StaticColumns,
};
