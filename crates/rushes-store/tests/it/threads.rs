//! Many threads.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::support::*;

#[test]
fn readers_see_whole_changes_while_others_write() {
    let store = store();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for writer in 0..2_u64 {
            let store = &store;
            scope.spawn(move || {
                let entity = format!("/w/{writer}");
                for i in 0..2000_u64 {
                    store
                        .insert(chunk(&entity, &[Row(i, i as i64, Some(vec![i as i64]))]))
                        .unwrap();
                }
            });
        }
        let reader = scope.spawn(|| {
            let mut last = [0; 2];
            while !done.load(Ordering::Relaxed) {
                for (writer, last) in last.iter_mut().enumerate() {
                    let entity = format!("/w/{writer}");
                    // What was there stays there, whatever is joined meanwhile.
                    let rows = range(&store, &entity, 0, i64::MAX);
                    assert!(rows.len() >= *last);
                    assert!(rows.iter().enumerate().all(|(i, row)| row.0 == i as i64));
                    *last = rows.len();
                    if let Some(value) = latest(&store, &entity, i64::MAX) {
                        assert!(value[0] + 1 >= *last as i64);
                    }
                }
            }
        });
        while store.stats().total().num_rows < 4000 {
            std::thread::yield_now();
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap();
    });
    assert_eq!(range(&store, "/w/0", 0, i64::MAX).len(), 2000);
}
