//! A map: flights around the world, along the shortest ways there are.
//!
//! `cargo run --example map -- --save map.rrd`

mod args;
mod palette;

use glam::DVec3;
use rushes::{GeoLineStrings, GeoPoints, Radius, Scalars, entity_path};

const CITIES: [(&str, [f64; 2]); 7] = [
    ("Lisbon", [38.77, -9.13]),
    ("Tokyo", [35.55, 139.78]),
    ("Sydney", [-33.95, 151.18]),
    ("Santiago", [-33.39, -70.79]),
    ("Nairobi", [-1.32, 36.93]),
    ("Vancouver", [49.19, -123.18]),
    ("Delhi", [28.57, 77.10]),
];
const LEGS: [[usize; 2]; 6] = [[0, 1], [1, 2], [2, 3], [3, 4], [5, 1], [6, 0]];
const EARTH_RADIUS_KM: f64 = 6371.0;
const KM_PER_HOUR: f64 = 900.0;

fn to_space([latitude, longitude]: [f64; 2]) -> DVec3 {
    let (sin, cos) = latitude.to_radians().sin_cos();
    let (east, ahead) = longitude.to_radians().sin_cos();
    DVec3::new(cos * ahead, cos * east, sin)
}

fn to_degrees(place: DVec3) -> [f64; 2] {
    let latitude = place.z.clamp(-1.0, 1.0).asin();
    [latitude.to_degrees(), place.y.atan2(place.x).to_degrees()]
}

struct Flight {
    from: DVec3,
    to: DVec3,
}

impl Flight {
    fn km(&self) -> f64 {
        EARTH_RADIUS_KM * self.from.angle_between(self.to)
    }

    /// The place on the great circle after a share of the way.
    fn place(&self, share: f64) -> [f64; 2] {
        let angle = self.from.angle_between(self.to);
        let parts = self.from * (angle * (1.0 - share)).sin() + self.to * (angle * share).sin();
        to_degrees(parts / angle.sin())
    }

    /// The way up to a share of it. It is cut where it leaves the map on one side and comes back on
    /// the other.
    fn way(&self, share: f64) -> Vec<Vec<[f64; 2]>> {
        let steps = (share * 100.0).ceil().max(1.0);
        let places = (0..=steps as u32).map(|step| self.place(share * f64::from(step) / steps));
        let places: Vec<_> = places.collect();
        let near = |a: &[f64; 2], b: &[f64; 2]| (a[1] - b[1]).abs() < 180.0;
        places.chunk_by(near).map(<[_]>::to_vec).collect()
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_map")?;

    let places = CITIES.map(|(_, place)| place);
    let cities = GeoPoints::from_lat_lon(places)
        .with_radii([Radius::new_ui_points(8.0)])
        .with_colors([[250, 250, 250]]);
    rec.log_static("cities", &cities)?;

    for (number, [from, to]) in LEGS.into_iter().enumerate() {
        let flight = Flight {
            from: to_space(places[from]),
            to: to_space(places[to]),
        };
        let color = palette::rainbow(number as f32 / LEGS.len() as f32);
        let path = entity_path!("flights", format!("{}-{}", CITIES[from].0, CITIES[to].0));
        let hours = flight.km() / KM_PER_HOUR;
        for quarter in 0..=(hours * 4.0).ceil() as u32 {
            let hour = f64::from(quarter) / 4.0;
            rec.set_duration_secs("time", hour * 3600.0);
            let share = (hour / hours).min(1.0);
            let way = GeoLineStrings::from_lat_lon(flight.way(share));
            rec.log(path.clone(), &way.with_colors([color]))?;
            let plane = GeoPoints::from_lat_lon([flight.place(share)]).with_colors([color]);
            rec.log(path.join(&"plane".into()), &plane)?;
            let left = Scalars::single(flight.km() * (1.0 - share));
            rec.log(entity_path!("km_left", CITIES[to].0), &left)?;
        }
    }
    Ok(())
}
