//! `digits train`: trains the network on MNIST and stroke files and writes its weights.
//!
//! - [`split`]: the split into training and validation sets
//! - [`seeds`]: runs with several seeds, of which the best is selected
//! - [`mod@run`]: one training run
//! - [`metrics`], [`curves`], [`checkpoint`], [`progress`]: output after each epoch

pub mod checkpoint;
pub mod curves;
pub mod metrics;
pub mod progress;
pub mod run;
pub mod seeds;
pub mod split;

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use evaluation::data::{Dataset, mnist, strokes};
use model::NetConfig;
use training::TrainingConfig;
use training::augment::Augmentation;

use seeds::SeededRuns;
use split::TrainValidationSplit;

/// Trains the digit network on MNIST and, optionally, on pen strokes.
///
/// Writes model.bin (weights), model.f32.bin (unquantised weights) and model.json (hyperparameters and metrics), and
/// after each epoch metrics.jsonl (one line per epoch), curves.svg and a checkpoint. With several seeds, each run
/// writes these files to its own folder. To ship a network, copy model.bin and model.json to assets/.
#[derive(Args)]
pub struct Arguments {
    /// Folder with the four IDX files of MNIST, gzipped or not [default: download the training images]
    #[arg(long, value_name = "DIR")]
    mnist: Option<PathBuf>,
    /// Stroke file to train on, rasterised like the ink on the page; can be repeated
    #[arg(long, value_name = "FILE")]
    strokes: Vec<PathBuf>,
    /// Output folder; must not contain a run, except with --resume
    #[arg(long, value_name = "DIR", default_value = "runs/latest")]
    out: PathBuf,
    /// Continue from the checkpoint in --out
    #[arg(long)]
    resume: bool,
    #[command(flatten)]
    hyperparameters: Hyperparameters,
}

/// Overrides of the default [`TrainingConfig`].
#[derive(clap::Args)]
struct Hyperparameters {
    /// Number of epochs
    #[arg(long, value_name = "N", default_value_t = TrainingConfig::default().epochs)]
    epochs: usize,
    /// Seed of all random numbers
    #[arg(long, value_name = "N", default_value_t = TrainingConfig::default().seed)]
    seed: u64,
    /// Output channels of each convolution
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = NetConfig::default().channels)]
    channels: Vec<usize>,
    /// Units of the hidden dense layer
    #[arg(long, value_name = "N", default_value_t = NetConfig::default().hidden)]
    hidden: usize,
    /// Dropout probability before each dense layer
    #[arg(long, value_name = "P", default_value_t = NetConfig::default().dropout)]
    dropout: f64,
    /// Number of seeds to train with; the network with the lowest validation loss is selected
    #[arg(long, value_name = "N", alias = "students", default_value_t = 3)]
    seeds: usize,
    /// Repetitions of each MNIST image per epoch
    #[arg(long, value_name = "N", default_value_t = TrainingConfig::default().image_repeats)]
    image_repeats: usize,
    /// Repetitions of each drawing per epoch
    #[arg(long, value_name = "N", default_value_t = TrainingConfig::default().drawing_repeats)]
    drawing_repeats: usize,
    /// Label smoothing, 0 to 1
    #[arg(long, value_name = "FRACTION", alias = "smoothing")]
    #[arg(default_value_t = TrainingConfig::default().label_smoothing)]
    label_smoothing: f32,
    /// Decay of the exponential moving average of the weights; 0 disables averaging
    #[arg(long, value_name = "DECAY", alias = "average-decay", default_value_t = TrainingConfig::default().ema_decay)]
    ema_decay: f64,
    /// Augmentation to disable; can be repeated
    #[arg(long, value_name = "AUGMENTATION", alias = "without", value_parser = augmentation())]
    disable_augmentation: Vec<Augmentation>,
}

impl Hyperparameters {
    fn config(self) -> anyhow::Result<TrainingConfig> {
        let Ok(channels) = <[usize; 3]>::try_from(self.channels) else {
            anyhow::bail!("--channels takes three numbers, as in 16,40,96");
        };
        Ok(TrainingConfig {
            net: NetConfig {
                channels,
                hidden: self.hidden,
                dropout: self.dropout,
            },
            epochs: self.epochs,
            seed: self.seed,
            image_repeats: self.image_repeats,
            drawing_repeats: self.drawing_repeats,
            label_smoothing: self.label_smoothing,
            ema_decay: self.ema_decay,
            disabled_augmentations: self.disable_augmentation,
            ..TrainingConfig::default()
        })
    }
}

/// Returns a parser of the names of augmentations.
fn augmentation() -> impl TypedValueParser<Value = Augmentation> {
    let parser = PossibleValuesParser::new(Augmentation::ALL.map(Augmentation::name));
    parser.map(|name| {
        let mut all = Augmentation::ALL.into_iter();
        all.find(|augmentation| augmentation.name() == name)
            .expect("the parser accepts only these names")
    })
}

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<()> {
    let count = arguments.hyperparameters.seeds;
    let config = arguments.hyperparameters.config()?;
    let images = match &arguments.mnist {
        Some(directory) => mnist::load(directory, mnist::Split::Train)?,
        None => mnist::download()?,
    };
    let mut datasets = vec![(
        "MNIST".to_owned(),
        TrainValidationSplit::from_images(images),
    )];
    for path in &arguments.strokes {
        let name = path.file_stem().unwrap_or(path.as_os_str());
        let split = TrainValidationSplit::from_drawings(strokes::load(path)?);
        datasets.push((name.display().to_string(), split));
    }
    let mut out = std::io::stdout();
    writeln!(out, "{} parameters", config.net.parameter_count())?;
    let (mut samples, mut validation) = (Vec::new(), Vec::new());
    for (
        name,
        TrainValidationSplit {
            train,
            validation: held_out,
        },
    ) in datasets
    {
        let (train_len, held_out_len) = (train.len(), held_out.len());
        writeln!(
            out,
            "{name}: {train_len} training digits, {held_out_len} validation digits"
        )?;
        samples.extend(train);
        validation.push(Dataset {
            name,
            samples: held_out,
        });
    }
    let runs = SeededRuns {
        config,
        count,
        samples,
        validation,
        directory: arguments.out,
    };
    // Run on a worker thread of the pool: otherwise each step waits for a worker to wake up.
    rayon::scope(|_| runs.run(arguments.resume))
}
