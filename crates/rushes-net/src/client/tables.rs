//! Tables by way of a proxy.

use prost::Message as _;

use super::body::RequestBody;
use super::reader::Frames;
use super::{ConnectOptions, Connection};
use crate::frame::{Frame, message_of};
use crate::proto::common::{DataframePart, TableId};
use crate::proto::sdk_comms::{ReadTablesRequest, ReadTablesResponse, WriteTableRequest};
use crate::uri::ProxyUri;
use crate::{Error, Result};

/// A table on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name; a later table of the same name takes its place.
    pub id: String,
    /// Its only record batch: an Arrow IPC stream, maybe compressed.
    pub data: DataframePart,
}

/// The tables of a server.
#[derive(Debug)]
pub struct TableStream {
    frames: Frames,
    _connection: Connection,
}

/// Sends a table.
///
/// # Errors
/// If nobody answers there, or the server refuses.
pub async fn write_table(uri: &ProxyUri, table: Table, options: &ConnectOptions) -> Result<()> {
    let mut connection = Connection::open(&uri.origin, options).await?;
    let request = Frame::encode(&WriteTableRequest {
        id: Some(TableId { id: table.id }),
        data: Some(table.data),
    })?;
    let method = "/rerun.sdk_comms.v1alpha1.MessageProxyService/WriteTable";
    let response = connection.call(method, RequestBody::once(request)).await?;
    let mut frames = Frames::new(response.into_body());
    while frames.next().await?.is_some() {}
    Ok(())
}

/// Connects, and reads tables.
///
/// # Errors
/// If nobody answers there, or it is no message proxy.
pub async fn read_tables(uri: &ProxyUri, options: &ConnectOptions) -> Result<TableStream> {
    let mut connection = Connection::open(&uri.origin, options).await?;
    let request = Frame::encode(&ReadTablesRequest {})?;
    let method = "/rerun.sdk_comms.v1alpha1.MessageProxyService/ReadTables";
    let response = connection.call(method, RequestBody::once(request)).await?;
    Ok(TableStream {
        frames: Frames::new(response.into_body()),
        _connection: connection,
    })
}

impl TableStream {
    /// The next table; `None` when the server has ended in order.
    ///
    /// # Errors
    /// If the connection broke, or what came is no table.
    pub async fn next(&mut self) -> Result<Option<Table>> {
        let Some(frame) = self.frames.next().await? else {
            return Ok(None);
        };
        let response = ReadTablesResponse::decode(message_of(&frame));
        let response = response.map_err(|error| {
            Error::invalid(format!("what came is no table: {error}")).caused_by(error)
        })?;
        match (response.id, response.data) {
            (Some(TableId { id }), Some(data)) => Ok(Some(Table { id, data })),
            _ => Err(Error::invalid("a table without id or data")),
        }
    }
}
