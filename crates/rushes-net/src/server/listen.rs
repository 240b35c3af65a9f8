//! Connections.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use http::{Method, Request};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use parking_lot::Mutex;
use rushes_rrd::MessageDecoder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, watch};
use tonic::body::Body;
use tonic_web::GrpcWebLayer;
use tower::{Layer as _, Service as _};

use super::calls::Calls;
use super::classify::{self, Audience};
use super::history::History;
use super::own::Own;
use super::recent::Producers;
use super::save::Saver;
use super::tls::Tls;
use super::{ServerOptions, Statistics, cors, pages};
use crate::frame::Frame;
use crate::uri::ProxyUri;
use crate::{Error, ErrorKind, Result};

/// Connections at once; more have to wait.
const MAX_CONNECTIONS: usize = 8192;
/// How long a connection may stay without a word, and how long the head of a request may take.
const FIRST_WORD: Duration = Duration::from_secs(30);
const HEAD: Duration = Duration::from_secs(10);
/// How often silent connections are probed, and how long an answer may take.
const KEEP_ALIVE: Duration = Duration::from_secs(10);
const KEEP_ALIVE_TIMEOUT: Duration = Duration::from_secs(20);
/// What a producer may send before it is taken.
const STREAM_WINDOW: u32 = 2 << 20;
const CONNECTION_WINDOW: u32 = 4 << 20;
/// Largest HTTP/2 frame.
const MAX_FRAME: u32 = 256 << 10;
/// How long the calls under way may take in the end.
const GRACE: Duration = Duration::from_secs(5);
/// How long to wait before connections are taken again, when the system has no room for more.
const NO_ROOM: Duration = Duration::from_millis(100);

/// A message proxy, on threads of its own. It ends when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    history: Arc<History>,
    saver: Option<Arc<Saver>>,
    own: Own,
    stop: watch::Sender<bool>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
}

/// What a server is, beside what it does for viewers.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// How it works.
    pub options: ServerOptions,
    /// A folder for all recordings that come: what is acknowledged is on the disk. It is made if it
    /// is not there; what it holds is served.
    pub save: Option<PathBuf>,
    /// What producers and readers have to show; if not given, nothing.
    pub token: Option<String>,
    /// What connections are encrypted with; if not given, they are not.
    pub tls: Option<TlsFiles>,
}

/// Where a server's certificate is, and the key of it.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// The certificate and the chain behind it, in PEM.
    pub certificate: PathBuf,
    /// Its key, in PEM.
    pub key: PathBuf,
}

/// Starts a message proxy. Port 0 takes any that is free.
///
/// # Errors
/// If it cannot listen there, or there are no more threads.
pub fn serve(ip: IpAddr, port: u16, options: ServerOptions) -> Result<Server> {
    serve_with(
        ip,
        port,
        Setup {
            options,
            ..Setup::default()
        },
    )
}

/// As [`serve`], with more to say. Returns when everything that was saved before is served.
///
/// # Errors
/// If it cannot listen there, or cannot save there, or there are no more threads.
pub fn serve_with(ip: IpAddr, port: u16, how: Setup) -> Result<Server> {
    let Setup {
        options,
        save,
        token,
        tls,
    } = how;
    let tls = tls.map(|files| Tls::new(&files)).transpose()?;
    let wanted = SocketAddr::new(ip, port);
    let setup = |error: std::io::Error| {
        let text = format!("cannot listen on {wanted}: {error}. Choose another port or address");
        Error::new(ErrorKind::Setup, text).caused_by(error)
    };
    let listener = TcpListener::bind(wanted).map_err(setup)?;
    listener.set_nonblocking(true).map_err(setup)?;
    let address = listener.local_addr().map_err(setup)?;
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .thread_name("rushes-serve")
        .enable_io()
        .enable_time()
        .build()
        .map_err(setup)?;
    let history = Arc::new(History::new(options.memory_limit.as_bytes()));
    let producers = Arc::new(Producers::default());
    let saver = save.map(|folder| Saver::open(&folder, &history, &producers));
    let saver = saver.transpose()?.map(Arc::new);
    let calls = Calls {
        history: Arc::clone(&history),
        producers,
        saver: saver.clone(),
        token: token.map(Arc::from),
        options: Arc::new(options),
    };
    let (stop, stopped) = watch::channel(false);
    let thread = std::thread::Builder::new()
        .name("rushes-serve".to_owned())
        .spawn(move || {
            if let Err(error) = runtime.block_on(accept_all(listener, tls, calls, stopped)) {
                log::error!("the server on {address} has ended: {error}");
            }
            // Who still reads or writes has had the time it gets.
            runtime.shutdown_background();
        })
        .map_err(setup)?;
    Ok(Server {
        address,
        history,
        saver,
        own: Own::default(),
        stop,
        thread: Mutex::new(Some(thread)),
    })
}

