//! What the panels of See inside offer besides: maps that are read by pointing, pictures that are saved, the model card.

use e2e::Visit;
use xtask::workspace_root;

use super::inside::{open, text};

#[test]
fn a_map_is_read_by_pointing_by_tapping_and_by_keys() {
    Visit::default().run(async |page| {
        open(page, "inside-layers").await?;
        let sum = async || text(page, "window").await;
        page.wait_until("a sum", async || {
            Ok(sum().await?.contains("Column 1, row 1"))
        })
        .await?;
        let point = async |event: &str, share: f32| {
            let script = format!(
                "const canvas = document.querySelector('[data-testid=maps-0] canvas');
                canvas.scrollIntoView();
                const {{ left, top, width, height }} = canvas.getBoundingClientRect();
                canvas.dispatchEvent(new PointerEvent('{event}', {{
                    bubbles: true, clientX: left + {share} * width, clientY: top + 0.02 * height,
                }}))"
            );
            page.evaluate::<()>(&script).await
        };
        point("pointermove", 0.05).await?;
        page.wait_until("the value pointed at", async || {
            Ok(sum().await?.contains("Column 6, row 1 of map 1"))
        })
        .await?;
        point("click", 0.13).await?;
        page.wait_until("the value tapped", async || {
            Ok(sum().await?.contains("Column 1, row 1 of map 2"))
        })
        .await?;
        page.evaluate::<()>("document.querySelector('[data-testid=maps-0]').focus()")
            .await?;
        // Right, then down, as WebDriver calls these keys.
        page.press(['\u{e014}', '\u{e015}']).await?;
        page.wait_until("the value beside it", async || {
            Ok(sum().await?.contains("Column 2, row 2 of map 2"))
        })
        .await?;
        let marked = "return document.querySelectorAll('.marked').length";
        assert_eq!(page.evaluate::<usize>(marked).await?, 2);
        Ok(())
    });
}

#[test]
fn every_picture_is_saved_as_png_and_as_svg() {
    Visit::default().run(async |page| {
        open(page, "inside-why").await?;
        for panel in ["inside-recipe", "inside-layers", "inside-wiggle", "inside-card"] {
            page.click(panel).await?;
        }
        page.wait_until("the flip", async || {
            Ok(text(page, "flip").await?.contains("of this 7"))
        })
        .await?;
        page.evaluate::<()>(
            "window.saved = [];
            const make = URL.createObjectURL;
            URL.createObjectURL = (blob) => { window.saved.push(blob); return make(blob); };
            window.names = [];
            HTMLAnchorElement.prototype.click = function () { window.names.push(this.download); };
            for (const button of document.querySelectorAll('.save button')) button.click();",
        )
        .await?;
        let buttons = "return document.querySelectorAll('.save button').length";
        let buttons: usize = page.evaluate(buttons).await?;
        assert!(buttons > 40, "{buttons}");
        page.wait_until("every file", async || {
            Ok(page.evaluate::<usize>("return window.names.length").await? == buttons)
        })
        .await?;
        let names: Vec<String> = page.evaluate("return window.names").await?;
        let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{names:?}");
        for name in ["layer-2.png", "gradient-for-7.svg", "reliability-pen-dev.svg", "strokes-for-7.png"] {
            assert!(names.iter().any(|saved| saved == name), "{name} of {names:?}");
        }
        let broken: Vec<String> = page
            .evaluate(
                "return (async () => {
                    const broken = [];
                    for (const blob of window.saved) {
                        if (blob.type === 'image/png') {
                            const { width, height } = await createImageBitmap(blob);
                            if (width < 400 || height < 80) broken.push(`${width}x${height}`);
                        } else {
                            const text = await blob.text();
                            const parsed = new DOMParser().parseFromString(text, blob.type);
                            if (parsed.querySelector('parsererror') || !parsed.querySelector('title').textContent)
                                broken.push(text.slice(0, 300));
                        }
                    }
                    return broken;
                })()",
            )
            .await?;
        assert!(broken.is_empty(), "{broken:?}");
        Ok(())
    });
}

#[test]
fn the_card_says_what_was_measured_and_a_cell_what_was_read_as_what() {
    let measured = std::fs::read_to_string(workspace_root().join("docs/evaluation.json"));
    let measured: serde_json::Value =
        serde_json::from_str(&measured.expect("the evaluation is there")).expect("it is JSON");
    let confusion = &measured["drawings"]["confusion"];
    let sevens: u64 = (0..10)
        .filter_map(|answer| confusion[7][answer].as_u64())
        .sum();
    let expected = format!("{} of {sevens} sevens were read right.", confusion[7][7]);
    Visit::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.see_inside().await?;
        page.click("inside-card").await?;
        let said = async || text(page, "confusion-said").await;
        page.wait_until("the matrix", async || {
            Ok(said().await?.contains("Most often"))
        })
        .await?;
        page.click("confusion-7-7").await?;
        page.wait_until(&expected, async || Ok(said().await? == expected))
            .await?;
        page.click("set-0").await?;
        page.click("confusion-7-1").await?;
        page.wait_until("the images", async || {
            Ok(said().await?.contains("sevens were read as 1."))
        })
        .await?;
        // And an example is really read so.
        page.click("misread-to-pad").await?;
        page.wait_for_prediction("1").await?;
        let plots = "return document.querySelectorAll('[data-testid=robustness] svg').length";
        assert_eq!(page.evaluate::<usize>(plots).await?, 8);
        Ok(())
    });
}
