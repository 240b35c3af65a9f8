//! Values of table cells.

use crate::declare::{components, enum_components};
use crate::encodings;

components! {
    WRAPPERS in "rerun.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Generic boolean table value.
    unstable Bool(encodings::Bool) = false;

    /// Review flag of a table record.
    unstable Flag(encodings::Bool) = false;
}

enum_components! {
    ENUMS in "rerun.components";

    /// Kind of a catalog entry.
    unstable EntryKind: u8 {
        /// Dataset.
        Dataset = 1,
        /// DatasetView.
        DatasetView = 2,
        /// Table.
        Table = 3,
        /// TableView.
        TableView = 4,
        /// BlueprintDataset.
        BlueprintDataset = 5,
        /// AssetDataset.
        AssetDataset = 6,
    };
}
