//! Further features of See inside: selecting a value of a feature map, saving figures, and the model card.

use e2e::BrowserSession;
use e2e::programs::workspace_root;

use super::inspector::{open, text};

#[test]
fn a_feature_map_value_is_selected_by_hovering_tapping_and_arrow_keys() {
    BrowserSession::default().run(async |page| {
        open(page, "inside-layers").await?;
        let receptive_field = async || text(page, "window").await;
        page.wait_until("the first value", async || {
            Ok(receptive_field().await?.contains("Column 1, row 1"))
        })
        .await?;
        let dispatch = async |event: &str, x: f32| {
            let script = format!(
                "const canvas = document.querySelector('[data-testid=maps-0] canvas');
                canvas.scrollIntoView();
                const {{ left, top, width, height }} = canvas.getBoundingClientRect();
                canvas.dispatchEvent(new PointerEvent('{event}', {{
                    bubbles: true, clientX: left + {x} * width, clientY: top + 0.02 * height,
                }}))"
            );
            page.evaluate::<()>(&script).await
        };
        dispatch("pointermove", 0.05).await?;
        page.wait_until("the value under the pointer", async || {
            Ok(receptive_field()
                .await?
                .contains("Column 6, row 1 of map 1"))
        })
        .await?;
        dispatch("click", 0.13).await?;
        page.wait_until("the tapped value", async || {
            Ok(receptive_field()
                .await?
                .contains("Column 1, row 1 of map 2"))
        })
        .await?;
        page.evaluate::<()>("document.querySelector('[data-testid=maps-0]').focus()")
            .await?;
        // WebDriver's codes for the right and down arrow keys.
        page.press_keys(['\u{e014}', '\u{e015}']).await?;
        page.wait_until("the value next to it", async || {
            Ok(receptive_field()
                .await?
                .contains("Column 2, row 2 of map 2"))
        })
        .await?;
        let highlights = "return document.querySelectorAll('.highlight').length";
        assert_eq!(page.evaluate::<usize>(highlights).await?, 2);
        Ok(())
    });
}

#[test]
fn every_figure_is_saved_as_png_and_svg() {
    BrowserSession::default().run(async |page| {
        open(page, "inside-why").await?;
        for panel in ["inside-recipe", "inside-layers", "inside-wiggle", "inside-card"] {
            page.click(panel).await?;
        }
        page.wait_until("the adversarial example", async || {
            Ok(text(page, "flip").await?.contains("of this 7"))
        })
        .await?;
        page.evaluate::<()>(
            "window.saved = [];
            const { createObjectURL } = URL;
            URL.createObjectURL = (blob) => { window.saved.push(blob); return createObjectURL(blob); };
            window.names = [];
            HTMLAnchorElement.prototype.click = function () { window.names.push(this.download); };
            for (const button of document.querySelectorAll('.save-figure button')) button.click();",
        )
        .await?;
        let buttons = "return document.querySelectorAll('.save-figure button').length";
        let buttons: usize = page.evaluate(buttons).await?;
        assert!(buttons > 40, "{buttons}");
        page.wait_until("all files", async || {
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
fn the_model_card_shows_the_evaluation_and_each_cell_of_the_confusion_matrix() {
    let evaluation = std::fs::read_to_string(workspace_root().join("docs/evaluation.json"));
    let evaluation: serde_json::Value =
        serde_json::from_str(&evaluation.expect("docs/evaluation.json exists"))
            .expect("docs/evaluation.json is valid JSON");
    let confusion = &evaluation["drawings"]["confusion"];
    let sevens: u64 = (0..10)
        .filter_map(|answer| confusion[7][answer].as_u64())
        .sum();
    let expected = format!(
        "{} of {sevens} sevens were read correctly.",
        confusion[7][7]
    );
    BrowserSession::default().run(async |page| {
        page.wait_for_state("ready").await?;
        page.open_inspector().await?;
        page.click("inside-card").await?;
        let description = async || text(page, "confusion-said").await;
        page.wait_until("the confusion matrix", async || {
            Ok(description().await?.contains("Most common mistakes"))
        })
        .await?;
        page.click("confusion-7-7").await?;
        page.wait_until(&expected, async || Ok(description().await? == expected))
            .await?;
        page.click("set-0").await?;
        page.click("confusion-7-1").await?;
        page.wait_until("the cell of the image data set", async || {
            Ok(description().await?.contains("sevens were read as 1."))
        })
        .await?;
        // The example is misread on the pad, too.
        page.click("misread-to-pad").await?;
        page.wait_for_prediction("1").await?;
        let plots = "return document.querySelectorAll('[data-testid=robustness] svg').length";
        assert_eq!(page.evaluate::<usize>(plots).await?, 8);
        Ok(())
    });
}
