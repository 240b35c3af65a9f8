//! Tables.

use bytes::Bytes;
use rushes_net::client::{ConnectOptions, Table, read_tables, write_table};
use rushes_net::proto::common::{Compression, DataframePart, EncoderVersion};
use rushes_net::server::ServerOptions;

use crate::support::{Reading, chunk, recording, runtime, server, write};

#[test]
fn readers_of_tables_get_tables_and_nothing_else() {
    let server = server(ServerOptions::default());
    let table = Table {
        id: "of contents".to_owned(),
        data: DataframePart {
            encoder_version: EncoderVersion::V0.into(),
            payload: Some(Bytes::from(vec![7; 100_000])),
            compression: Compression::None.into(),
            uncompressed_size: 100_000,
        },
    };
    let message = chunk(&recording("a"), 1, 10);
    write(&server, std::slice::from_ref(&message));
    let options = ConnectOptions::default();
    let read = runtime().block_on(async {
        let uri = server.uri();
        write_table(&uri, table.clone(), &options).await.unwrap();
        let mut tables = read_tables(&uri, &options).await.unwrap();
        tables.next().await.unwrap()
    });
    assert_eq!(read, Some(table));
    assert_eq!(Reading::start(&server.uri()).next(), Some(message));
}
