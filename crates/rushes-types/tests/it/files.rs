//! Files that become archetypes: PLY, MP4, and guessing what a file is.

use rushes_types::archetypes::{AssetVideo, EncodedImage, GaussianSplats3D, Points2D, Points3D};
use rushes_types::components::MediaType;
use rushes_types::reflection::display_value;
use rushes_types::{AsComponents, PlyKind, VideoLoadError, ply_kind};

fn shown(data: &dyn AsComponents) -> Vec<String> {
    let batches = data.as_serialized_batches();
    let shown = batches.iter().map(|batch| {
        let component_type = batch.descriptor.component_type.as_ref().unwrap().as_str();
        let values: Vec<_> = (0..batch.array.len())
            .map(|index| display_value(component_type, &batch.array, index))
            .collect();
        format!(
            "{} = {}",
            batch.descriptor.archetype_field_name(),
            values.join("; ")
        )
    });
    shown.collect()
}

const POINTS: &str = "ply
format ascii 1.0
comment two points
element vertex 2
property float x
property float y
property float z
property uchar red
property uchar green
property uchar blue
property list uchar uchar label
property float confidence
end_header
1 2 3 255 0 0 2 104 105 0.5
4 5 6 0 255 0 0 0.7
";

#[test]
fn points_of_a_text_file() {
    assert_eq!(ply_kind(POINTS.as_bytes()).unwrap(), PlyKind::Points3D);
    let points = Points3D::from_file_contents(POINTS.as_bytes()).unwrap();
    assert_eq!(
        shown(&points),
        [
            "positions = [1.0, 2.0, 3.0]; [4.0, 5.0, 6.0]",
            "colors = #FF0000FF; #00FF00FF",
            r#"labels = "hi"; """#,
        ]
    );
}

#[test]
fn points_of_binary_files_after_another_table() {
    let header = |format: &str| {
        format!(
            "ply\r\nformat {format} 1.0\r\nelement face 1\r\nproperty list uchar short a\r\n\
             element vertex 1\r\nproperty double x\r\nproperty float y\r\nproperty int radius\r\n\
             end_header\r\n"
        )
    };
    let mut little = header("binary_little_endian").into_bytes();
    little.extend([2, 1, 0, 2, 0]);
    little.extend(1.5f64.to_le_bytes());
    little.extend(2.5f32.to_le_bytes());
    little.extend(3i32.to_le_bytes());
    let mut big = header("binary_big_endian").into_bytes();
    big.extend([2, 0, 1, 0, 2]);
    big.extend(1.5f64.to_be_bytes());
    big.extend(2.5f32.to_be_bytes());
    big.extend(3i32.to_be_bytes());
    for file in [little, big] {
        assert_eq!(ply_kind(&file).unwrap(), PlyKind::Points2D);
        let points = Points2D::from_file_contents(&file).unwrap();
        assert_eq!(shown(&points), ["positions = [1.5, 2.5]", "radii = 3.0"]);
        for end in 0..file.len() {
            assert!(Points2D::from_file_contents(&file[..end]).is_err(), "{end}");
        }
    }
}

#[test]
fn counts_that_are_only_claimed_take_no_memory() {
    let file = POINTS.replace("vertex 2", "vertex 18446744073709551615");
    let error = Points3D::from_file_contents(file.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "PLY: the file ends early");
    let empty = "ply\nformat ascii 1.0\nelement x 18446744073709551615\nelement vertex 0\n\
                 property float x\nproperty float y\nproperty float z\nend_header\n";
    assert!(shown(&Points3D::from_file_contents(empty.as_bytes()).unwrap())[0].ends_with("= "));
}

