//! State change.

use crate::components::Text;
use crate::declare::archetype;
use crate::layout::Layout as _;
use crate::traits::component::batch_or_log;

archetype! {
    /// The state that something enters. It stays until the next one; an empty text ends it.
    ///
    /// ```
    /// # use rushes_types::archetypes::StateChange;
    /// let door = StateChange::single("open");
    /// ```
    stable StateChange;
    views ["StateTimeline"];
    visualizer "StateVisualizer";
    pub new();

    /// New state per lane; null, empty string or empty array ends the state.
    required state: [Text],
}

impl StateChange {
    /// The state from now on.
    pub fn single(state: impl Into<Text>) -> Self {
        Self::new().with_state([state])
    }

    /// The states from now on; nothing where there is none.
    #[must_use]
    pub fn with_state_opt(
        mut self,
        state: impl IntoIterator<Item = Option<impl Into<Text>>>,
    ) -> Self {
        let states = state
            .into_iter()
            .map(|state| state.map(Into::into))
            .collect();
        self.state = batch_or_log(Text::encode_opt(states), Self::descriptor_state());
        self
    }
}
