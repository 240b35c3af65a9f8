//! URIs.

use rushes_net::uri::{Fragment, Origin, ProxyUri, Scheme, Uri};

const ID: &str = "18EAAD1B2556F1E14a45fff5211e781b";

#[test]
fn what_means_the_same_is_written_the_same() {
    let id_lower = ID.to_lowercase();
    for (text, expected) in [
        (
            "rerun://example.com",
            "rerun://example.com:443/catalog".to_owned(),
        ),
        (
            "rerun+https://Example.com:1/",
            "rerun+https://example.com:1/catalog".to_owned(),
        ),
        (
            "rerun+http://example.com/proxy",
            "rerun+http://example.com:80/proxy".to_owned(),
        ),
        (
            "rerun+http://localhost/proxy/",
            "rerun+http://localhost:9876/proxy".to_owned(),
        ),
        (
            "rerun+http://127.0.0.1",
            "rerun+http://127.0.0.1:51234/catalog".to_owned(),
        ),
        (
            "rerun://localhost",
            "rerun://localhost:51234/catalog".to_owned(),
        ),
        (
            "rerun+http://0.0.0.0:1/proxy",
            "rerun+http://127.0.0.1:1/proxy".to_owned(),
        ),
        (
            "rerun+http://[::]/proxy",
            "rerun+http://127.0.0.1:9876/proxy".to_owned(),
        ),
        (
            "rerun+http://[::1]:7/proxy",
            "rerun+http://[::1]:7/proxy".to_owned(),
        ),
        (
            "127.0.0.1:9876/proxy",
            "rerun+http://127.0.0.1:9876/proxy".to_owned(),
        ),
        (
            "localhost/proxy?x=1#y",
            "rerun+http://localhost:9876/proxy".to_owned(),
        ),
        (
            "demo.rerun.io",
            "rerun://demo.rerun.io:443/catalog".to_owned(),
        ),
        (
            "rerun http://localhost:1/proxy",
            "rerun+http://localhost:1/proxy".to_owned(),
        ),
        (
            &format!("rerun://h/entry/{id_lower}"),
            format!("rerun://h:443/entry/{ID}"),
        ),
        (
            "rerun://h/folder/a.b%20c",
            "rerun://h:443/folder/a.b%20c".to_owned(),
        ),
        (
            &format!("rerun://h/dataset/{ID}?segment_id=a b&other=1"),
            format!("rerun://h:443/dataset/{ID}?segment_id=a%20b"),
        ),
        (
            &format!("rerun://h/dataset/{ID}/data?partition_id=ä%26"),
            format!("rerun://h:443/dataset/{ID}?segment_id=%C3%A4%26"),
        ),
        (
            &format!("rerun://h/dataset/{ID}/assets?segment_id=x#unknown=1"),
            format!("rerun://h:443/dataset/{ID}/assets?segment_id=x"),
        ),
        (
            &format!(
                "rerun://h/dataset/{ID}/segments?segment_id=x#when=frame@7&selection=/a/b[#3]:P"
            ),
            format!(
                "rerun://h:443/dataset/{ID}?segment_id=x#selection=%2Fa%2Fb%5B%233%5D%3AP&when=frame@7"
            ),
        ),
    ] {
        let uri: Uri = text
            .parse()
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(uri.to_string(), expected, "{text}");
        assert_eq!(expected.parse::<Uri>().unwrap(), uri, "{expected}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (text, part) in [
        ("example.com/proxy", "invalid scheme"),
        ("http://localhost:9876/proxy", "invalid scheme"),
        ("rerun:///proxy", "no host"),
        ("rerun://h:70000/proxy", "70000"),
        ("rerun://h/nothing", "/nothing"),
        ("rerun://h/folder/", "/folder"),
        ("rerun://h/entry/123", "32 hex digits"),
        (&format!("rerun://h/dataset/{ID}"), "segment_id"),
        (
            &format!("rerun://h/dataset/{ID}?segment_id=a&partition_id=b"),
            "partition_id",
        ),
    ] {
        let error = text.parse::<Uri>().unwrap_err().to_string();
        assert!(error.contains(part), "{text}: {error}");
    }
    let error = "rerun://h".parse::<ProxyUri>().unwrap_err().to_string();
    assert!(error.contains("rerun://h:443/proxy"), "{error}");
}

#[test]
fn a_path_is_one_on_the_server_at_hand() {
    let origin = Origin::new(Scheme::Rerun, "h", 1).unwrap();
    let uri = Uri::parse_on(&format!("/entry/{ID}"), &origin).unwrap();
    assert_eq!(uri.to_string(), format!("rerun://h:1/entry/{ID}"));
    let uri = Uri::parse_on("127.0.0.1/proxy", &origin).unwrap();
    assert_eq!(uri, Uri::Proxy(ProxyUri::default()));
}

#[test]
fn fragments_survive_and_what_is_not_understood_is_ignored() {
    for text in [
        "selection=%2Fworld",
        "when=real@2024-01-01T00:00:00Z",
        "when=t@+1m2.5s",
        "when=t@\u{2212}1.5s",
        "time_selection=frame@0..10",
        "time_selection=real@2024-01-01T00:00:00Z..2024-01-02T00:00:00Z",
        "selection=%2Fa&when=log_time@+2d&time_selection=frame@-5..5",
    ] {
        let fragment = Fragment::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(fragment.to_string(), text);
    }
    let odd = Fragment::parse("when=a\\&b\\=c@1").unwrap();
    assert_eq!(odd.when.as_ref().unwrap().0.as_str(), "a&b=c");
    assert_eq!(Fragment::parse(&odd.to_string()).unwrap(), odd);
    assert_eq!(
        Fragment::parse("when=t@+0.000\u{2009}250s"),
        Fragment::parse("when=t@250us")
    );
    for text in [
        "when=frame",
        "when=frame@x",
        "speed=2",
        "time_selection=a@1..2s",
        "selection=//",
    ] {
        assert_eq!(Fragment::parse(text), None, "{text}");
        assert!(Fragment::parse_forgiving(text).is_empty());
    }
}
