//! Framing.

use bytes::Bytes;
use rushes_net::frame::{Deframer, Frame, PREFIX_BYTES};
use rushes_net::log_msg;
use rushes_rrd::MessageDecoder;

use crate::support::{activation, chunk, recording, static_chunk, store_info};

fn joined(frame: &Frame) -> Vec<u8> {
    frame.pieces().flat_map(|piece| piece.to_vec()).collect()
}

#[test]
fn messages_are_the_same_behind_the_wire_however_it_cuts_them() {
    let store = recording("a");
    let messages = [
        store_info(&store),
        chunk(&store, 1, 10),
        chunk(&store, 2, 100_000),
        static_chunk(&store, 3),
        activation(&store),
    ];
    let frames: Vec<Frame> = messages.iter().map(|m| Frame::of(m).unwrap()).collect();
    let wire: Vec<u8> = frames.iter().flat_map(joined).collect();
    for step in [1, 7, 4096, wire.len()] {
        let mut deframer = Deframer::new(u32::MAX);
        let mut decoder = MessageDecoder::default();
        let mut read = Vec::new();
        for piece in wire.chunks(step) {
            let mut data = Bytes::copy_from_slice(piece);
            while let Some(frame) = deframer.next(&mut data).unwrap() {
                read.extend(log_msg::decode(&frame, &mut decoder).unwrap());
            }
        }
        assert!(deframer.is_at_end());
        assert_eq!(read, messages);
    }
}

#[test]
fn the_generated_types_agree() {
    use prost::Message as _;
    use rushes_net::proto::log_msg::log_msg::Msg;
    use rushes_net::proto::sdk_comms::ReadMessagesResponse;
    let store = recording("a");
    let message = chunk(&store, 1, 50_000);
    let frame = joined(&Frame::of(&message).unwrap());
    let response = ReadMessagesResponse::decode(&frame[PREFIX_BYTES..]).unwrap();
    let Some(Msg::ArrowMsg(decoded)) = response.log_msg.clone().unwrap().msg else {
        panic!("no chunk");
    };
    assert_eq!(decoded.payload.len(), 50_000);
    assert_eq!(decoded.store_id.unwrap().recording_id, "a");
    assert_eq!(decoded.is_static, Some(false));
    let mut again = Frame::encode(&response).unwrap();
    let read = Deframer::new(u32::MAX).next(&mut again).unwrap().unwrap();
    let mut decoder = MessageDecoder::default();
    assert_eq!(log_msg::decode(&read, &mut decoder).unwrap(), Some(message));
}

#[test]
fn what_is_too_long_or_compressed_is_refused_before_it_comes() {
    let mut long = Bytes::from_static(&[0, 0xFF, 0xFF, 0xFF, 0xFF]);
    assert!(Deframer::new(1 << 20).next(&mut long).is_err());
    let mut compressed = Bytes::from_static(&[1, 0, 0, 0, 1, 0]);
    assert!(Deframer::new(1 << 20).next(&mut compressed).is_err());
}
