//! Files on web servers, which break off, move, change, and send more than they were asked for.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rushes_net::client::{Download, DownloadOptions};
use rushes_net::{Error, ErrorKind};

use crate::support::{LOOPBACK, runtime};

/// A request: its path, and the range that it asks for, as it stands there.
struct Asked {
    number: usize,
    path: String,
    range: Option<String>,
}

/// Serves every request with the bytes that a function answers with, and closes the connection.
fn serve(answer: impl Fn(&Asked) -> Vec<u8> + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind((LOOPBACK, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let stream = stream.unwrap();
            let answer = Arc::clone(&answer);
            std::thread::spawn(move || one(number, stream, answer.as_ref()));
        }
    });
    format!("http://{address}/file.rrd")
}

fn one(number: usize, mut stream: TcpStream, answer: impl Fn(&Asked) -> Vec<u8>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let path = first.split(' ').nth(1).unwrap().to_owned();
    let head: Vec<String> = lines
        .map(Result::unwrap)
        .take_while(|line| !line.is_empty())
        .collect();
    let range = head.iter().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("range").then(|| value.to_owned())
    });
    let asked = Asked {
        number,
        path,
        range,
    };
    stream.write_all(&answer(&asked)).ok();
    stream.shutdown(Shutdown::Both).ok();
}

fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}connection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// The whole file, whatever was asked for.
fn whole(file: &[u8]) -> Vec<u8> {
    let length = format!("content-length: {}\r\n", file.len());
    response("200 OK", &length, file)
}

/// The part that was asked for, of which only the first bytes come.
fn part(file: &[u8], asked: &Asked, etag: &str, first: usize) -> Vec<u8> {
    let range = asked.range.as_deref().unwrap_or("bytes=0-");
    let (start, end) = range
        .strip_prefix("bytes=")
        .unwrap()
        .split_once('-')
        .unwrap();
    let len = file.len();
    let (start, end) = match (start.parse::<usize>(), end.parse::<usize>()) {
        (Ok(start), end) => (start, end.map_or(len, |end| (end + 1).min(len))),
        (Err(_suffix), end) => (len.saturating_sub(end.unwrap()), len),
    };
    let headers = format!(
        "content-range: bytes {start}-{}/{len}\r\ncontent-length: {}\r\netag: {etag}\r\n",
        end - 1,
        end - start
    );
    let body = &file[start..end];
    response(
        "206 Partial Content",
        &headers,
        &body[..first.min(body.len())],
    )
}

fn file() -> Vec<u8> {
    (0..100_000_u32).flat_map(u32::to_le_bytes).collect()
}

fn options() -> DownloadOptions {
    DownloadOptions {
        patience: Duration::from_secs(10),
        attempts: 3,
        ..DownloadOptions::default()
    }
}

fn read_from(download: &mut Download) -> Result<Vec<u8>, Error> {
    runtime().block_on(rest(download))
}

async fn rest(download: &mut Download) -> Result<Vec<u8>, Error> {
    let mut read = Vec::new();
    while let Some(data) = download.next().await? {
        read.extend_from_slice(&data);
    }
    Ok(read)
}

fn read(url: &str) -> Result<Vec<u8>, Error> {
    read_from(&mut Download::new(url, options()).unwrap())
}

#[test]
fn a_download_that_breaks_off_goes_on_where_it_was() {
    let served = file();
    // A different number of bytes each time: also none, but not so often that it is given up.
    let url = serve(move |asked| match asked.number % 3 {
        1 => Vec::new(),
        number => part(&served, asked, "\"1\"", 70_000 + number),
    });
    assert_eq!(read(&url).unwrap(), file());
}

#[test]
fn it_goes_on_where_the_server_only_sends_whole_files() {
    let served = file();
    let url = serve(move |asked| {
        let mut answer = whole(&served);
        if asked.number < 2 {
            answer.truncate(50_000 * (asked.number + 1));
        }
        answer
    });
    assert_eq!(read(&url).unwrap(), file());
}

#[test]
fn what_does_not_get_anywhere_is_given_up() {
    let url = serve(|_| Vec::new());
    assert_eq!(read(&url).unwrap_err().kind(), ErrorKind::Unreachable);
    let unused = TcpListener::bind((LOOPBACK, 0)).unwrap().local_addr();
    let url = format!("http://{}/", unused.unwrap());
    assert_eq!(read(&url).unwrap_err().kind(), ErrorKind::Unreachable);
}

#[test]
fn a_server_that_falls_silent_is_given_up() {
    let listener = TcpListener::bind((LOOPBACK, 0)).unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let options = DownloadOptions {
        patience: Duration::from_millis(20),
        attempts: 2,
        ..DownloadOptions::default()
    };
    let mut download = Download::new(&url, options).unwrap();
    let error = read_from(&mut download).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreachable);
    assert!(error.to_string().contains("does not answer"), "{error}");
}

#[test]
fn a_file_that_changes_meanwhile_is_not_mixed_up() {
    let served = file();
    let url = serve(move |asked| {
        let etag = format!("\"{}\"", asked.number);
        part(&served, asked, &etag, 1000)
    });
    let error = read(&url).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("has changed"), "{error}");
}

#[test]
fn what_the_server_refuses_is_said() {
    let url = serve(|_| response("404 Not Found", "content-length: 0\r\n", &[]));
    let error = read(&url).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(error.to_string().contains("404"), "{error}");
    for url in ["file.rrd", "ftp://host/file.rrd", "http://", "http:///a"] {
        let error = Download::new(url, options()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Uri, "{url}");
    }
}

#[test]
fn redirections_are_followed_but_not_for_ever() {
    let served = file();
    let url = serve(move |asked| {
        let location = match asked.path.as_str() {
            "/file.rrd" => "/a/b?c=d",
            "/a/b?c=d" => "e",
            "/a/e" => return whole(&served),
            _ => "again",
        };
        response("302 Found", &format!("location: {location}\r\n"), &[])
    });
    assert_eq!(read(&url).unwrap(), file());
    let endless = url.replace("file.rrd", "other");
    assert_eq!(read(&endless).unwrap_err().kind(), ErrorKind::Refused);
}

#[test]
fn parts_are_read_where_the_server_sends_parts() {
    let served = file();
    let url = serve(move |asked| part(&served, asked, "\"1\"", usize::MAX));
    let mut download = Download::new(&url, options()).unwrap();
    runtime().block_on(async {
        let tail = download.tail(100).await.unwrap().unwrap();
        assert_eq!(tail.total, 400_000);
        assert_eq!(tail.bytes, file()[399_900..]);
        for range in [5..5, 10..20, 200_000..300_000, 399_999..400_000] {
            download.seek(range.clone());
            let expected = &file()[range.start as usize..range.end as usize];
            assert_eq!(rest(&mut download).await.unwrap(), expected);
        }
    });
    let served = file();
    let url = serve(move |_| whole(&served));
    let mut download = Download::new(&url, options()).unwrap();
    assert!(runtime().block_on(download.tail(100)).unwrap().is_none());
    assert_eq!(read_from(&mut download).unwrap(), file());
}
