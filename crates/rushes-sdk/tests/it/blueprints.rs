//! Blueprints are recordings of their own kind.

use rushes_core::{StoreKind, TimeInt};
use rushes_sdk::LogMsg;
use rushes_sdk::blueprint::{
    Blueprint, BlueprintActivation, Grid, Horizontal, Spatial3DView, Tabs, TimePanel,
    TimeSeriesView, Vertical, VisualizableArchetype as _,
};
use rushes_types::archetypes::Points3D;
use rushes_types::blueprint::archetypes::{Background, EntityBehavior};
use rushes_types::blueprint::components::{BackgroundKind, PanelState, PlayState};

use crate::support::{Row, bare, memory, rows, scalar};

fn is_at(row: &Row, start: &str, end: &str) -> bool {
    row.entity.starts_with(start) && row.entity.ends_with(end)
}

fn components(row: &Row) -> Vec<&str> {
    row.cells.keys().map(String::as_str).collect()
}

#[test]
fn a_blueprint_arrives_whole_and_then_counts() {
    let (rec, storage) = memory();
    rec.log("a", &scalar(1)).unwrap();
    let blueprint = Blueprint::new(Vertical::new([Spatial3DView::new("a").into()]));
    let activation = BlueprintActivation {
        make_active: false,
        make_default: true,
    };
    blueprint.send(&rec, activation).unwrap();
    rec.log("b", &scalar(1)).unwrap();
    let messages = storage.take();
    let is_blueprint = |message: &LogMsg| message.store_id().is_blueprint();
    let first = messages.iter().position(is_blueprint).unwrap();
    let last = messages.iter().rposition(is_blueprint).unwrap();
    let sent = &messages[first..=last];
    assert!(sent.iter().all(is_blueprint));
    assert!(matches!(sent[0], LogMsg::SetStoreInfo(_)));
    let LogMsg::BlueprintActivationCommand(command) = &sent[sent.len() - 1] else {
        panic!("the command comes last: {sent:?}");
    };
    assert_eq!((command.make_active, command.make_default), (false, true));
    assert_eq!(command.blueprint_id, *sent[0].store_id());
    let id = &command.blueprint_id;
    assert_eq!(
        (id.kind(), id.application_id().as_str()),
        (StoreKind::Blueprint, "test")
    );
}

#[test]
fn the_parts_are_where_a_viewer_looks_for_them() {
    let (rec, storage) = memory();
    let room = Spatial3DView::new("Room")
        .with_origin("/room")
        .with_contents(["$origin/**", "- /room/ceiling"])
        .with_property(&Background::new(BackgroundKind::SolidColor))
        .with_defaults(&Points3D::update_fields().with_radii([0.5]))
        .with_behavior("/room/door", EntityBehavior::new().with_visible(false))
        .with_override("/room/cloud", &Points3D::update_fields().with_radii([0.1]))
        .with_override("/room/cloud", Points3D::update_fields().visualizer());
    let root = Horizontal::new([
        room.into(),
        Tabs::new([TimeSeriesView::new("Plot").into()]).into(),
    ])
    .with_column_shares([3.0, 1.0]);
    Blueprint::new(root)
        .with_time_panel(
            TimePanel::new()
                .with_state(PanelState::Collapsed)
                .with_play_state(PlayState::Paused)
                .with_time_selection(TimeInt::ZERO..=TimeInt::new_temporal(10)),
        )
        .send(&rec, BlueprintActivation::default())
        .unwrap();
    let rows = rows(&storage.take());
    let at = |start: &str, end: &str| -> Vec<&Row> {
        rows.iter().filter(|row| is_at(row, start, end)).collect()
    };
    assert_eq!(at("/viewport", "").len(), 1);
    assert_eq!(at("/container/", "").len(), 2);
    assert_eq!(at("/view/", "/ViewContents").len(), 2);
    assert_eq!(
        components(at("/view/", "/Background")[0]),
        ["Background:kind"]
    );
    assert_eq!(components(at("/view/", "/defaults")[0]), ["Points3D:radii"]);
    let door = at("/view/", "/ViewContents/overrides/room/door/visualizers");
    assert_eq!(components(door[0]), ["EntityBehavior:visible"]);
    let cloud = at("/view/", "/ViewContents/overrides/room/cloud/visualizers");
    let ids = &cloud[0].cells["ActiveVisualizers:instruction_ids"];
    assert_eq!(ids.len(), 2);
    let instructions = rows.iter().filter(|row| {
        row.cells
            .contains_key("VisualizerInstruction:visualizer_type")
    });
    assert_eq!(instructions.count(), 2);
    for row in &rows {
        let is_static = row.cells.contains_key("TimePanelBlueprint:play_state");
        assert_eq!(row.time("blueprint"), (!is_static).then_some(0), "{row:?}");
    }
}

#[test]
fn a_builder_sends_the_layout_with_the_recording() {
    let blueprint = || Blueprint::new(Grid::new([TimeSeriesView::new("Plot").into()]));
    for make_active in [true, false] {
        let builder = bare("app");
        let builder = if make_active {
            builder.with_blueprint(blueprint())
        } else {
            builder.with_default_blueprint(blueprint())
        };
        let (_rec, storage) = builder.memory().unwrap();
        let messages = storage.take();
        let commands: Vec<_> = messages
            .iter()
            .filter_map(|message| match message {
                LogMsg::BlueprintActivationCommand(command) => Some(command),
                _ => None,
            })
            .collect();
        assert_eq!(commands.len(), 1);
        assert_eq!(
            (commands[0].make_active, commands[0].make_default),
            (make_active, true)
        );
    }
}
