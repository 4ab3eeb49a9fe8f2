//! What is known of bridges by hand.

use super::*;

/// Of three levers: first, in the middle after either of the two others, last: 1/3, 1/6 each, 1/3.
#[test]
fn the_weights_are_shares_of_all_orders() {
    assert!((weight(0, 3) - 1.0 / 3.0).abs() < 1e-15);
    assert!((weight(1, 3) - 1.0 / 6.0).abs() < 1e-15);
    assert!((weight(2, 3) - 1.0 / 3.0).abs() < 1e-15);
    assert!((weight(0, 1) - 1.0).abs() < 1e-15);
}
