//! Room for a label beside a mark, in a plane full of paths.
//!
//! Owns the search: a label hides no path and no mark as long as there is a free place anywhere; one that had to go far
//! is tied to its mark by a thin line. It must not know what is labelled.

use crate::chart::canvas::{Area, Point, at};

/// What is in the way.
pub struct Scene<'a> {
    /// Labels stay within it.
    pub room: Area,
    /// Marks and labels that have their place.
    pub taken: Vec<Area>,
    pub paths: &'a [Vec<Point>],
}

/// Where a label goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub area: Area,
    /// The ends of a thin line from the mark to a label that is not right beside it.
    pub leader: Option<[Point; 2]>,
}

/// The side of its mark on which a label is most welcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// Space that stays free around a label.
const MARGIN: f64 = 6.0;
/// A label farther away than this is tied to its mark.
const NEAR: f64 = 30.0;
/// The radius within which the mark itself and the end of its own path lie.
const MARK: f64 = 16.0;
/// A leader that crosses a path is as bad as this much distance.
const CROSSING: f64 = 90.0;
const DISTANCES: [f64; 11] = [
    16.0, 20.0, 26.0, 36.0, 52.0, 72.0, 100.0, 140.0, 190.0, 250.0, 320.0,
];
/// From the most to the least welcome for the right side; halves slide the label along the mark.
const DIRECTIONS: [(f64, f64); 16] = [
    (1.0, 0.0),
    (1.0, -0.5),
    (1.0, 0.5),
    (1.0, -1.0),
    (1.0, 1.0),
    (0.5, -1.0),
    (0.5, 1.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (-0.5, -1.0),
    (-0.5, 1.0),
    (-1.0, 0.0),
    (-1.0, -0.5),
    (-1.0, 0.5),
    (-1.0, -1.0),
    (-1.0, 1.0),
];

impl Scene<'_> {
    /// The best place near the mark, else the nearest free one anywhere, else the one that hides least.
    pub fn place(&self, mark: Point, width: f64, height: f64, side: Side) -> Place {
        let along = if side == Side::Left { -1.0 } else { 1.0 };
        let near = DISTANCES.iter().flat_map(|distance| {
            DIRECTIONS.iter().enumerate().map(move |(rank, (dx, dy))| {
                let centre = at(
                    mark.x + along * dx * (distance + width / 2.0),
                    mark.y + dy * (distance + height / 2.0),
                );
                (around(centre, width, height), 2.0 * rank as f64)
            })
        });
        let free = |candidates: &mut dyn Iterator<Item = (Area, f64)>| {
            candidates
                .filter(|(area, _)| self.within(area) && self.hidden(area) == 0)
                .map(|(area, cost)| (area, cost + self.cost(mark, &area)))
                .reduce(|best, next| if next.1 < best.1 { next } else { best })
        };
        let found = free(&mut near.clone())
            .or_else(|| free(&mut self.grid(width, height).map(|area| (area, 0.0))));
        let area = found.map_or_else(
            || self.least(&mut near.map(|(area, _)| area)),
            |(area, _)| area,
        );
        let leader = (gap(mark, &area) > NEAR).then(|| leader(mark, &area));
        Place { area, leader }
    }

    fn cost(&self, mark: Point, area: &Area) -> f64 {
        let distance = gap(mark, area);
        if distance <= NEAR {
            return distance;
        }
        let [from, to] = leader(mark, area);
        let crossings = self
            .segments()
            .filter(|[a, b]| crosses(from, to, *a, *b))
            .count();
        distance + CROSSING * (1 + crossings) as f64
    }

    /// Every place in the room, on a coarse grid.
    fn grid(&self, width: f64, height: f64) -> impl Iterator<Item = Area> + use<'_> {
        let steps = |length: f64| (length / 20.0).floor().clamp(0.0, 200.0) as u32;
        let columns = steps(self.room.width() - width);
        let rows = steps(self.room.height() - height);
        (0..=rows).flat_map(move |row| {
            (0..=columns).map(move |column| {
                let left = self.room.left + 20.0 * f64::from(column);
                let top = self.room.top + 20.0 * f64::from(row);
                Area {
                    left,
                    top,
                    right: left + width,
                    bottom: top + height,
                }
            })
        })
    }

    /// Pushed into the room, where it hides the least; other labels count most.
    fn least(&self, candidates: &mut dyn Iterator<Item = Area>) -> Area {
        let pushed = candidates.map(|area| {
            let [width, height] = [area.width(), area.height()];
            let left = area.left.min(self.room.right - width).max(self.room.left);
            let top = area.top.min(self.room.bottom - height).max(self.room.top);
            Area {
                left,
                top,
                right: left + width,
                bottom: top + height,
            }
        });
        pushed
            .min_by_key(|area| self.hidden(area))
            .unwrap_or(self.room)
    }

    fn within(&self, area: &Area) -> bool {
        area.left >= self.room.left
            && area.right <= self.room.right
            && area.top >= self.room.top
            && area.bottom <= self.room.bottom
    }

    /// How much lies under a label.
    fn hidden(&self, area: &Area) -> usize {
        let wide = Area {
            left: area.left - MARGIN,
            top: area.top - MARGIN,
            right: area.right + MARGIN,
            bottom: area.bottom + MARGIN,
        };
        let taken = self
            .taken
            .iter()
            .filter(|other| other.overlaps(area))
            .count();
        let under = self
            .segments()
            .filter(|[a, b]| meets(&wide, *a, *b))
            .count();
        1_000 * taken + under
    }

    fn segments(&self) -> impl Iterator<Item = [Point; 2]> + use<'_> {
        self.paths
            .iter()
            .flat_map(|path| path.windows(2).map(|pair| [pair[0], pair[1]]))
    }
}

