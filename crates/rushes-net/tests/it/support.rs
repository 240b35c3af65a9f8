//! What the tests share.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use bytes::Bytes;
use rushes_core::{ChunkId, RowId, StoreId, StoreInfo, StoreSource};
use rushes_net::client::{ConnectOptions, MessageStream, Writer, WriterOptions, read_messages};
use rushes_net::server::{Server, ServerOptions, serve};
use rushes_net::uri::ProxyUri;
use rushes_rrd::{ArrowMsg, BlueprintActivation, Compression, Message, SetStoreInfo};

/// So long nothing takes that works.
pub const PATIENCE: Duration = Duration::from_secs(30);

pub const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

pub fn server(options: ServerOptions) -> Server {
    serve(LOOPBACK, 0, options).unwrap()
}

pub fn recording(id: &str) -> StoreId {
    StoreId::recording("test", id)
}

pub fn store_info(store_id: &StoreId) -> Message {
    Message::SetStoreInfo(SetStoreInfo {
        row_id: RowId::new(),
        info: StoreInfo::of_this_version(store_id.clone(), StoreSource::CSdk),
    })
}

/// A chunk whose data are `len` times the byte `mark`: nobody on the way looks into them.
pub fn chunk(store_id: &StoreId, mark: u8, len: usize) -> Message {
    Message::Arrow(ArrowMsg {
        store_id: store_id.clone(),
        chunk_id: Some(ChunkId::new()),
        is_static: Some(false),
        compression: Compression::None,
        uncompressed_size: len as u64,
        payload: Bytes::from(vec![mark; len]),
    })
}

pub fn static_chunk(store_id: &StoreId, mark: u8) -> Message {
    match chunk(store_id, mark, 10) {
        Message::Arrow(message) => Message::Arrow(ArrowMsg {
            is_static: Some(true),
            ..message
        }),
        other => other,
    }
}

pub fn activation(store_id: &StoreId) -> Message {
    Message::BlueprintActivation(BlueprintActivation {
        blueprint_id: store_id.clone(),
        make_active: true,
        make_default: true,
    })
}

pub fn writer(server: &Server) -> Writer {
    Writer::new(server.uri(), WriterOptions::default()).unwrap()
}

/// Sends messages, and waits until the server has them.
pub fn write(server: &Server, messages: &[Message]) {
    let writer = writer(server);
    for message in messages {
        writer.send(message).unwrap();
    }
    writer.flush(PATIENCE).unwrap();
    writer.finish().unwrap();
}

/// Reads without an async test.
pub struct Reading {
    runtime: tokio::runtime::Runtime,
    stream: MessageStream,
}

impl Reading {
    pub fn start(uri: &ProxyUri) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let stream = runtime
            .block_on(read_messages(uri, &ConnectOptions::default()))
            .unwrap();
        Self { runtime, stream }
    }

    /// The next messages.
    pub fn take(&mut self, count: usize) -> Vec<Message> {
        (0..count).map(|_| self.next().unwrap()).collect()
    }

    /// The next message; `None` at the end.
    pub fn next(&mut self) -> Option<Message> {
        let next = async { tokio::time::timeout(PATIENCE, self.stream.next()).await };
        self.runtime.block_on(next).unwrap().unwrap()
    }
}

/// What tells chunks apart.
pub fn marks(messages: &[Message]) -> Vec<u8> {
    let mark = |message: &Message| match message {
        Message::Arrow(message) => message.payload.first().copied(),
        _ => None,
    };
    messages.iter().filter_map(mark).collect()
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}
