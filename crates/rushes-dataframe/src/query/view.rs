//! Which columns a query is about, and what the table looks like.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use rushes_chunk::schema::{SchemaColumn, StoreSchema, fields, keys};
use rushes_core::{EntityPath, Timeline};

use super::{ColumnSelector, ComponentSelector, QueryExpression, StaticColumns};

/// A component's column of the view.
#[derive(Clone, Debug)]
pub(super) struct ViewColumn {
    pub entity_path: EntityPath,
    pub column: SchemaColumn,
}

/// A column of the table.
#[derive(Clone, Debug)]
pub(super) enum Output {
    RowId,
    /// The timeline that the rows are of.
    Index,
    /// Another one.
    Time(Timeline),
    /// That column of the view.
    Component(usize),
    /// Nothing that there is.
    Nothing,
}

/// The columns of a query.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// Ordered by entity, archetype, component, type.
    pub columns: Vec<ViewColumn>,
    pub outputs: Vec<Output>,
    pub schema: SchemaRef,
}

const CLEAR_ARCHETYPE: &str = "Clear:";

impl View {
    pub fn new(schema: &StoreSchema, query: &QueryExpression) -> Self {
        let mut columns: Vec<_> = schema
            .columns
            .iter()
            .filter(|((path, _), column)| is_in_view(path, column, query))
            .map(|((path, _), column)| ViewColumn {
                entity_path: path.clone(),
                column: column.clone(),
            })
            .collect();
        columns.sort_by(|a, b| {
            (&a.entity_path, &a.column.descriptor).cmp(&(&b.entity_path, &b.column.descriptor))
        });
        let (outputs, fields) = match &query.selection {
            None => everything(schema, query, &columns),
            Some(selection) => selection
                .iter()
                .map(|selector| select(schema, query, &columns, selector))
                .unzip(),
        };
        Self {
            columns,
            outputs,
            schema: Arc::new(Schema::new(fields)),
        }
    }

    /// The column that a selector names.
    pub fn position(&self, selector: &ComponentSelector) -> Option<usize> {
        position(&self.columns, selector)
    }
}

fn position(columns: &[ViewColumn], selector: &ComponentSelector) -> Option<usize> {
    columns.iter().position(|column| {
        column.entity_path == selector.entity_path
            && column.column.descriptor.component == selector.component
    })
}

fn is_in_view(path: &EntityPath, column: &SchemaColumn, query: &QueryExpression) -> bool {
    let component = &column.descriptor.component;
    let in_contents = query.view_contents.as_ref().is_none_or(|contents| {
        let components = contents.get(path);
        components.is_some_and(|components| {
            components
                .as_ref()
                .is_none_or(|components| components.contains(component))
        })
    });
    let static_fits = match query.include_static_columns {
        StaticColumns::Both => true,
        StaticColumns::StaticOnly => column.is_static,
        StaticColumns::NonStaticOnly => !column.is_static,
    };
    in_contents
        && static_fits
        && (query.include_semantically_empty_columns || !column.is_empty)
        && (query.include_tombstone_columns || !component.as_str().starts_with(CLEAR_ARCHETYPE))
}

fn everything(
    schema: &StoreSchema,
    query: &QueryExpression,
    columns: &[ViewColumn],
) -> (Vec<Output>, Vec<Field>) {
    let times = schema
        .timelines
        .values()
        .map(|timeline| time(timeline, query));
    let components = columns.iter().enumerate().map(|(at, column)| {
        let field = column.column.field(&column.entity_path);
        (Output::Component(at), field)
    });
    times.chain(components).unzip()
}

fn time(timeline: &Timeline, query: &QueryExpression) -> (Output, Field) {
    let is_index = query.filtered_index.as_ref() == Some(timeline.name());
    let field = fields::index(timeline, false);
    if is_index {
        (Output::Index, field)
    } else {
        (Output::Time(timeline.clone()), field)
    }
}

fn select(
    schema: &StoreSchema,
    query: &QueryExpression,
    columns: &[ViewColumn],
    selector: &ColumnSelector,
) -> (Output, Field) {
    match selector {
        ColumnSelector::RowId => {
            let field = fields::row_id(false);
            (Output::RowId, field.with_nullable(true))
        }
        ColumnSelector::Time(name) => match schema.timelines.get(name) {
            Some(timeline) => time(timeline, query),
            None => (Output::Nothing, nothing(name.as_str(), keys::KIND_INDEX)),
        },
        ColumnSelector::Component(selector) => {
            let found = position(columns, selector);
            match found.and_then(|at| Some((at, columns.get(at)?))) {
                Some((at, column)) => {
                    let field = column.column.field(&column.entity_path);
                    (Output::Component(at), field)
                }
                None => (
                    Output::Nothing,
                    nothing(&selector.to_string(), keys::KIND_DATA),
                ),
            }
        }
    }
}

fn nothing(name: &str, kind: &str) -> Field {
    let metadata = HashMap::from([(keys::KIND.to_owned(), kind.to_owned())]);
    Field::new(name, DataType::Null, true).with_metadata(metadata)
}
