//! Functions for [`Selector::pipe`](crate::Selector::pipe).

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, StringArray};
use arrow_schema::DataType;

use crate::{FunctionError, cast};

/// Puts `prefix` before every text. Nulls stay.
pub fn string_prefix(
    prefix: impl Into<String>,
) -> impl Fn(&ArrayRef) -> Result<Option<ArrayRef>, FunctionError> + Send + Sync + 'static {
    let prefix = prefix.into();
    move |values| {
        let Some(texts) = values.as_string_opt::<i32>() else {
            return Err(format!("it works on Utf8, not on {}", values.data_type()).into());
        };
        let added = prefix.len().saturating_mul(texts.len());
        if added.saturating_add(texts.value_data().len()) > i32::MAX as usize {
            return Err(format!("the texts would have more than {} bytes", i32::MAX).into());
        }
        let prefixed: StringArray = texts
            .iter()
            .map(|text| text.map(|text| format!("{prefix}{text}")))
            .collect();
        Ok(Some(Arc::new(prefixed)))
    }
}

/// Makes the values of another type: numbers of any kind, also within lists. Numbers that the type
/// cannot hold become null; fractions are cut off towards zero for integers.
pub fn cast(
    to: DataType,
) -> impl Fn(&ArrayRef) -> Result<Option<ArrayRef>, FunctionError> + Send + Sync + 'static {
    move |values| Ok(Some(cast::cast(values, &to)?))
}
