use super::fixture::{course, event, folder, over_investment};
use super::*;

/// Draws a gallery of usual and odd folders to look at: `cargo test --lib gallery -- --ignored`.
#[test]
#[ignore = "for the eye: writes pictures to the folder for temporary files"]
fn gallery() {
    let only = std::env::var("SECI_GALLERY").unwrap_or_default();
    for (name, input) in galleries() {
        if !name.contains(&only) {
            continue;
        }
        let folder = std::env::temp_dir().join("seci-gallery").join(name);
        std::fs::create_dir_all(&folder).expect("a folder for temporary files");
        let begun = std::time::Instant::now();
        for artwork in all(&input, &Theme::default()).expect("drawings are valid") {
            println!(
                "{name} {}: {} [{:?}]",
                artwork.id, artwork.title, artwork.standing
            );
            write(&artwork, &folder).expect("written");
        }
        println!("{name}: {:?}", begun.elapsed());
    }
}

fn galleries() -> Vec<(&'static str, ChartInput)> {
    let mut shocked = vec![
        course("no voice", 38.0, 0.30, 0.35),
        course("some voice", 38.0, 0.33, 0.36),
        course("full voice", 37.9, 0.335, 0.36),
    ];
    for course in &mut shocked {
        course.events.push(event(78, "shock", "size 0.4"));
    }
    let long: Vec<_> = (0..4)
        .map(|i| {
            let mut course = course(
                &format!("a label of sixty letters that tells the whole story, number {i}"),
                30.0 + 20.0 * f64::from(i),
                0.42 - 0.04 * f64::from(i),
                0.45,
            );
            course.events = vec![
                event(52, "policy", "explicit_share = 0.2"),
                event(60, "shock", "size 0.4"),
                event(120, "policy", "explicit_share = 0.3, voice = 1"),
            ];
            course
        })
        .collect();
    let many = |n: u32| {
        (0..n)
            .map(|i| {
                course(
                    &format!("share {}", f64::from(i) / 10.0),
                    12.0 * f64::from(i),
                    0.3 + 0.04 * f64::from(i) - 0.006 * f64::from(i * i),
                    0.04 * f64::from(i),
                )
            })
            .collect::<Vec<_>>()
    };
    vec![
        ("over-investment", folder(&over_investment(), 1, 156, 200)),
        (
            "reversed",
            folder(
                &[
                    course("balanced", 38.0, 0.40, 0.43),
                    course("explicit-heavy", 101.0, 0.47, 0.52),
                ],
                0,
                156,
                200,
            ),
        ),
        (
            "single",
            folder(&[course("our plan", 38.0, 0.40, 0.43)], 0, 156, 200),
        ),
        ("shock", folder(&shocked, 0, 156, 200)),
        ("long", folder(&long, 0, 156, 50)),
        ("eight", folder(&many(8), 3, 104, 50)),
        ("twelve", folder(&many(12), 0, 52, 20)),
        ("one-week", folder(&over_investment(), 1, 1, 2)),
    ]
}
