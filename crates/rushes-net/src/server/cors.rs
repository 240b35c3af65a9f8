//! Which web pages may talk to a server.

use http::HeaderName;
use tower_http::cors::{AllowHeaders, AllowMethods, AllowOrigin, CorsLayer};

/// Pages of this machine, and of the site that hosts the shared viewer.
const ALWAYS: [&str; 6] = [
    "*://localhost",
    "*://localhost:*",
    "*://127.0.0.1",
    "*://127.0.0.1:*",
    "*://rerun.io",
    "*://rerun.io:*",
];

/// The rules for pages with these origins, beside those that are always allowed.
pub(super) fn layer(allowed: &[String]) -> CorsLayer {
    let allowed: Vec<String> = ALWAYS
        .into_iter()
        .chain(allowed.iter().map(String::as_str))
        .map(str::to_owned)
        .collect();
    let is_allowed = move |origin: &http::HeaderValue, _: &http::request::Parts| {
        let origin = origin.to_str().unwrap_or_default();
        allowed.iter().any(|pattern| matches(pattern, origin))
    };
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(is_allowed))
        .allow_credentials(true)
        .allow_methods(AllowMethods::mirror_request())
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([
            HeaderName::from_static("grpc-status"),
            HeaderName::from_static("grpc-message"),
        ])
}

/// Whether the pattern, in which `*` stands for any text, is all of `text`.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(text) = text.strip_prefix(start) else {
        return false;
    };
    // The first place is as good as any later one: what is left out belongs to this asterisk.
    text.char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .any(|at| text.get(at..).is_some_and(|text| matches(rest, text)))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn an_asterisk_is_any_text() {
        for (pattern, text, is_match) in [
            ("*://localhost:*", "http://localhost:9090", true),
            ("*://localhost", "http://localhost:9090", false),
            ("*://localhost", "https://localhost", true),
            ("*://localhost:*", "http://localhost.evil.example:1", false),
            ("https://*.example.com", "https://a.b.example.com", true),
            ("https://*.example.com", "https://example.com", false),
            ("*", "", true),
            ("", "x", false),
        ] {
            assert_eq!(matches(pattern, text), is_match, "{pattern} {text}");
        }
    }
}
