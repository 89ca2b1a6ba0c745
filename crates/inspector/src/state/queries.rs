//! The queries about the selected digit that the open panels need.

use ink::Parameter;

use workers::explain::{OCCLUSION_BANDS, Query};
use workers::host::{Selection, Task};

use super::{InspectorState, Panel};

impl InspectorState {
    /// Returns the queries of the open panels that have no answer yet, in the order in which the panels were opened.
    pub(super) fn pending_queries(&self) -> Vec<Query> {
        let Some(selection) = &self.selection else {
            return Vec::new();
        };
        let is_answered =
            |query: &Query| self.answers.iter().any(|(answered, _)| answered == query);
        self.open_panels
            .iter()
            .flat_map(|panel| self.panel_queries(*panel, selection))
            .filter(|query| !is_answered(query))
            .collect()
    }

    fn panel_queries(&self, panel: Panel, selection: &Selection) -> Vec<Query> {
        let Selection {
            raster, drawing, ..
        } = selection;
        let (class, has_strokes) = (self.class(), !selection.is_picture());
        match panel {
            Panel::Preprocessing => {
                let preprocessed = self.stage_rasters().pop();
                preprocessed
                    .map(|raster| Query::Classify(vec![raster]))
                    .into_iter()
                    .collect()
            }
            Panel::Layers => vec![
                Query::Layers(raster.clone()),
                Query::ReceptiveField(raster.clone(), self.unit),
            ],
            Panel::Attribution => {
                let mut queries = vec![Query::IntegratedGradients(raster.clone(), class)];
                queries
                    .extend(has_strokes.then(|| Query::StrokeAttributions(drawing.clone(), class)));
                let occlusion = |band| Query::Occlusion {
                    raster: raster.clone(),
                    class,
                    band,
                };
                queries.extend((0..OCCLUSION_BANDS).map(occlusion));
                queries
            }
            Panel::Perturbation => {
                let sweep = |parameter| Query::Sweep(drawing.clone(), self.perturbation, parameter);
                let parameters = Parameter::ALL.into_iter().filter(|_| has_strokes);
                let adversarial = Query::AdversarialExample(raster.clone());
                parameters.map(sweep).chain([adversarial]).collect()
            }
            Panel::Lesson => match self.lesson.progress().task {
                Task::KeyStroke | Task::Noise if !has_strokes => Vec::new(),
                Task::KeyStroke => vec![Query::StrokeAttributions(drawing.clone(), class)],
                Task::Corner => self.panel_queries(Panel::Preprocessing, selection),
                Task::Noise => vec![Query::Sweep(
                    drawing.clone(),
                    self.perturbation,
                    Parameter::Noise,
                )],
                // The selection itself holds the probabilities that these tasks check.
                Task::OneAsSeven | Task::DecisionBoundary => Vec::new(),
            },
            Panel::ModelCard => Vec::new(),
        }
    }
}
