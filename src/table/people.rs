//! How the rows of people and ties become fields and back.

use super::dictionary::{DEPARTURES, NETWORK, PEOPLE, Table};
use super::row::{Fault, Fields, Row, Taken};
use super::{DepartureRow, Level, PersonRow, TieRow};

impl Level {
    fn name(self) -> &'static str {
        match self {
            Level::Person => "person",
            Level::Team => "team",
        }
    }
}

impl Row for PersonRow {
    const TABLE: &'static Table = &PEOPLE;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.variant);
        fields.numbers(&self.point);
        fields.text(self.level.name());
        fields.text(&self.id);
        fields.text(&self.name);
        fields.text(&self.team);
        fields.whole(self.week.into());
        fields.text(&self.metric);
        fields.summary(&self.summary);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(PersonRow {
            variant: fields.text(),
            point: fields.point()?,
            level: fields.level()?,
            id: fields.text(),
            name: fields.text(),
            team: fields.text(),
            week: fields.small()?,
            metric: fields.text(),
            summary: fields.summary()?,
        })
    }
}

impl Row for TieRow {
    const TABLE: &'static Table = &NETWORK;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.variant);
        fields.numbers(&self.point);
        fields.text(&self.from);
        fields.text(&self.to);
        fields.whole(self.week.into());
        fields.whole(self.n);
        fields.numbers(&[self.trust, self.sd]);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(TieRow {
            variant: fields.text(),
            point: fields.point()?,
            from: fields.text(),
            to: fields.text(),
            week: fields.small()?,
            n: fields.whole()?,
            trust: fields.number()?,
            sd: fields.number()?,
        })
    }
}

impl Row for DepartureRow {
    const TABLE: &'static Table = &DEPARTURES;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.variant);
        fields.numbers(&self.point);
        fields.text(&self.metric);
        fields.whole(self.rank);
        fields.text(&self.id);
        fields.text(&self.name);
        fields.text(&self.team);
        fields.number(self.sum_of_trust);
        fields.whole(self.n);
        fields.numbers(&[
            self.mean_difference,
            self.ci_low,
            self.ci_high,
            self.p,
            self.p_adjusted,
        ]);
        fields.text(&self.standing);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(DepartureRow {
            variant: fields.text(),
            point: fields.point()?,
            metric: fields.text(),
            rank: fields.whole()?,
            id: fields.text(),
            name: fields.text(),
            team: fields.text(),
            sum_of_trust: fields.number()?,
            n: fields.whole()?,
            mean_difference: fields.number()?,
            ci_low: fields.number()?,
            ci_high: fields.number()?,
            p: fields.number()?,
            p_adjusted: fields.number()?,
            standing: fields.text(),
        })
    }
}
