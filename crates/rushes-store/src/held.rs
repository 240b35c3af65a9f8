//! The memory that a chunk really holds.

use arrow_array::Array as _;
use arrow_data::ArrayData;
use rushes_chunk::Chunk;

/// Bytes of all allocations that the chunk's columns keep alive. An allocation that several columns
/// share counts once, and whole, even if only a slice of it is used.
pub fn held_bytes(chunk: &Chunk) -> usize {
    let mut allocations = Vec::with_capacity(16);
    collect(&chunk.row_ids_array().to_data(), &mut allocations);
    for column in chunk.timelines().values() {
        add(column.times().inner(), &mut allocations);
    }
    for column in chunk.components() {
        collect(&column.list_array.to_data(), &mut allocations);
    }
    allocations.sort_unstable();
    allocations.dedup_by_key(|(address, _)| *address);
    allocations.iter().map(|(_, capacity)| capacity).sum()
}

fn collect(data: &ArrayData, allocations: &mut Vec<(usize, usize)>) {
    for buffer in data.buffers() {
        add(buffer, allocations);
    }
    if let Some(nulls) = data.nulls() {
        add(nulls.buffer(), allocations);
    }
    for child in data.child_data() {
        collect(child, allocations);
    }
}

fn add(buffer: &arrow_buffer::Buffer, allocations: &mut Vec<(usize, usize)>) {
    allocations.push((buffer.data_ptr().as_ptr() as usize, buffer.capacity()));
}
