//! Many stores.

use std::sync::Arc;

use foldhash::HashMap;
use parking_lot::RwLock;
use rushes_core::{StoreId, StoreKind};

use crate::{Budget, Store, StoreConfig};

/// The recordings and blueprints of a process, in one budget.
#[derive(Debug, Default)]
pub struct Stores {
    config: StoreConfig,
    budget: Arc<Budget>,
    stores: RwLock<HashMap<StoreId, Store>>,
}

impl Stores {
    /// No stores yet.
    pub fn new(config: StoreConfig, budget: Arc<Budget>) -> Self {
        Self {
            config,
            budget,
            stores: RwLock::default(),
        }
    }

    /// The budget that all chunks count in.
    pub fn budget(&self) -> &Arc<Budget> {
        &self.budget
    }

    /// A store; made if there is none of this id.
    pub fn get_or_insert(&self, id: &StoreId) -> Store {
        if let Some(store) = self.get(id) {
            return store;
        }
        let mut stores = self.stores.write();
        let store = stores.entry(id.clone());
        let make = || Store::with_budget(id.clone(), self.config, Arc::clone(&self.budget));
        store.or_insert_with(make).clone()
    }

    /// A store.
    pub fn get(&self, id: &StoreId) -> Option<Store> {
        self.stores.read().get(id).cloned()
    }

    /// Forgets a store. It lives on while somebody has a handle.
    pub fn remove(&self, id: &StoreId) -> Option<Store> {
        self.stores.write().remove(id)
    }

    /// All stores of a kind, ordered by id.
    pub fn of_kind(&self, kind: StoreKind) -> Vec<Store> {
        let stores = self.stores.read();
        let mut of_kind: Vec<_> = stores
            .values()
            .filter(|store| store.id().kind() == kind)
            .cloned()
            .collect();
        of_kind.sort_by(|a, b| a.id().cmp(b.id()));
        of_kind
    }
}
