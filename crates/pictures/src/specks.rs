//! Removes specks: components with far less ink than the largest one.

use crate::connected_components::ConnectedComponent;
use crate::plane::Plane;

/// Maximum mass of a speck as a fraction of the largest component's mass.
const MAX_SPECK_MASS: f32 = 0.05;

/// Returns the ink without specks.
pub(crate) fn remove_specks(mut ink: Plane) -> Plane {
    let components: Vec<(f32, ConnectedComponent)> = ConnectedComponent::find_all(&ink)
        .into_iter()
        .map(|component| (component.mass(&ink), component))
        .collect();
    let max_mass = components.iter().map(|(mass, _)| *mass).fold(0.0, f32::max);
    let specks = components
        .iter()
        .filter(|(mass, _)| *mass < max_mass * MAX_SPECK_MASS);
    for (_, speck) in specks {
        speck.erase_from(&mut ink);
    }
    ink
}
