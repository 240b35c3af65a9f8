//! What a PLY file says that it holds.

use std::io;

use super::damaged;

/// A header has a line for each property; more than this is no header.
const MAX_HEADER_LEN: usize = 1 << 20;

/// How the numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Text,
    LittleEndian,
    BigEndian,
}

/// A number type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    F32,
    F64,
}

/// What there is once per row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Property {
    pub(super) name: String,
    /// The type of the length, if it is a list.
    pub(super) list_len: Option<Number>,
    pub(super) number: Number,
}

/// A table of the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) rows: u64,
    pub(super) properties: Vec<Property>,
}

/// The whole header, and where the numbers begin.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Header {
    pub(super) encoding: Encoding,
    pub(super) elements: Vec<Element>,
    pub(super) len: usize,
}

impl Header {
    pub(super) fn parse(file: &[u8]) -> io::Result<Self> {
        let mut encoding = None;
        let mut elements: Vec<Element> = Vec::new();
        let mut lines = Lines {
            file: file.get(..MAX_HEADER_LEN).unwrap_or(file),
            len: 0,
        };
        if lines.next()? != "ply" {
            return Err(damaged("the file does not begin with \"ply\""));
        }
        loop {
            let line = lines.next()?;
            let words: Vec<&str> = line.split_ascii_whitespace().collect();
            match *words.as_slice() {
                ["format", name, _] => encoding = Some(Encoding::parse(name)?),
                ["element", name, rows] => elements.push(Element {
                    name: name.to_owned(),
                    rows: rows
                        .parse()
                        .map_err(|_| damaged(format!("no number of rows: {line}")))?,
                    properties: Vec::new(),
                }),
                ["property", "list", len, number, name] => {
                    add(&mut elements, Some(Number::parse(len)?), number, name)?;
                }
                ["property", number, name] => add(&mut elements, None, number, name)?,
                ["end_header"] => break,
                [] | ["comment" | "obj_info", ..] => {}
                _ => return Err(damaged(format!("unknown line in the header: {line:?}"))),
            }
        }
        let encoding = encoding.ok_or_else(|| damaged("the header has no format"))?;
        Ok(Self {
            encoding,
            elements,
            len: lines.len,
        })
    }

    pub(super) fn element(&self, name: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.name == name)
    }
}

fn add(
    elements: &mut [Element],
    list_len: Option<Number>,
    number: &str,
    name: &str,
) -> io::Result<()> {
    let number = Number::parse(number)?;
    let element = elements
        .last_mut()
        .ok_or_else(|| damaged("a property before any element"))?;
    element.properties.push(Property {
        name: name.to_owned(),
        list_len,
        number,
    });
    Ok(())
}

impl Element {
    pub(super) fn property(&self, name: &str) -> Option<&Property> {
        self.properties
            .iter()
            .find(|property| property.name == name)
    }

    /// Whether there are numbers of all these names.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        let is_number = |name: &&str| self.property(name).is_some_and(|p| p.list_len.is_none());
        names.iter().all(is_number)
    }
}

struct Lines<'a> {
    file: &'a [u8],
    len: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> io::Result<&'a str> {
        let rest = self.file.get(self.len..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n');
        let end = end.ok_or_else(|| damaged("the header does not end"))?;
        self.len += end + 1;
        let line = rest.get(..end).unwrap_or_default();
        let line = std::str::from_utf8(line).map_err(|_| damaged("the header is not text"))?;
        Ok(line.trim_end_matches('\r'))
    }
}

impl Encoding {
    fn parse(name: &str) -> io::Result<Self> {
        match name {
            "ascii" => Ok(Self::Text),
            "binary_little_endian" => Ok(Self::LittleEndian),
            "binary_big_endian" => Ok(Self::BigEndian),
            _ => Err(damaged(format!("unknown format {name:?}"))),
        }
    }
}

impl Number {
    fn parse(name: &str) -> io::Result<Self> {
        Ok(match name {
            "char" | "int8" => Self::I8,
            "uchar" | "uint8" => Self::U8,
            "short" | "int16" => Self::I16,
            "ushort" | "uint16" => Self::U16,
            "int" | "int32" => Self::I32,
            "uint" | "uint32" => Self::U32,
            "float" | "float32" => Self::F32,
            "double" | "float64" => Self::F64,
            _ => return Err(damaged(format!("unknown number type {name:?}"))),
        })
    }

    pub(super) fn is_float(self) -> bool {
        matches!(self, Self::F32 | Self::F64)
    }
}
