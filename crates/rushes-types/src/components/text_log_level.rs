//! The usual levels of a text log.

use super::TextLogLevel;

macro_rules! levels {
    ($($level:ident: $what:literal,)*) => {
        impl TextLogLevel {
            $(
                #[doc = concat!($what, ".")]
                pub const $level: &'static str = stringify!($level);
            )*
        }
    };
}

levels! {
    CRITICAL: "The program cannot go on",
    ERROR: "Something failed",
    WARN: "Something is not as it should be",
    INFO: "Something worth knowing happened",
    DEBUG: "A detail for those who look for an error",
    TRACE: "A small detail",
}
