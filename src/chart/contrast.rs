//! Which ink can be read on a coloured ground.

use super::canvas::Fill;
use super::theme::{Colour, Theme};

/// Of a light and a dark ink the one that stands out more from a fill on paper (contrast of luminances as in WCAG 2.2).
pub fn readable(theme: &Theme, fill: Fill) -> Colour {
    let [paper, ink] = [theme.paper, theme.ink].map(channels);
    let over = channels(fill.colour);
    let mixed = [0, 1, 2].map(|part| paper[part] + fill.opacity * (over[part] - paper[part]));
    let [ground, light, dark] = [mixed, paper, ink].map(luminance);
    if ratio(ground, light) > ratio(ground, dark) {
        theme.paper
    } else {
        theme.ink
    }
}

/// The contrast of two colours, 1 to 21.
pub fn between(one: Colour, other: Colour) -> f64 {
    let [one, other] = [one, other].map(|colour| luminance(channels(colour)));
    ratio(one, other)
}

fn ratio(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// A colour written `#RRGGBB`, its parts between 0 and 1.
fn channels(colour: Colour) -> [f64; 3] {
    [1, 3, 5].map(|from| {
        let digits = colour.get(from..from + 2).unwrap_or_default();
        f64::from(u8::from_str_radix(digits, 16).unwrap_or_default()) / 255.0
    })
}

fn luminance(channels: [f64; 3]) -> f64 {
    let [red, green, blue] = channels.map(|part| {
        if part <= 0.040_45 {
            part / 12.92
        } else {
            libm::pow((part + 0.055) / 1.055, 2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand from the definition: white on #D55E00 has a contrast of 4.0, on its half with white 2.2; the dark ink 3.9 or
    /// more on all lighter grounds.
    #[test]
    fn a_light_ground_takes_dark_ink_and_a_dark_one_light_ink() {
        let theme = Theme::default();
        let on = |colour, opacity| readable(&theme, Fill { colour, opacity });
        assert_eq!(on(theme.tacit, 0.5), theme.ink);
        assert_eq!(on(theme.loss, 0.9), theme.paper);
        assert_eq!(on(theme.loss, 0.1), theme.ink);
    }
}
