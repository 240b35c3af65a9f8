//! Which chunks may be joined with which, and in what order, by what an index tells of them.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rushes_core::{ComponentDescriptor, EntityPath, Timeline};

use super::columns::has_own_chunk;
use super::video;

/// What must be known of a chunk to plan.
#[derive(Clone, Debug)]
pub struct ChunkFacts<'a> {
    /// Its entity.
    pub entity_path: &'a EntityPath,
    /// Its timelines, by name, and the smallest and largest time on each; none of a static chunk.
    pub timelines: Vec<(&'a Timeline, Option<(i64, i64)>)>,
    /// Its components, at least those that have data.
    pub components: Vec<&'a ComponentDescriptor>,
}

/// Chunks that may be joined with each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    /// Their entity.
    pub entity_path: EntityPath,
    /// Their timelines; none if they are static.
    pub timelines: Vec<Timeline>,
    /// What they hold.
    pub kind: GroupKind,
}

/// What the chunks of a group hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GroupKind {
    /// Static data, which are never joined.
    Static,
    /// Nothing but a component that has chunks of its own.
    Own,
    /// Samples of a video.
    Video,
    /// Anything else.
    Plain,
}

/// Where a chunk comes in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which of the [groups](Planner::groups) it belongs to.
    pub group: u32,
    /// The time by which the chunks of a group are ordered.
    pub time: i64,
}

/// Deals chunks out to groups.
#[derive(Debug, Default)]
pub struct Planner {
    places: HashMap<Group, u32, RandomState>,
    groups: Vec<Group>,
}

/// Timelines that programs do not set themselves, the better one first.
const AUTOMATIC: [&str; 2] = ["log_time", "log_tick"];

/// The timeline by which rows are best ordered: the first that a program set itself, by name.
pub(super) fn best_timeline<'a>(
    timelines: impl Iterator<Item = &'a Timeline>,
) -> Option<&'a Timeline> {
    timelines.min_by_key(|timeline| {
        let name = timeline.name().as_str();
        let automatic = AUTOMATIC.iter().position(|it| *it == name);
        automatic.map_or(0, |at| at + 1)
    })
}

impl Planner {
    /// The place of a chunk.
    pub fn place(&mut self, facts: &ChunkFacts<'_>) -> Place {
        let timelines = facts.timelines.iter().map(|(timeline, _)| *timeline);
        let best = best_timeline(timelines.clone());
        let of_best = facts.timelines.iter().find(|(it, _)| Some(*it) == best);
        let time = of_best
            .and_then(|(_, range)| *range)
            .map_or(0, |(from, _)| from);
        let group = Group {
            entity_path: facts.entity_path.clone(),
            timelines: timelines.cloned().collect(),
            kind: kind(facts),
        };
        if let Some(group) = self.places.get(&group) {
            return Place {
                group: *group,
                time,
            };
        }
        let next = self.groups.len() as u32;
        self.groups.push(group.clone());
        self.places.insert(group, next);
        Place { group: next, time }
    }

    /// The group of each entity's video. An entity whose samples have different timelines is not among
    /// them: which sample follows which cannot be told.
    pub fn videos(&self) -> HashMap<EntityPath, u32> {
        let mut videos: HashMap<EntityPath, Option<u32>> = HashMap::new();
        for (group, at) in self.groups.iter().zip(0..) {
            if group.kind == GroupKind::Video {
                let known = videos.entry(group.entity_path.clone());
                known.and_modify(|it| *it = None).or_insert(Some(at));
            }
        }
        let unique = videos.into_iter();
        unique
            .filter_map(|(entity, group)| Some((entity, group?)))
            .collect()
    }

    /// The groups, in the order in which they were first met.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }
}

fn kind(facts: &ChunkFacts<'_>) -> GroupKind {
    if facts.timelines.is_empty() {
        return GroupKind::Static;
    }
    let mut components = facts.components.iter();
    if components
        .clone()
        .any(|it| it.component.as_str() == video::SAMPLE)
    {
        return GroupKind::Video;
    }
    let is_own = components.len() > 0
        && components.all(|it| has_own_chunk(it.component_type.as_ref().map(|it| it.as_str())));
    if is_own {
        GroupKind::Own
    } else {
        GroupKind::Plain
    }
}
