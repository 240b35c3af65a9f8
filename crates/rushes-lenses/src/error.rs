//! The crate's error: the lens is wrong, or the data is not what it expects.

use arrow_schema::DataType;

/// What can go wrong with lenses.
#[derive(Debug, thiserror::Error)]
pub enum LensError {
    /// A lens or a selector is not well formed, whatever the data. Correct it.
    #[error(transparent)]
    Builder(#[from] LensBuilderError),
    /// A lens does not fit the data of this chunk. Correct the lens, or do without its output.
    #[error(transparent)]
    Runtime(#[from] LensRuntimeError),
}

/// A lens that cannot work.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LensBuilderError {
    /// The text of a selector is not one.
    #[error("cannot read the selector {text:?}: {message} at byte {position}")]
    Syntax {
        /// The whole text.
        text: String,
        /// Where reading stopped, in bytes from the start.
        position: usize,
        /// What is wrong there.
        message: String,
    },
    /// A lens that derives makes at least one component.
    #[error("the lens for {input} makes no component; give it one with `to_component`")]
    NoOutput {
        /// The component that the lens reads.
        input: String,
    },
    /// A lens that derives cannot write what it reads.
    #[error("the lens for {input} writes its own input; use `Lens::mutate` for that")]
    OwnInput {
        /// The component that the lens reads.
        input: String,
    },
}

impl From<std::convert::Infallible> for LensBuilderError {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}

/// Why a function that a selector calls has failed.
pub type FunctionError = Box<dyn std::error::Error + Send + Sync>;

/// A lens that does not fit the data it met.
#[derive(Debug, thiserror::Error)]
pub enum LensRuntimeError {
    /// A part of a selector met values of a type that it cannot work on. Write `?` behind the part
    /// where there should be no output then.
    #[error("{part} works on {expected}, not on {found}")]
    Type {
        /// The part of the selector.
        part: String,
        /// The types that it works on.
        expected: &'static str,
        /// The type that was there.
        found: DataType,
    },
    /// The paths of a `pack` do not go together.
    #[error("`pack`: {message}")]
    Pack {
        /// Why not.
        message: String,
    },
    /// A function is not known, or has failed.
    #[error("the function {name}: {source}")]
    Function {
        /// What it is called; nothing, where it has no name.
        name: String,
        /// Why.
        source: FunctionError,
    },
    /// The values cannot become what the lens wants them to be.
    #[error("values of type {from} cannot become {to}: {message}")]
    Cast {
        /// The type that they have.
        from: DataType,
        /// The type that they should have.
        to: DataType,
        /// Why not.
        message: String,
    },
    /// The canonical type of a component is wanted, and not known.
    #[error(
        "the type of {component} is not known: name a known component type in its descriptor, or cast to an explicit type"
    )]
    UnknownType {
        /// The component.
        component: String,
    },
    /// The chunk has no such component.
    #[error("{entity} has no component {component} in this chunk")]
    NoComponent {
        /// The entity.
        entity: String,
        /// The component.
        component: String,
    },
    /// There is no output at all where there must be one.
    #[error("the selector yields nothing for {component}")]
    Nothing {
        /// The component.
        component: String,
    },
    /// Two lenses write the same; the first one has.
    #[error("{component} of {entity} is written by an earlier lens already")]
    Collision {
        /// The entity.
        entity: String,
        /// The component.
        component: String,
    },
    /// The rows of the outputs of one lens do not go together.
    #[error("{output}: {message}")]
    Rows {
        /// The output.
        output: String,
        /// Why not.
        message: String,
    },
    /// One output of a lens has failed.
    #[error("{input} to {output}: {source}")]
    Output {
        /// The component that the lens reads.
        input: String,
        /// What it should have made: a component or a timeline.
        output: String,
        /// Why it has not.
        source: Box<LensRuntimeError>,
    },
    /// There are too many values, or no chunk can be made of them.
    #[error(transparent)]
    Chunk(#[from] rushes_chunk::Error),
}

impl From<arrow_schema::ArrowError> for LensRuntimeError {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::Chunk(error.into())
    }
}

/// What most of the crate returns.
pub(crate) type Result<T, E = LensRuntimeError> = std::result::Result<T, E>;
