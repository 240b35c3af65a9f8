//! An MP4 file around the pictures of a video.

/// A box: its length, its kind, and what is in it.
fn boxed(kind: &[u8; 4], content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    let length = content.len() as u32 + 8;
    [&length.to_be_bytes(), kind.as_slice(), content].concat()
}

/// A box of numbers of four bytes. The first of them holds its version and flags.
fn table(kind: &[u8; 4], numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let bytes = numbers.into_iter().flat_map(u32::to_be_bytes);
    boxed(kind, bytes.collect::<Vec<_>>())
}

fn sized(unit: &[u8]) -> Vec<u8> {
    [&(unit.len() as u16).to_be_bytes(), unit].concat()
}

/// An H.264 video in which each picture is one unit, and each second has that many of them.
pub fn file(size: [u32; 2], rate: u32, parameters: &[Vec<u8>; 2], pictures: &[Vec<u8>]) -> Vec<u8> {
    let count = pictures.len() as u32;
    let samples = pictures.iter();
    let samples =
        samples.map(|unit| [&(unit.len() as u32).to_be_bytes(), unit.as_slice()].concat());
    let samples: Vec<Vec<u8>> = samples.collect();
    let start = boxed(b"ftyp", b"isom\0\0\x02\0isomiso2avc1mp41");
    let data = boxed(b"mdat", samples.concat());
    let first_sample = start.len() as u32 + 8;

    let [sequence, picture] = parameters;
    let profile = sequence.get(1..4).unwrap_or_default();
    let config = [
        &[1],
        profile,
        // Lengths have four bytes; there is one set of parameters of each kind.
        &[0xFF, 0xE1],
        &sized(sequence),
        &[1],
        &sized(picture),
    ];
    let [width, height] = size.map(|side| (side as u16).to_be_bytes());
    let format = [
        &[0, 0, 0, 0, 0, 0, 0, 1],
        [0; 16].as_slice(),
        &width,
        &height,
        &[0, 72, 0, 0, 0, 72, 0, 0, 0, 0, 0, 0, 0, 1],
        &[0; 32],
        &[0, 24, 0xFF, 0xFF],
        &boxed(b"avcC", config.concat()),
    ];
    let format = [
        [0, 0, 0, 0, 0, 0, 0, 1].as_slice(),
        &boxed(b"avc1", format.concat()),
    ];
    let lengths = samples.iter().map(|sample| sample.len() as u32);
    let samples = [
        boxed(b"stsd", format.concat()),
        table(b"stts", [0, 1, count, 1]),
        table(b"stsc", [0, 1, 1, count, 1]),
        table(b"stsz", [0, 0, count].into_iter().chain(lengths)),
        table(b"stco", [0, 1, first_sample]),
    ];
    let place = boxed(
        b"dref",
        [&[0, 0, 0, 0, 0, 0, 0, 1], table(b"url ", [1]).as_slice()].concat(),
    );
    let media = [
        table(b"vmhd", [1, 0, 0]),
        boxed(b"dinf", place),
        boxed(b"stbl", samples.concat()),
    ];
    let track = [
        table(b"mdhd", [0, 0, 0, rate, count, 0x55C4_0000]),
        boxed(b"hdlr", b"\0\0\0\0\0\0\0\0vide\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        boxed(b"minf", media.concat()),
    ];
    let [one, unit] = [0x1_0000, 0x4000_0000];
    let matrix = [one, 0, 0, 0, one, 0, 0, 0, unit];
    let [width, height] = size.map(|side| side << 16);
    let head = [3, 0, 0, 1, 0, count, 0, 0, 0, 0].into_iter().chain(matrix);
    let track = [
        table(b"tkhd", head.chain([width, height])),
        boxed(b"mdia", track.concat()),
    ];
    let head = [0, 0, 0, rate, count, one, 0x0100_0000, 0, 0].into_iter();
    let movie = [
        table(b"mvhd", head.chain(matrix).chain([0, 0, 0, 0, 0, 0, 2])),
        boxed(b"trak", track.concat()),
    ];
    [start, data, boxed(b"moov", movie.concat())].concat()
}
