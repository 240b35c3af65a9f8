//! No header makes a reader allocate what it merely claims.
//!
//! A program of its own, as it counts all that is allocated. The tests run one after the other.

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Read;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use rushes_core::{ChunkId, StoreId};
use rushes_rrd::{ArrowMsg, Compression, ErrorKind, Item, Limits, Message, MessageReader};

struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn count(more: usize) {
    let held = HELD.fetch_add(more, Relaxed) + more;
    PEAK.fetch_max(held, Relaxed);
}

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller's promises are those that the system's allocator needs.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Most bytes held while `work` runs, beyond what was held before.
fn peak(work: impl FnOnce()) -> usize {
    let _guard = ONE_AT_A_TIME
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    let before = HELD.load(Relaxed);
    PEAK.store(before, Relaxed);
    work();
    PEAK.load(Relaxed) - before
}

const MIB: usize = 1 << 20;
const HEADER: &[u8] = b"RRF2\0\x29\0\0\x01\x02\0\0";

/// A pipe: its length is not known, and it gives little at a time.
struct Pipe<'a>(&'a [u8]);

impl Read for Pipe<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let len = self.0.len().min(buffer.len()).min(7);
        let (now, later) = self.0.split_at(len);
        buffer[..len].copy_from_slice(now);
        self.0 = later;
        Ok(len)
    }
}

fn read_all(bytes: &[u8]) -> usize {
    let reader = MessageReader::new(Pipe(bytes), Limits::default());
    let is_message = |item: &Item| matches!(item, Item::Message { .. } | Item::End(_));
    reader.map(Result::unwrap).filter(is_message).count()
}

#[test]
fn a_length_of_16_gib_with_ten_bytes_behind_it_costs_a_read_buffer() {
    for kind in 0..4u64 {
        for len in [1u64 << 34, (1 << 34) - 1, 1 << 32, 1 << 30] {
            let bytes = [
                HEADER,
                &kind.to_le_bytes(),
                &len.to_le_bytes(),
                b"\x0A123456789",
            ]
            .concat();
            let held = peak(|| assert_eq!(read_all(&bytes), 0));
            assert!(held < 8 * MIB, "{held} bytes for a claim of {len}");
        }
    }
}

fn message(payload: Vec<u8>, uncompressed_size: u64) -> ArrowMsg {
    let id = ChunkId::from_u128(1);
    let store_id = StoreId::recording("app", "rec");
    ArrowMsg {
        compression: Compression::Lz4,
        uncompressed_size,
        ..ArrowMsg::from_ipc(store_id, id, true, payload, Compression::None)
    }
}

#[test]
fn a_block_that_claims_gigabytes_costs_what_it_holds() {
    // 8 MiB that cannot be compressed, and a claim that a block of this length could fulfil.
    let noise: Vec<u8> = (0..8 * MIB as u64)
        .map(|i| (i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8)
        .collect();
    let block = lz4_flex::block::compress(&noise);
    let claim = 255 * block.len() as u64;
    let message = message(block, claim);
    let held = peak(|| {
        let data = message.ipc_data(&Limits::default()).unwrap();
        assert_eq!(data, noise);
    });
    assert!(held < 10 * MIB, "{held} bytes");
}

#[test]
fn a_bomb_is_limited_by_the_limit() {
    let block = lz4_flex::block::compress(&vec![0; 512 * MIB]);
    let message = message(block, 512 * MIB as u64);
    let limits = Limits {
        max_uncompressed_bytes: 16 * MIB as u64,
        ..Limits::default()
    };
    let held = peak(|| {
        let error = message.ipc_data(&limits).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    });
    assert!(held < MIB, "{held} bytes");
}

#[test]
fn lengths_and_counts_in_arrow_metadata_cost_nothing() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vectors");
    let bytes = std::fs::read(folder.join("p41_arrow_types.rrd")).unwrap();
    let mut messages = Vec::new();
    for item in MessageReader::new(bytes.as_slice(), Limits::default()) {
        if let Item::Message {
            message: Message::Arrow(message),
            ..
        } = item.unwrap()
        {
            messages.push(message);
        }
    }
    let held = peak(|| {
        for message in &messages {
            let data = message.ipc_data(&Limits::default()).unwrap().to_vec();
            // Every aligned place where a 64-bit number may be becomes a large one.
            for place in (0..data.len() - 8).step_by(8) {
                for number in [1u64 << 40, i64::MAX as u64, (1 << 24) - 1] {
                    let mut data = data.clone();
                    data[place..place + 8].copy_from_slice(&number.to_le_bytes());
                    let changed = ArrowMsg {
                        compression: Compression::None,
                        payload: data.into(),
                        ..message.clone()
                    };
                    drop(changed.to_chunk(&Limits::default()));
                }
            }
        }
    });
    assert!(held < 80 * MIB, "{held} bytes");
}

#[test]
fn a_long_stream_is_read_in_a_window() {
    let store_id = StoreId::recording("app", "rec");
    let mut one = Vec::new();
    let source = rushes_core::StoreSource::Other("x".repeat(50_000));
    Message::SetStoreInfo(rushes_rrd::SetStoreInfo {
        row_id: rushes_core::RowId::from_u128(1),
        info: rushes_core::StoreInfo::of_this_version(store_id, source),
    })
    .encode_into(&mut one);
    let mut bytes = HEADER.to_vec();
    for _ in 0..1000 {
        bytes.extend_from_slice(&one);
    }
    let held = peak(|| {
        let reader = MessageReader::new(bytes.as_slice(), Limits::default());
        assert_eq!(reader.map(Result::unwrap).count(), 1001);
    });
    assert!(
        held < 4 * MIB,
        "{held} bytes for a stream of {}",
        bytes.len()
    );
}
