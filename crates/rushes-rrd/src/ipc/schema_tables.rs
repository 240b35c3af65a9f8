//! The numbers of Arrow's `Schema.fbs`: of the fields of its tables, and of its types.

/// Of a schema.
pub(super) mod schema {
    pub const ENDIANNESS: usize = 0;
    pub const FIELDS: usize = 1;
    pub const METADATA: usize = 2;
}

/// Of a key-value pair.
pub(super) mod pair {
    pub const KEY: usize = 0;
    pub const VALUE: usize = 1;
}

/// Of a column, or of what is in one.
pub(super) mod field {
    pub const NAME: usize = 0;
    pub const NULLABLE: usize = 1;
    pub const KIND: usize = 2;
    pub const TYPE: usize = 3;
    pub const DICTIONARY: usize = 4;
    pub const CHILDREN: usize = 5;
    pub const METADATA: usize = 6;
}

/// Of how a column refers to a dictionary.
pub(super) mod dictionary {
    pub const ID: usize = 0;
    pub const KEY: usize = 1;
    pub const IS_ORDERED: usize = 2;
}

/// Of the tables of types: what they have besides children.
pub(super) mod of_type {
    pub const INT_BITS: usize = 0;
    pub const INT_IS_SIGNED: usize = 1;
    pub const FLOAT_PRECISION: usize = 0;
    pub const DECIMAL_PRECISION: usize = 0;
    pub const DECIMAL_SCALE: usize = 1;
    pub const DECIMAL_BITS: usize = 2;
    pub const TIME_BITS: usize = 1;
    pub const TIMESTAMP_ZONE: usize = 1;
    pub const UNION_MODE: usize = 0;
    pub const UNION_IDS: usize = 1;
    /// Of dates, times, timestamps, durations and intervals.
    pub const UNIT: usize = 0;
    /// Of lists and bytes of a fixed size.
    pub const SIZE: usize = 0;
    pub const MAP_IS_SORTED: usize = 0;

    pub const DEFAULT_DECIMAL_BITS: i32 = 128;
    pub const DEFAULT_TIME_BITS: i32 = 32;
}

/// Of units of time, and of dates.
pub(super) mod unit {
    pub const SECOND: i16 = 0;
    pub const MILLISECOND: i16 = 1;
    pub const MICROSECOND: i16 = 2;
    pub const NANOSECOND: i16 = 3;

    pub const DATE_DAY: i16 = 0;
    pub const DATE_MILLISECOND: i16 = 1;

    pub const YEAR_MONTH: i16 = 0;
    pub const DAY_TIME: i16 = 1;
    pub const MONTH_DAY_NANO: i16 = 2;
}

/// Of modes of unions.
pub(super) mod union_mode {
    pub const SPARSE: i16 = 0;
    pub const DENSE: i16 = 1;
}

/// Of types.
pub(super) mod kind {
    pub const NULL: u8 = 1;
    pub const INT: u8 = 2;
    pub const FLOAT: u8 = 3;
    pub const BINARY: u8 = 4;
    pub const UTF8: u8 = 5;
    pub const BOOL: u8 = 6;
    pub const DECIMAL: u8 = 7;
    pub const DATE: u8 = 8;
    pub const TIME: u8 = 9;
    pub const TIMESTAMP: u8 = 10;
    pub const INTERVAL: u8 = 11;
    pub const LIST: u8 = 12;
    pub const STRUCT: u8 = 13;
    pub const UNION: u8 = 14;
    pub const FIXED_SIZE_BINARY: u8 = 15;
    pub const FIXED_SIZE_LIST: u8 = 16;
    pub const MAP: u8 = 17;
    pub const DURATION: u8 = 18;
    pub const LARGE_BINARY: u8 = 19;
    pub const LARGE_UTF8: u8 = 20;
    pub const LARGE_LIST: u8 = 21;
    pub const RUN_END_ENCODED: u8 = 22;
    pub const BINARY_VIEW: u8 = 23;
    pub const UTF8_VIEW: u8 = 24;
    pub const LIST_VIEW: u8 = 25;
    pub const LARGE_LIST_VIEW: u8 = 26;
}
