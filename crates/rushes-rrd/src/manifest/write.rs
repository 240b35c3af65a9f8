//! The table of a manifest as an Arrow stream, written column by column from blocks of rows, so
//! that no column need be in memory as a whole.

use std::io::Write;

use arrow_schema::{DataType, Field, Schema};
use rushes_core::EntityPath;

use super::blocks::{Block, Fixed, Span, SpanKey, bits};
use super::build::{Groups, ManifestBuilder};
use super::names;
use super::table::Meaning;
use crate::ipc::{BatchStart, BufferLayout};
use crate::spool::Spool;
use crate::{Error, Result};

/// What one column's values are made of.
#[derive(Clone, Copy)]
enum Content {
    Paths,
    Fixed(Fixed),
    HasStatic(u32),
    Times(SpanKey, fn(&Span) -> i64),
    Counts(SpanKey),
}

struct Writer<'a> {
    builder: &'a ManifestBuilder,
    spool: &'a Spool,
    num_rows: usize,
}

impl ManifestBuilder {
    /// Writes the manifest's table. `spool` is the one that was given to [`Self::spill`].
    pub fn write_table(&mut self, spool: &mut Spool, output: &mut impl Write) -> Result<()> {
        self.spill_all(spool)?;
        let writer = Writer {
            num_rows: self.num_rows(),
            builder: self,
            spool,
        };
        writer.write(output)
    }
}

