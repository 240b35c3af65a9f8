//! Proof of being on the main thread, which windows need.

use std::marker::PhantomData;

/// Says that whoever has it is on the main thread.
#[derive(Clone, Copy, Debug)]
pub struct MainThreadToken {
    /// Keeps it there.
    _not_send: PhantomData<*const ()>,
}

impl MainThreadToken {
    /// To be called on the main thread only. Nothing is unsafe about doing it elsewhere: windows just
    /// do not open there on some systems.
    pub fn i_promise_i_am_on_the_main_thread() -> Self {
        Self {
            _not_send: PhantomData,
        }
    }
}
