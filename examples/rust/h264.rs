//! The simplest H.264 there is: every picture stands for itself, and nothing is compressed.

/// Width and height: whole blocks of 16 pixels.
pub const SIZE: [u32; 2] = [128, 96];
const BLOCKS: [u32; 2] = [SIZE[0] / 16, SIZE[1] / 16];

/// A unit of the stream, written bit by bit.
struct Unit {
    bytes: Vec<u8>,
    /// How many bits of the last byte are not written yet.
    free: u32,
}

impl Unit {
    fn new(header: u8) -> Self {
        Self {
            bytes: vec![header],
            free: 0,
        }
    }

    fn bits(&mut self, value: u32, count: u32) {
        for shift in (0..count).rev() {
            if self.free == 0 {
                self.bytes.push(0);
                self.free = 8;
            }
            self.free -= 1;
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> shift & 1) as u8) << self.free;
            }
        }
    }

    /// A number after as many zeros as it has further digits.
    fn number(&mut self, value: u32) {
        let digits = (value + 1).ilog2();
        self.bits(0, digits);
        self.bits(value + 1, digits + 1);
    }

    fn numbers(&mut self, values: impl IntoIterator<Item = u32>) {
        values.into_iter().for_each(|value| self.number(value));
    }

    /// The unit with its end mark. Two zeros must be followed by something greater than 3, so a 3
    /// is put between where they are not.
    fn finish(mut self) -> Vec<u8> {
        self.bits(1, 1);
        let mut zeros = 0;
        let mut finished = Vec::with_capacity(self.bytes.len());
        for byte in self.bytes {
            if zeros == 2 && byte <= 3 {
                finished.push(3);
                zeros = 0;
            }
            zeros = if byte == 0 { zeros + 1 } else { 0 };
            finished.push(byte);
        }
        finished
    }
}

/// What a decoder must know of all pictures: two units.
pub fn parameters() -> [Vec<u8>; 2] {
    let mut sequence = Unit::new(0x67);
    // Constrained baseline profile, level 3.1.
    sequence.bits(0x42_C0_1F, 24);
    // Ids, the width of a picture's number, its order, and no pictures that others refer to.
    sequence.numbers([0, 0, 2, 0]);
    sequence.bits(0, 1);
    sequence.numbers(BLOCKS.map(|blocks| blocks - 1));
    sequence.bits(0b1100, 4);

    let mut picture = Unit::new(0x68);
    picture.numbers([0, 0]);
    picture.bits(0, 2);
    picture.numbers([0, 0, 0]);
    picture.bits(0, 3);
    picture.numbers([0, 0, 0]);
    picture.bits(0, 3);
    [sequence.finish(), picture.finish()]
}

/// One picture as a unit. `pixel` gives brightness, blue and red difference of a place.
pub fn picture(number: u32, pixel: impl Fn([u32; 2]) -> [u8; 3]) -> Vec<u8> {
    let mut unit = Unit::new(0x65);
    // From the first block on, all are independent, by the first parameters.
    unit.numbers([0, 7, 0]);
    unit.bits(0, 4);
    // Neighbours must differ in this.
    unit.number(number % 2);
    unit.bits(0, 2);
    unit.number(0);
    for block in 0..BLOCKS[0] * BLOCKS[1] {
        let corner = [block % BLOCKS[0] * 16, block / BLOCKS[0] * 16];
        // A block of plain samples starts at a whole byte.
        unit.number(25);
        unit.free = 0;
        // Brightness of each pixel; the differences of every second one.
        for (channel, step) in [(0, 1), (1, 2), (2, 2)] {
            for y in (0..16).step_by(step) {
                let row = (0..16).step_by(step);
                let row = row.map(|x| pixel([corner[0] + x, corner[1] + y])[channel]);
                unit.bytes.extend(row);
            }
        }
    }
    unit.finish()
}

/// A picture of coloured rays that turn around the middle.
pub fn rays(number: u32) -> Vec<u8> {
    picture(number, |[x, y]| {
        let [x, y] = [
            x as f32 - SIZE[0] as f32 / 2.0,
            y as f32 - SIZE[1] as f32 / 2.0,
        ];
        let (angle, distance) = (y.atan2(x), x.hypot(y));
        let turn = number as f32 / 10.0;
        let wave = |sharp: f32, level: f32| (128.0 + level * sharp.sin()) as u8;
        [
            wave(6.0 * angle + turn + distance / 12.0, 100.0),
            wave(angle - turn, 90.0),
            wave(distance / 20.0 - turn, 90.0),
        ]
    })
}
