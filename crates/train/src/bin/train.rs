//! `cargo train`: trains the network on MNIST and stroke files and writes its weights.

use std::path::PathBuf;

use clap::Parser;
use net::NetConfig;
use train::augment::Augmentation;
use train::data::{mnist, strokes};
use train::training::config::TrainingConfig;
use train::training::pipeline::{TeacherSource, TrainingPipeline};
use train::training::split::TrainValidationSplit;

/// Trains the digit network on MNIST and, optionally, on pen strokes and with distillation from larger networks.
///
/// Writes model.bin (weights), model.f32.bin (unquantised weights) and model.json (hyperparameters and metrics), and
/// after each epoch metrics.jsonl (one line per epoch), curves.svg and a checkpoint. Each teacher and each student
/// writes the same files to its own folder; the teachers' predictions go to soft-targets.bin. To ship a network, copy
/// model.bin and model.json to assets/.
#[derive(Parser)]
#[command(name = "cargo train")]
struct Arguments {
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
    /// Weights of a trained teacher (its model.f32.bin), instead of training teachers; can be repeated
    #[arg(long, value_name = "FILE")]
    teacher: Vec<PathBuf>,
    /// Soft targets of another run (its soft-targets.bin), instead of teachers
    #[arg(
        long,
        value_name = "FILE",
        alias = "lessons",
        conflicts_with = "teacher"
    )]
    soft_targets: Option<PathBuf>,
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
    /// Number of teachers to train first; 0 trains without distillation
    #[arg(long, value_name = "N", default_value_t = TrainingConfig::default().teachers)]
    teachers: usize,
    /// Number of students to train; the one with the lowest validation loss is selected
    #[arg(long, value_name = "N", default_value_t = 3)]
    students: usize,
    /// Number of epochs of each teacher
    #[arg(long, value_name = "N", default_value_t = TrainingConfig::default().teacher_epochs)]
    teacher_epochs: usize,
    /// Repetitions of each MNIST image per epoch
    #[arg(long, value_name = "N", default_value_t = TrainingConfig::default().image_repeats)]
    image_repeats: usize,
    /// Repetitions of each drawing per epoch
    #[arg(long, value_name = "N", default_value_t = TrainingConfig::default().drawing_repeats)]
    drawing_repeats: usize,
    /// Generated non-digits per epoch, as a fraction of the number of digits
    #[arg(long, value_name = "RATIO", alias = "non-digits")]
    #[arg(default_value_t = TrainingConfig::default().non_digit_ratio)]
    non_digit_ratio: f64,
    /// Label smoothing, 0 to 1
    #[arg(long, value_name = "FRACTION", alias = "smoothing")]
    #[arg(default_value_t = TrainingConfig::default().label_smoothing)]
    label_smoothing: f32,
    /// Decay of the exponential moving average of the weights; 0 disables averaging
    #[arg(long, value_name = "DECAY", alias = "average-decay", default_value_t = TrainingConfig::default().ema_decay)]
    ema_decay: f64,
    /// Augmentation to disable; can be repeated
    #[arg(long, value_name = "AUGMENTATION", alias = "without")]
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
            teachers: self.teachers,
            teacher_epochs: self.teacher_epochs,
            image_repeats: self.image_repeats,
            drawing_repeats: self.drawing_repeats,
            non_digit_ratio: self.non_digit_ratio,
            label_smoothing: self.label_smoothing,
            ema_decay: self.ema_decay,
            disabled_augmentations: self.disable_augmentation,
            ..TrainingConfig::default()
        })
    }
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let students = arguments.hyperparameters.students;
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
    println!("{} parameters", config.net.parameter_count());
    for (name, TrainValidationSplit { train, validation }) in &datasets {
        println!(
            "{name}: {} training digits, {} validation digits",
            train.len(),
            validation.len()
        );
    }
    let teacher_source = match (arguments.soft_targets, arguments.teacher) {
        (Some(path), _) => TeacherSource::SoftTargets(path),
        (None, weights) if !weights.is_empty() => TeacherSource::Weights(weights),
        (None, _) => TeacherSource::Train,
    };
    let pipeline = TrainingPipeline::new(config, students, datasets, arguments.out);
    // Run on a worker thread of the pool: otherwise each step waits for a worker to wake up.
    rayon::scope(|_| pipeline.run(&teacher_source, arguments.resume))
}