fn around(centre: Point, width: f64, height: f64) -> Area {
    Area {
        left: centre.x - width / 2.0,
        top: centre.y - height / 2.0,
        right: centre.x + width / 2.0,
        bottom: centre.y + height / 2.0,
    }
}

fn nearest(point: Point, area: &Area) -> Point {
    at(
        point.x.max(area.left).min(area.right),
        point.y.max(area.top).min(area.bottom),
    )
}

fn gap(point: Point, area: &Area) -> f64 {
    let near = nearest(point, area);
    (near.x - point.x).hypot(near.y - point.y)
}

/// From the rim of the mark to shortly before the label.
fn leader(mark: Point, area: &Area) -> [Point; 2] {
    let near = nearest(mark, area);
    let length = (near.x - mark.x).hypot(near.y - mark.y).max(1.0);
    let along = |distance: f64| {
        let share = distance / length;
        at(
            mark.x + (near.x - mark.x) * share,
            mark.y + (near.y - mark.y) * share,
        )
    };
    [along(MARK), along((length - 4.0).max(MARK))]
}

/// Whether a segment passes through a box.
fn meets(area: &Area, a: Point, b: Point) -> bool {
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (from, step, low, high) in [
        (a.x, b.x - a.x, area.left, area.right),
        (a.y, b.y - a.y, area.top, area.bottom),
    ] {
        if step == 0.0 {
            if from < low || from > high {
                return false;
            }
            continue;
        }
        let ends = [(low - from) / step, (high - from) / step];
        enter = enter.max(ends[0].min(ends[1]));
        leave = leave.min(ends[0].max(ends[1]));
    }
    enter <= leave
}

/// Whether two segments cross.
fn crosses(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Area = Area {
        left: 0.0,
        top: 0.0,
        right: 1000.0,
        bottom: 600.0,
    };

    fn scene(paths: &[Vec<Point>]) -> Scene<'_> {
        Scene {
            room: ROOM,
            taken: Vec::new(),
            paths,
        }
    }

    #[test]
    fn where_all_is_free_a_label_stands_right_of_its_mark() {
        let place = scene(&[]).place(at(500.0, 300.0), 200.0, 50.0, Side::Right);
        assert_eq!((place.area.left, place.area.top), (516.0, 275.0));
        assert_eq!(place.leader, None);
    }

    #[test]
    fn a_label_hides_no_path_and_leaves_the_room_never() {
        let wall = [vec![at(530.0, 0.0), at(530.0, 600.0)]];
        let place = scene(&wall).place(at(500.0, 300.0), 200.0, 50.0, Side::Right);
        assert!(place.area.right <= 524.0, "{place:?}");
        let corner = scene(&wall).place(at(990.0, 5.0), 200.0, 50.0, Side::Right);
        assert!(scene(&wall).within(&corner.area));
    }

    #[test]
    fn a_label_that_goes_far_is_tied_to_its_mark() {
        let grate: Vec<Vec<Point>> = (0..20)
            .map(|step| 20.0 + 20.0 * f64::from(step))
            .map(|x| vec![at(x, 0.0), at(x, 600.0)])
            .collect();
        let place = scene(&grate).place(at(210.0, 300.0), 200.0, 50.0, Side::Right);
        assert!(place.area.left >= 406.0, "{place:?}");
        assert!(place.leader.is_some());
    }

    #[test]
    fn without_any_free_place_a_label_still_stays_within() {
        let all = Scene {
            room: ROOM,
            taken: vec![ROOM],
            paths: &[],
        };
        assert!(all.within(&all.place(at(500.0, 300.0), 200.0, 50.0, Side::Right).area));
    }
}