#[test]
fn meshes_and_splats_are_told_from_points() {
    let mesh = POINTS.replace(
        "end_header",
        "element face 1\nproperty list uchar int vertex_indices\nend_header",
    );
    assert_eq!(ply_kind(mesh.as_bytes()).unwrap(), PlyKind::Asset3D);

    let names = [
        "x", "y", "z", "f_dc_0", "f_dc_1", "f_dc_2", "f_rest_0", "f_rest_1", "f_rest_2",
    ];
    let more = [
        "opacity", "scale_0", "scale_1", "scale_2", "rot_0", "rot_1", "rot_2", "rot_3",
    ];
    let properties: String = names
        .iter()
        .chain(&more)
        .map(|name| format!("property float {name}\n"))
        .collect();
    let splats = format!(
        "ply\nformat ascii 1.0\nelement vertex 1\n{properties}end_header\n\
         1 2 3 0 0 0 7 8 9 0 0 0 0 2 0 0 0\n"
    );
    assert!(GaussianSplats3D::is_gaussian_splat_ply(splats.as_bytes()));
    assert_eq!(
        ply_kind(splats.as_bytes()).unwrap(),
        PlyKind::GaussianSplats3D
    );
    let splats = GaussianSplats3D::from_ply_file_contents(splats.as_bytes(), None).unwrap();
    let shown = shown(&splats);
    assert_eq!(
        shown[..4],
        [
            "centers = [1.0, 2.0, 3.0]",
            "scales = [1.0, 1.0, 1.0]",
            "quaternions = [0.0, 0.0, 0.0, 1.0]",
            "colors = #80808080",
        ]
    );
    assert!(
        shown[4].starts_with("sh_coefficients = [[7.0, 8.0, 9.0], [0.0,"),
        "{}",
        shown[4]
    );
}

fn timestamps(file: &[u8]) -> Result<Vec<i64>, VideoLoadError> {
    AssetVideo::from_file_contents(file.to_vec(), None::<MediaType>).read_frame_timestamps_nanos()
}

#[test]
fn times_of_the_pictures_of_a_video() {
    // Thirty per second, shown in another order than they are stored.
    let reordered = timestamps(include_bytes!("../data/reordered.mp4")).unwrap();
    assert_eq!(reordered[..4], [0, 33_333_333, 66_666_667, 100_000_000]);
    assert_eq!(reordered.len(), 10);
    // The same in fragments, which do not say that the first picture is shown at once.
    let fragmented = timestamps(include_bytes!("../data/fragmented.mp4")).unwrap();
    assert_eq!(fragmented[..3], [66_666_667, 100_000_000, 133_333_333]);
    assert_eq!(fragmented.len(), 10);
}

#[test]
fn damaged_videos_are_errors() {
    let file = include_bytes!("../data/reordered.mp4");
    for end in 0..file.len() {
        let _ = timestamps(&file[..end]);
    }
    for index in 0..file.len() {
        let mut damaged = file.to_vec();
        damaged[index] ^= 0xFF;
        let _ = timestamps(&damaged);
    }
    assert_eq!(
        AssetVideo::update_fields().read_frame_timestamps_nanos(),
        Err(VideoLoadError::Missing)
    );
    let error = timestamps(b"\x89PNG\r\n\x1A\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "image/png is not supported; only MP4 videos are"
    );
}

#[test]
fn files_are_guessed_by_their_name_or_their_beginning() {
    let guess = |path: &str| MediaType::guess_from_path(path).map(|guess| guess.to_string());
    for (path, media_type) in [
        ("a.JPG", "image/jpeg"),
        ("a.jpeg", "image/jpeg"),
        ("dir/a.glb", "model/gltf-binary"),
        ("a.opus", "audio/ogg"),
        ("a.md", "text/markdown"),
    ] {
        assert_eq!(guess(path).as_deref(), Some(media_type), "{path}");
    }
    assert_eq!(guess("a.unknown"), None);
    assert_eq!(guess("png"), None);

    let guess = |data: &[u8]| MediaType::guess_from_data(data).map(|guess| guess.to_string());
    assert_eq!(guess(b"RRF2....").as_deref(), Some("application/x-rerun"));
    assert_eq!(
        guess(b"glTF\x02\0\0\0").as_deref(),
        Some("model/gltf-binary")
    );
    assert_eq!(guess(b"glTF\x03\0\0\0"), None);
    assert_eq!(guess(b""), None);
    assert_eq!(MediaType::png().file_extension(), Some("png"));

    let photo = EncodedImage::from_file_contents(b"\xFF\xD8\xFF\xE0".to_vec());
    assert_eq!(
        shown(&photo),
        ["blob = <4 bytes>", r#"media_type = "image/jpeg""#]
    );
}
