//! Tensor.

use super::notes::{ONE_DIMENSION, RANGE_OF_DATA};
use crate::components::{TensorData, ValueRange};
use crate::declare::archetype;
use crate::layout::Layout as _;
use crate::{ArrowString, encodings};

archetype! {
    /// Numbers in any number of dimensions.
    ///
    /// ```
    /// # use rushes_types::archetypes::Tensor;
    /// use rushes_types::encodings::TensorData;
    /// let data = TensorData::new(vec![2, 3], vec![0.0f32; 6].into());
    /// let tensor = Tensor::new(data).with_dim_names(["row", "column"]);
    /// ```
    stable Tensor;
    views ["BarChart" if ONE_DIMENSION, "Tensor"];
    visualizer "Tensor";
    pub new(data: TensorData);

    /// The array.
    required data: TensorData (fixed),
    /// Values mapped to the colormap ends.
    optional value_range: ValueRange = rule(RANGE_OF_DATA),
}

impl Tensor {
    /// From anything that is a tensor.
    ///
    /// # Errors
    /// If it is none.
    pub fn try_from<T: TryInto<encodings::TensorData>>(data: T) -> Result<Self, T::Error> {
        Ok(Self::new(data.try_into()?))
    }

    /// Names the dimensions. Names that are more or fewer than the dimensions are left out, with a
    /// warning.
    #[must_use]
    pub fn with_dim_names(self, names: impl IntoIterator<Item = impl Into<ArrowString>>) -> Self {
        let batch = self.data.as_ref();
        let tensor = batch.and_then(|batch| TensorData::decode(&batch.array).ok()?.pop());
        match tensor {
            Some(TensorData(tensor)) => self.with_data(tensor.with_dim_names(names)),
            None => {
                log::warn!("there is no tensor whose dimensions could be named");
                self
            }
        }
    }
}