impl Server {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where programs on this machine find it.
    pub fn uri(&self) -> ProxyUri {
        ProxyUri::local(self.address.port())
    }

    /// Takes a message from this process, as if it had come by a connection. Waits while too much
    /// waits to be saved.
    ///
    /// # Errors
    /// If it is too long, or no reader could decode it.
    pub fn publish(&self, message: &rushes_rrd::Message) -> Result<()> {
        let frame = Frame::of(message)?.into_bytes();
        let facts = classify::log_message(&frame, &mut MessageDecoder::default())
            .map_err(classify::Refusal::into_error)?;
        self.history
            .push(Audience::Messages, [(facts.class, frame)]);
        if let Some(saver) = &self.saver {
            self.own.save(saver, facts, &self.history);
        }
        Ok(())
    }

    /// Waits until everything [published](Self::publish) before is on the disk, if it is saved;
    /// `false` if that takes longer.
    ///
    /// # Errors
    /// If something could not be saved: it is only in memory. Each is told once.
    pub fn flush(&self, timeout: Duration) -> Result<bool> {
        self.own.flush(timeout)
    }

    /// What it has done so far.
    pub fn statistics(&self) -> Statistics {
        self.history.statistics()
    }

    /// Takes no more connections, lets readers read what there is, and ends. Calls that are not over
    /// after some seconds are cut off.
    pub fn shut_down(&self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.lock().take()
            && thread.join().is_err()
        {
            log::error!("a server has panicked");
        }
        if let Some(saver) = &self.saver {
            saver.finish();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shut_down();
    }
}

async fn accept_all(
    listener: TcpListener,
    tls: Option<Tls>,
    calls: Calls,
    mut stopped: watch::Receiver<bool>,
) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let connections = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let accepting = async {
        loop {
            // Never closed.
            let Ok(permit) = Arc::clone(&connections).acquire_owned().await else {
                return;
            };
            match listener.accept().await {
                Ok((stream, peer)) => {
                    let (calls, tls) = (calls.clone(), tls.clone());
                    let watcher = graceful.watcher();
                    tokio::spawn(async move {
                        let _permit = permit;
                        if let Err(error) = connection(stream, tls, calls, watcher).await {
                            log::debug!("{peer}: {error}");
                        }
                    });
                }
                Err(error) => {
                    log::warn!("cannot take a connection: {error}");
                    tokio::time::sleep(NO_ROOM).await;
                }
            }
        }
    };
    let stop = async {
        // The sender lives as long as the server does.
        stopped.wait_for(|stopped| *stopped).await.ok();
    };
    first_of(accepting, stop).await;
    drop(listener);
    calls.history.end();
    if tokio::time::timeout(GRACE, graceful.shutdown())
        .await
        .is_err()
    {
        log::warn!("some calls were not over in time, and are cut off");
    }
    Ok(())
}

/// Runs both until one is over.
async fn first_of(a: impl Future<Output = ()>, b: impl Future<Output = ()>) {
    let (mut a, mut b) = (std::pin::pin!(a), std::pin::pin!(b));
    std::future::poll_fn(|context| {
        if a.as_mut().poll(context).is_ready() {
            return std::task::Poll::Ready(());
        }
        b.as_mut().poll(context)
    })
    .await;
}

type BoxError = Box<dyn std::error::Error + Send + Sync>;

async fn connection(
    stream: TcpStream,
    tls: Option<Tls>,
    calls: Calls,
    watcher: Watcher,
) -> Result<(), BoxError> {
    stream.set_nodelay(true)?;
    tokio::time::timeout(FIRST_WORD, stream.readable()).await??;
    match tls {
        None => speak(stream, calls, watcher).await,
        Some(tls) => {
            let stream = tokio::time::timeout(HEAD, tls.accept(stream)).await??;
            speak(stream, calls, watcher).await
        }
    }
}

/// Answers what comes by one connection.
async fn speak<S>(stream: S, calls: Calls, watcher: Watcher) -> Result<(), BoxError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let origins = cors::layer(&calls.options.cors_allowed_origins);
    let history = Arc::clone(&calls.history);
    let grpc = tower::service_fn(move |request: Request<Body>| {
        let calls = calls.clone();
        async move { Ok::<_, Infallible>(calls.answer(request).await) }
    });
    let grpc = GrpcWebLayer::new().layer(grpc);
    let http = tower::service_fn(move |request: Request<Incoming>| {
        let mut grpc = grpc.clone();
        let history = Arc::clone(&history);
        async move {
            if request.method() == Method::GET {
                return Ok::<_, Infallible>(pages::page(request.uri().path(), &history));
            }
            grpc.call(request).await
        }
    });
    let service = TowerToHyperService::new(origins.layer(http));
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(KEEP_ALIVE)
        .keep_alive_timeout(KEEP_ALIVE_TIMEOUT)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_frame_size(MAX_FRAME);
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    watcher.watch(connection.into_owned()).await
}
