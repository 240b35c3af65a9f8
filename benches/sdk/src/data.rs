//! Values that are neither constant nor noise.

/// Bytes like those of a photograph: smooth, with some noise. LZ4 makes about half of them.
pub fn picture(len: usize) -> Vec<u8> {
    let mut random = Random(1);
    let byte = |i: usize| {
        let noisy = (i / 512) % 2 == 0;
        let noise = if noisy { random.next() % 4 } else { 0 };
        ((i / 96) as u32 + noise) as u8
    };
    (0..len).map(byte).collect()
}

/// Positions and colours.
pub fn points(count: usize) -> (Vec<[f32; 3]>, Vec<u32>) {
    let mut random = Random(2);
    let mut coordinate = || random.next() as f32 / 65536.0;
    let positions = std::iter::repeat_with(|| [coordinate(), coordinate(), 0.5]);
    let positions: Vec<_> = positions.take(count).collect();
    let color = |i: usize| 0x8040_00FF | ((i as u32 & 0xFF) << 8);
    (positions, (0..count).map(color).collect())
}

/// Numbers of 16 bits, the same in each run.
struct Random(u32);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.0 >> 16
    }
}
