//! A recording with its layout: a view of a room beside plots, and a closed panel.
//!
//! `cargo run --example blueprint -- --save blueprint.rrd`

#[path = "args.rs"]
mod args;

use std::f32::consts::TAU;

use rushes::blueprint::components::{BackgroundKind, Corner2D, PanelState};
use rushes::blueprint::{
    Blueprint, BlueprintActivation, BlueprintPanel, Horizontal, Spatial3DView, TextDocumentView,
    TimePanel, TimeSeriesView, Vertical, archetypes,
};
use rushes::{Points3D, Scalars, SeriesLines, TextDocument};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_blueprint")?;

    let dark = archetypes::Background::new(BackgroundKind::GradientDark);
    let legend = archetypes::PlotLegend::new().with_corner(Corner2D::RightTop);
    let room = Spatial3DView::new("Room")
        .with_origin("/room")
        .with_property(&dark)
        .with_override("/room/drone", &Points3D::update_fields().with_radii([0.3]));
    let height = TimeSeriesView::new("Height")
        .with_contents(["/height/**", "- /height/raw"])
        .with_property(&legend)
        .with_override(
            "/height/smooth",
            &SeriesLines::new()
                .with_widths([4.0])
                .with_colors([0xFF8800FF]),
        );
    let side = Vertical::new([height.into(), TextDocumentView::new("Notes").into()])
        .with_row_shares([3.0, 1.0]);
    Blueprint::new(Horizontal::new([room.into(), side.into()]).with_column_shares([2.0, 1.0]))
        .with_blueprint_panel(BlueprintPanel::from_state(PanelState::Collapsed))
        .with_time_panel(TimePanel::new().with_timeline("step").with_fps(20.0))
        .send(&rec, BlueprintActivation::default())?;

    rec.log_static(
        "notes",
        &TextDocument::from_markdown("A drone **circles** and climbs."),
    )?;
    let mut smooth = 0.0;
    for step in 0..200 {
        rec.set_time_sequence("step", step);
        let angle = step as f32 / 200.0 * 4.0 * TAU;
        let height = step as f32 / 40.0 + (angle * 7.0).sin() * 0.2;
        smooth += (height - smooth) * 0.1;
        rec.log(
            "room/drone",
            &Points3D::new([[angle.cos(), angle.sin(), height]]),
        )?;
        rec.log("height/raw", &Scalars::single(height))?;
        rec.log("height/smooth", &Scalars::single(smooth))?;
    }
    Ok(())
}
