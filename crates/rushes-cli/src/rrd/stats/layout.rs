//! The statistics as text: `key = value`, in sections.

use std::fmt::Display;

use super::optimal::TARGET_BYTES;
use super::sizes::Sizes;
use super::{IndexStats, Overview, Stats, average, number};
use crate::text::bytes;

/// The statistics, as they are printed.
pub fn text(stats: &Stats) -> String {
    let mut page = Page::default();
    match &stats.overview {
        Some(overview) => page.overview(stats.num_chunks, overview),
        None => {
            page.section("Overview");
            page.value("num_chunks", number(stats.num_chunks));
        }
    }
    page.sizes(
        "Size (schema + data, compressed)",
        Some(&stats.sizes_compressed),
    );
    page.sizes(
        "Size (schema + data, uncompressed)",
        stats.sizes_uncompressed.as_ref(),
    );
    page.sizes(
        "Size (schema only, uncompressed)",
        stats.sizes_schema.as_ref(),
    );
    page.sizes("Size (data only, uncompressed)", stats.sizes_data.as_ref());
    if let Some(overview) = &stats.overview {
        page.unsorted(overview);
    }
    page.indexes(&stats.chunk_indexes);
    page.0
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, line: impl Display) {
        self.0.push_str(&format!("{line}\n"));
    }

    fn section(&mut self, title: &str) {
        if !self.0.is_empty() {
            self.line("");
        }
        self.line(title);
        self.line("-".repeat(title.len().max(10)));
    }

    fn value(&mut self, key: &str, value: impl Display) {
        self.line(format_args!("{key} = {value}"));
    }

    fn overview(&mut self, num_chunks: u64, overview: &Overview) {
        let percent =
            overview.num_chunks_without_components as f64 * 100.0 / num_chunks.max(1) as f64;
        self.section("Overview");
        self.value("num_chunks", number(num_chunks));
        self.value("num_entity_paths", number(overview.num_entity_paths));
        self.value(
            "num_chunks_without_components",
            format_args!(
                "{} ({percent:.3}%)",
                number(overview.num_chunks_without_components)
            ),
        );
        self.value("num_rows", number(overview.num_rows));
        self.value("num_rows_min", number(overview.num_rows_min));
        self.value("num_rows_max", number(overview.num_rows_max));
        self.value("num_rows_avg", average(overview.num_rows, num_chunks));
        self.value("num_static", number(overview.num_static));
        self.value("num_indexes_min", number(overview.num_indexes_min));
        self.value("num_indexes_max", number(overview.num_indexes_max));
        self.value("num_indexes_avg", average(overview.num_indexes, num_chunks));
        self.value("num_components_min", number(overview.num_components_min));
        self.value("num_components_max", number(overview.num_components_max));
        self.value(
            "num_components_avg",
            average(overview.num_components, num_chunks),
        );
        self.counts("Num chunks per entity", &overview.chunks_per_entity);
        self.counts("Num chunks per index", &overview.chunks_per_index);
        self.counts("Num chunks per component", &overview.chunks_per_component);
    }

    fn counts<K: Display>(&mut self, title: &str, counts: &std::collections::BTreeMap<K, u64>) {
        self.section(title);
        for (name, count) in counts {
            self.line(format_args!("{name}: {}", number(*count)));
        }
    }

    fn sizes(&mut self, title: &str, sizes: Option<&Sizes>) {
        let Some(sizes) = sizes else { return };
        self.section(title);
        for (name, size) in sizes.rows() {
            self.value(&format!("ipc_size_bytes_{name}"), bytes(size));
        }
    }

    fn unsorted(&mut self, overview: &Overview) {
        self.section("Unsorted timelines");
        let unsorted = &overview.unsorted_timelines;
        if unsorted.is_empty() {
            self.line("(none: every timeline on every chunk is sorted)");
            return;
        }
        self.line(format_args!(
            "{} entity(ies) had at least one chunk with an unsorted timeline. \
             Queries on those need to sort.",
            unsorted.len()
        ));
        for (entity_path, timelines) in unsorted {
            self.line(format_args!("  {entity_path}"));
            for (name, is_sorted) in timelines {
                let state = if *is_sorted { "sorted" } else { "UNSORTED" };
                self.line(format_args!("    {name}: {state}"));
            }
        }
    }

    fn indexes(&mut self, indexes: &[IndexStats]) {
        self.section("Chunk index");
        if indexes.is_empty() {
            self.line("(none: no chunk index was found)");
            return;
        }
        self.value(
            "num_chunk_indexes",
            format_args!("{} (one per recording)", number(indexes.len() as u64)),
        );
        for index in indexes {
            self.line(format_args!("\nChunk index for {}", index.store));
            self.value("  num_chunks_indexed", number(index.num_chunks_indexed));
            self.value("  num_static_chunks", number(index.num_static_chunks));
            self.value("  num_entity_paths", number(index.num_entity_paths));
            self.value("  num_columns", number(index.num_columns));
            self.value(
                "  sorbet_schema_num_fields",
                number(index.sorbet_schema_num_fields),
            );
            self.value("  sorbet_schema_sha256", &index.sorbet_schema_sha256);
            self.value(
                "  chunk_byte_size_total (native)",
                bytes(index.chunk_byte_size_total),
            );
            self.value(
                "  chunk_byte_size_uncompressed_total",
                bytes(index.chunk_byte_size_uncompressed_total),
            );
        }
        self.section("Chunk index analysis");
        for index in indexes {
            self.analysis(index);
        }
    }

    fn analysis(&mut self, index: &IndexStats) {
        let (optimal, effective) = (index.optimal_chunks, index.effective_chunks);
        let factor = effective as f64 / optimal.max(1) as f64;
        let excess = effective.saturating_sub(optimal);
        self.line(format_args!("\nStore {}", index.store));
        self.line(format_args!(
            "chunk index columns: {}",
            number(index.num_columns)
        ));
        self.line(format_args!(
            "\nOptimization check based on a {} chunk size target",
            bytes(TARGET_BYTES)
        ));
        self.line(format_args!(
            "  - theoretical lower bound: {} chunks",
            number(optimal)
        ));
        self.line(format_args!(
            "  - effective:               {} chunks ({factor:.1}×)",
            number(effective)
        ));
        self.line(format_args!(
            "  - excess:                  {} chunks",
            number(excess)
        ));
        if factor >= 2.0 && excess >= 200 {
            self.line(
                "  warning: many small chunks are slow to load and query; log in larger batches",
            );
        }
    }
}
