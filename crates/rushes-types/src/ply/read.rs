//! The numbers of a PLY file, column by column.

use std::io;

use super::damaged;
use super::header::{Element, Encoding, Header, Number};

/// The columns of a table that were asked for.
pub(super) struct Columns {
    /// One number per row, for each name asked for; none if there is no such property.
    pub(super) numbers: Vec<Option<Vec<f32>>>,
    /// The bytes of a list per row, if there is such a list.
    pub(super) bytes: Option<Vec<Vec<u8>>>,
}

/// Reads the table `element`: the numbers of those names, and the list `list` as bytes.
pub(super) fn columns(
    file: &[u8],
    header: &Header,
    element: &Element,
    names: &[&str],
    list: &str,
) -> io::Result<Columns> {
    let rest = file.get(header.len..).unwrap_or_default();
    let mut reader = Reader {
        rest,
        encoding: header.encoding,
    };
    for before in header
        .elements
        .iter()
        .take_while(|before| before.name != element.name)
    {
        skip(&mut reader, before)?;
    }

    let mut columns = Columns {
        numbers: names
            .iter()
            .map(|name| element.has(&[name]).then(Vec::new))
            .collect(),
        bytes: element
            .property(list)
            .filter(|list| list.list_len.is_some())
            .map(|_| Vec::new()),
    };
    // Where each property goes, in the order of the file.
    let targets: Vec<Option<usize>> = element
        .properties
        .iter()
        .map(|property| names.iter().position(|name| *name == property.name))
        .collect();
    for _ in 0..rows_of(element) {
        for (property, target) in element.properties.iter().zip(&targets) {
            let Some(list_len) = property.list_len else {
                let number = reader.number(property.number)?;
                let column = target.and_then(|target| columns.numbers.get_mut(target));
                if let Some(column) = column.and_then(Option::as_mut) {
                    column.push(number as f32);
                }
                continue;
            };
            let len = reader.number(list_len)? as u64;
            let mut items = Vec::new();
            for _ in 0..len {
                items.push(reader.number(property.number)? as u8);
            }
            if let Some(lists) = columns.bytes.as_mut().filter(|_| property.name == list) {
                lists.push(items);
            }
        }
    }
    Ok(columns)
}

/// Rows without properties take no bytes, so their number means nothing.
fn rows_of(element: &Element) -> u64 {
    if element.properties.is_empty() {
        0
    } else {
        element.rows
    }
}

fn skip(reader: &mut Reader<'_>, element: &Element) -> io::Result<()> {
    for _ in 0..rows_of(element) {
        for property in &element.properties {
            let len = match property.list_len {
                Some(len) => reader.number(len)? as u64,
                None => 1,
            };
            for _ in 0..len {
                reader.number(property.number)?;
            }
        }
    }
    Ok(())
}

/// The numbers of a file, one after the other.
struct Reader<'a> {
    rest: &'a [u8],
    encoding: Encoding,
}

impl Reader<'_> {
    fn number(&mut self, number: Number) -> io::Result<f64> {
        match self.encoding {
            Encoding::Text => self.word(),
            Encoding::LittleEndian => self.binary(number, true),
            Encoding::BigEndian => self.binary(number, false),
        }
    }

    fn word(&mut self) -> io::Result<f64> {
        let rest = self.rest.trim_ascii_start();
        let end = rest
            .iter()
            .position(u8::is_ascii_whitespace)
            .unwrap_or(rest.len());
        let (word, rest) = rest.split_at(end);
        self.rest = rest;
        let text = std::str::from_utf8(word).map_err(|_| damaged("a number is not text"))?;
        text.parse().map_err(|_| match text {
            "" => damaged("the file ends early"),
            _ => damaged(format!("{text:?} is not a number")),
        })
    }

    fn binary(&mut self, number: Number, little: bool) -> io::Result<f64> {
        macro_rules! read {
            ($type:ty) => {{
                let bytes = self.take()?;
                let number = if little {
                    <$type>::from_le_bytes(bytes)
                } else {
                    <$type>::from_be_bytes(bytes)
                };
                f64::from(number)
            }};
        }
        Ok(match number {
            Number::I8 => read!(i8),
            Number::U8 => read!(u8),
            Number::I16 => read!(i16),
            Number::U16 => read!(u16),
            Number::I32 => read!(i32),
            Number::U32 => read!(u32),
            Number::F32 => read!(f32),
            Number::F64 => read!(f64),
        })
    }

    fn take<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let split = self.rest.split_first_chunk();
        let (bytes, rest) = split.ok_or_else(|| damaged("the file ends early"))?;
        self.rest = rest;
        Ok(*bytes)
    }
}