impl Writer<'_> {
    fn write(&self, output: &mut impl Write) -> Result<()> {
        let columns = self.columns()?;
        let mut start = BatchStart::new(self.num_rows);
        let mut fields = Vec::new();
        for (field, content) in &columns {
            fields.push(field.clone());
            start.push(self.num_nulls(*content), self.buffers(*content)?);
        }
        let schema = Schema::new(fields);
        output.write_all(&start.to_bytes(&schema)?)?;
        let mut output = Padded { output, len: 0 };
        for (_, content) in columns {
            self.write_column(content, &mut output)?;
        }
        output.output.write_all(&BatchStart::END_MARK)?;
        Ok(())
    }

    fn columns(&self) -> Result<Vec<(Field, Content)>> {
        let fixed = |name: &str, data_type, column| {
            (Field::new(name, data_type, false), Content::Fixed(column))
        };
        let number = |name: &str, column| fixed(name, DataType::UInt64, column);
        let path = Field::new(names::ENTITY_PATH, DataType::Utf8, false);
        let mut columns = vec![
            (path, Content::Paths),
            fixed(
                names::CHUNK_ID,
                DataType::FixedSizeBinary(16),
                Fixed::ChunkId,
            ),
            fixed(names::IS_STATIC, DataType::Boolean, Fixed::IsStatic),
            number(names::NUM_ROWS, Fixed::NumRows),
            number(names::BYTE_OFFSET, Fixed::ByteOffset),
            number(names::BYTE_SIZE, Fixed::ByteSize),
            number(names::UNCOMPRESSED_SIZE, Fixed::UncompressedSize),
        ];
        let Groups { statics, spans } = self.builder.groups()?;
        for (descriptor, number) in statics {
            let field = Meaning::HasStatic(descriptor).field();
            columns.push((field, Content::HasStatic(number)));
        }
        for (timeline, descriptor, key) in spans {
            let start = Meaning::Start(timeline.clone(), descriptor.clone());
            let end = Meaning::End(timeline.clone(), descriptor.clone());
            columns.push((start.field(), Content::Times(key, |span| span.start)));
            columns.push((end.field(), Content::Times(key, |span| span.end)));
            if let Some(descriptor) = descriptor {
                let count = Meaning::NumRows(timeline.name().clone(), descriptor);
                columns.push((count.field(), Content::Counts(key)));
            }
        }
        Ok(columns)
    }

    fn num_nulls(&self, content: Content) -> usize {
        let Content::Times(key, _) = content else {
            return 0;
        };
        let spans = self.blocks().filter_map(|block| block.spans.get(&key));
        self.num_rows - spans.map(|spans| spans.num_ranges).sum::<usize>()
    }

    /// The lengths of a column's buffers, of which the first says what is null.
    fn buffers(&self, content: Content) -> Result<BufferLayout> {
        let validity = if self.num_nulls(content) > 0 {
            self.num_rows.div_ceil(8)
        } else {
            0
        };
        let mut lengths = vec![validity];
        match content {
            Content::Paths => {
                let mut text = 0;
                self.each_path(|path| {
                    text += path.len();
                    Ok(())
                })?;
                if i32::try_from(text).is_err() {
                    return Err(Error::limit("the entity paths of all chunks are too long"));
                }
                lengths.extend([4 * (self.num_rows + 1), text]);
            }
            Content::Fixed(column) => lengths.push(column.len(self.num_rows)),
            Content::HasStatic(_) => lengths.push(self.num_rows.div_ceil(8)),
            Content::Times(..) | Content::Counts(_) => lengths.push(8 * self.num_rows),
        }
        Ok(lengths)
    }

    fn write_column(&self, content: Content, output: &mut Padded<&mut impl Write>) -> Result<()> {
        match content {
            Content::Paths => {
                let mut end = 0i32;
                output.put(&end.to_le_bytes())?;
                self.each_path(|path| {
                    end += path.len() as i32;
                    output.put(&end.to_le_bytes())
                })?;
                output.pad()?;
                self.each_path(|path| output.put(path.as_bytes()))?;
            }
            Content::Fixed(column) => {
                for block in self.blocks() {
                    output.put(&block.fixed(column, self.spool)?)?;
                }
            }
            Content::HasStatic(descriptor) => {
                for block in self.blocks() {
                    output.put(&block.has_static(descriptor, self.spool)?)?;
                }
            }
            Content::Times(key, time) => {
                if self.num_nulls(content) > 0 {
                    for block in self.blocks() {
                        let mut has = vec![false; block.num_rows];
                        self.each_range(block, key, |row, _| set(&mut has, row, true))?;
                        output.put(&bits(block.num_rows, has))?;
                    }
                    output.pad()?;
                }
                for block in self.blocks() {
                    let mut times = vec![[0; 8]; block.num_rows];
                    self.each_range(block, key, |row, span| {
                        set(&mut times, row, time(span).to_le_bytes());
                    })?;
                    output.put(times.as_flattened())?;
                }
            }
            Content::Counts(key) => {
                for block in self.blocks() {
                    let mut counts = vec![[0; 8]; block.num_rows];
                    self.each_range(block, key, |row, span| {
                        set(&mut counts, row, span.num_rows.to_le_bytes());
                    })?;
                    output.put(counts.as_flattened())?;
                }
            }
        }
        output.pad()
    }

    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.builder.blocks.iter()
    }

    fn each_path(&self, mut each: impl FnMut(&str) -> Result<()>) -> Result<()> {
        for block in self.blocks() {
            let numbers = block.fixed(Fixed::Entity, self.spool)?;
            let (numbers, _) = numbers.as_chunks::<4>();
            for number in numbers {
                let number = u32::from_le_bytes(*number) as usize;
                let path = self.builder.entities.names.get(number);
                each(path.map_or("", EntityPath::as_str))?;
            }
        }
        Ok(())
    }

    fn each_range(
        &self,
        block: &Block,
        key: SpanKey,
        mut each: impl FnMut(usize, &Span),
    ) -> Result<()> {
        let spans = block.spans(key, self.spool)?;
        for span in spans.iter().filter(|span| span.num_rows > 0) {
            each(span.row as usize, span);
        }
        Ok(())
    }
}

fn set<T>(values: &mut [T], at: usize, value: T) {
    if let Some(slot) = values.get_mut(at) {
        *slot = value;
    }
}

/// Buffers, each of which starts at an aligned place.
struct Padded<W> {
    output: W,
    len: usize,
}

impl<W: Write> Padded<W> {
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.len += bytes.len();
        Ok(self.output.write_all(bytes)?)
    }

    fn pad(&mut self) -> Result<()> {
        let missing = self.len.next_multiple_of(BatchStart::ALIGNMENT) - self.len;
        self.put(&vec![0; missing])
    }
}
