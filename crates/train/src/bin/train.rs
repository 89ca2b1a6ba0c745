//! `cargo train`: from MNIST and stroke files to weights.

use std::path::PathBuf;

use clap::Parser;
use net::NetConfig;
use train::augment::Variation;
use train::data::{mnist, strokes};
use train::learn::plan::Plan;
use train::learn::school::{School, Teaching};
use train::learn::split::Split;

/// Trains the digit network on MNIST and, where given, on pen strokes; where asked for, larger networks first, which
/// teach it.
///
/// Writes model.bin (weights), model.f32.bin (the same unrounded), model.json (plan and figures), and after each
/// epoch metrics.jsonl (a line an epoch), curves.svg and a checkpoint; for each teacher and each student the same in
/// a folder of its own, and what the teachers said in lessons.bin. To ship a network, copy model.bin and model.json to assets/.
#[derive(Parser)]
#[command(name = "cargo train")]
struct Arguments {
    /// Folder of MNIST's four IDX files, gzipped or not; without it MNIST's train images are downloaded
    #[arg(long, value_name = "DIR")]
    mnist: Option<PathBuf>,
    /// Stroke file to learn from as well, rendered as the product renders ink; may be given again
    #[arg(long, value_name = "FILE")]
    strokes: Vec<PathBuf>,
    /// Folder for what is written; must not hold a run already
    #[arg(long, value_name = "DIR", default_value = "runs/latest")]
    out: PathBuf,
    /// Go on from the checkpoint in --out
    #[arg(long)]
    resume: bool,
    /// Weights of a teacher that is trained already (its model.f32.bin), in place of new ones; may be given again
    #[arg(long, value_name = "FILE")]
    teacher: Vec<PathBuf>,
    /// What another run's teachers said (its lessons.bin), in place of teachers
    #[arg(long, value_name = "FILE", conflicts_with = "teacher")]
    lessons: Option<PathBuf>,
    #[command(flatten)]
    recipe: Recipe,
}

/// What may differ from the plan of the network that ships.
#[derive(clap::Args)]
struct Recipe {
    /// Passes over the data
    #[arg(long, value_name = "N", default_value_t = Plan::default().epochs)]
    epochs: usize,
    /// Decides everything random
    #[arg(long, value_name = "N", default_value_t = Plan::default().seed)]
    seed: u64,
    /// Feature maps after each convolution
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = NetConfig::default().channels)]
    channels: Vec<usize>,
    /// Width of the dense layer
    #[arg(long, value_name = "N", default_value_t = NetConfig::default().hidden)]
    hidden: usize,
    /// Share of values dropped before each dense layer, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = NetConfig::default().dropout)]
    dropout: f64,
    /// How many networks teach this one; 0 for none
    #[arg(long, value_name = "N", default_value_t = Plan::default().teachers)]
    teachers: usize,
    /// How many students learn, of which the best on the digits kept aside ships
    #[arg(long, value_name = "N", default_value_t = 3)]
    students: usize,
    /// Passes of each teacher
    #[arg(long, value_name = "N", default_value_t = Plan::default().teacher_epochs)]
    teacher_epochs: usize,
    /// Times that an epoch meets each image of MNIST
    #[arg(long, value_name = "N", default_value_t = Plan::default().image_repeats)]
    image_repeats: usize,
    /// Times that an epoch meets each drawing
    #[arg(long, value_name = "N", default_value_t = Plan::default().drawing_repeats)]
    drawing_repeats: usize,
    /// Drawings that are no digits, as a share of the digits
    #[arg(long, value_name = "SHARE", default_value_t = Plan::default().non_digits)]
    non_digits: f64,
    /// Share of the target that is spread over all digits
    #[arg(long, value_name = "SHARE", default_value_t = Plan::default().smoothing)]
    smoothing: f32,
    /// Weight of the past in the running average of the weights; 0 for the last weights themselves
    #[arg(long, value_name = "SHARE", default_value_t = Plan::default().average_decay)]
    average_decay: f64,
    /// A way in which digits are not varied; may be given again
    #[arg(long, value_name = "VARIATION")]
    without: Vec<Variation>,
}

impl Recipe {
    fn plan(self) -> anyhow::Result<Plan> {
        let Ok(channels) = <[usize; 3]>::try_from(self.channels) else {
            anyhow::bail!("--channels takes three numbers, as in 16,40,96");
        };
        Ok(Plan {
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
            non_digits: self.non_digits,
            smoothing: self.smoothing,
            average_decay: self.average_decay,
            without: self.without,
            ..Plan::default()
        })
    }
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let students = arguments.recipe.students;
    let plan = arguments.recipe.plan()?;
    let images = match &arguments.mnist {
        Some(directory) => mnist::load(directory, mnist::Split::Train)?,
        None => mnist::download()?,
    };
    let mut sets = vec![("MNIST".to_owned(), Split::of_images(images))];
    for path in &arguments.strokes {
        let name = path.file_stem().unwrap_or(path.as_os_str());
        let split = Split::of_drawings(strokes::load(path)?);
        sets.push((name.display().to_string(), split));
    }
    println!("{} parameters", plan.net.parameters());
    for (name, Split { train, validation }) in &sets {
        let (learnt, aside) = (train.len(), validation.len());
        println!("{name}: {learnt} digits to learn from, {aside} kept aside");
    }
    let teaching = match (arguments.lessons, arguments.teacher) {
        (Some(lessons), _) => Teaching::Lessons(lessons),
        (None, trained) if !trained.is_empty() => Teaching::Trained(trained),
        (None, _) => Teaching::New,
    };
    let school = School::new(plan, students, sets, arguments.out);
    // On one of the threads that share the work, or each step would wait for them to wake up.
    rayon::scope(|_| school.go(&teaching, arguments.resume))
}
