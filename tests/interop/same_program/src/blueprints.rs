//! Layouts from code.

use rerun::blueprint::{
    Blueprint, BlueprintActivation, BlueprintPanel, ContainerLike, Grid, Horizontal,
    SelectionPanel, Spatial3DView, Tabs, TextLogView, TimePanel, TimeSeriesView, Vertical,
    components::PanelState,
};

pub fn run(rec: &rerun::RecordingStream) -> anyhow::Result<()> {
    let blueprint = Blueprint::new(Horizontal::new([
        ContainerLike::from(
            Spatial3DView::new("3D")
                .with_origin("/world")
                .with_contents(["$origin/**", "- $origin/grid"]),
        ),
        Vertical::new([
            ContainerLike::from(
                TimeSeriesView::new("plots")
                    .with_origin("/plots")
                    .with_override("/plots/sin", &rerun::SeriesLines::new().with_widths([2.0])),
            ),
            Tabs::new([ContainerLike::from(TextLogView::new("logs"))]).into(),
            Grid::new([ContainerLike::from(TextLogView::new("more"))])
                .with_grid_columns(2)
                .into(),
        ])
        .with_row_shares(vec![2.0, 1.0, 1.0])
        .into(),
    ]))
    .with_blueprint_panel(BlueprintPanel::from_state(PanelState::Collapsed))
    .with_selection_panel(SelectionPanel::from_state(PanelState::Hidden))
    .with_time_panel(TimePanel::new().with_timeline("frame").with_fps(30.0));
    blueprint.send(rec, BlueprintActivation::default())?;
    Ok(())
}
